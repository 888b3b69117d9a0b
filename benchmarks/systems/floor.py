# SPDX-License-Identifier: GPL-3.0-or-later
"""The floor: python floor.py JOB CONTENT, in the output's folder.

Every block of the sources that the target touches is decoded once, on two threads, and
thrown away; then an array of the result's content is encoded with the same options,
block by block. Nothing happens between: no system that reads these files and writes
that result can be faster with the same codecs.
"""

from __future__ import annotations

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.append(str(Path(__file__).resolve().parents[1]))

import numpy as np
import rasterio
from affine import Affine
from gdal_tools import band_file
from job import BAND_IDS, EPSG, Job, Kind
from rasterio.warp import transform_bounds
from rasterio.windows import Window, from_bounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rasterio.io import DatasetReader

THREADS = 2
BLOCK_PX = 1024


def main() -> None:
    """Decode, then encode."""
    job, content = Job.read(Path(sys.argv[1])), Path(sys.argv[2])
    for path in _sources(job):
        _decode(path, job)
    _encode(np.load(content, mmap_mode="r"), job)


def _sources(job: Job) -> Iterator[str]:
    for band in job.bands:
        yield str(band_file(job, band))
        mask = f"GRANULE/*/QI_DATA/MSK_DETFOO_B{BAND_IDS[band]}.jp2"
        yield str(next(Path(job.product).glob(mask)))
    for layer in job.layers:
        yield layer.path


def _decode(path: str, job: Job) -> None:
    handles = threading.local()
    opened = []

    def read(window: Window) -> None:
        if not hasattr(handles, "own"):
            handles.own = rasterio.open(path)
            opened.append(handles.own)
        handles.own.read(1, window=window)

    with rasterio.open(path) as source:
        windows = list(_windows(source, job))
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(read, windows))
    for source in opened:
        source.close()


def _windows(source: DatasetReader, job: Job) -> Iterator[Window]:
    """Yield the source's blocks, some at a time, that the target lies on."""
    bounds = transform_bounds(f"EPSG:{EPSG}", source.crs, *job.target.bounds)
    inside = from_bounds(*bounds, transform=source.transform)
    first_row, first_col = max(0, int(inside.row_off)), max(0, int(inside.col_off))
    end_row = min(source.height, int(inside.row_off + inside.height) + 1)
    end_col = min(source.width, int(inside.col_off + inside.width) + 1)
    for row in range(first_row // BLOCK_PX * BLOCK_PX, end_row, BLOCK_PX):
        for col in range(first_col // BLOCK_PX * BLOCK_PX, end_col, BLOCK_PX):
            height = min(BLOCK_PX, source.height - row)
            yield Window(col, row, min(BLOCK_PX, source.width - col), height)


def _encode(content: np.ndarray, job: Job) -> None:
    count, height, width = content.shape
    name = "stack" if job.kind is Kind.STACK else job.layers[0].name
    with rasterio.open(
        f"{name}.tif",
        "w",
        driver="GTiff",
        count=count,
        height=height,
        width=width,
        dtype=content.dtype,
        crs=EPSG,
        transform=Affine(*job.target.transform),
        **(job.options or {}),
    ) as out:
        for row in range(0, height, BLOCK_PX):
            for col in range(0, width, BLOCK_PX):
                block = content[:, row : row + BLOCK_PX, col : col + BLOCK_PX]
                out.write(block, window=Window(col, row, *block.shape[:0:-1]))


if __name__ == "__main__":
    main()
