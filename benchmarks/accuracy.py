# SPDX-License-Identifier: GPL-3.0-or-later
"""How far a system's layers are from the oracle: python accuracy.py JOB FOLDER.

The oracle is GDAL's own warper with the exact coordinate transform
(`errorThreshold=0`) and source pixels alone, on windows spread over the result. It is
asked for the pixels where the result says they are; whether that is the grid that was
asked for is another question, answered apart. Product bands are not compared: each
system has its own way with them.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from job import CLASS_KERNELS, EPSG, Job, Target
from osgeo import gdal, osr
from rasterio.windows import Window

gdal.UseExceptions()
osr.UseExceptions()

_WINDOW_PX = 256
"""Largest side; of a small result, an eighth of its own."""
_PLACES = (0.03, 0.35, 0.68, 0.97)
"""Where windows lie along each axis, from the first to the last that fits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """Where a result says it is, in EPSG:32632, north up; pixels need not be square."""

    left: float
    top: float
    width: float
    height: float
    """Of a pixel, metres."""
    rows: int
    cols: int

    def is_at(self, target: Target) -> bool:
        """Tell whether this is the grid that was asked for."""
        shape = (self.rows, self.cols) == (target.rows, target.cols)
        place = (self.left, self.top, self.width, self.height)
        asked = (target.left, target.top, target.pixel_m, target.pixel_m)
        return shape and np.allclose(place, asked, rtol=0, atol=1e-6)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Result:
    """A layer as a system made it."""

    grid: _Grid
    source: Any
    """An array, or a path and a band."""

    def window(self, row: int, col: int, rows: int, cols: int) -> Any:
        """Read values, NaN where there is none."""
        if isinstance(self.source, np.ndarray):
            part = self.source[row : row + rows, col : col + cols]
            return part.astype(np.float64)
        path, band = self.source
        with rasterio.open(path) as dataset:
            window = Window(col, row, cols, rows)
            read = dataset.read(band, window=window, masked=True)
        return read.astype(np.float64).filled(np.nan)


def main() -> None:
    """Compare every layer, and say it as JSON."""
    job, folder = Job.read(Path(sys.argv[1])), Path(sys.argv[2])
    said = {}
    is_on_grid = True
    for number, layer in enumerate(job.layers):
        result = _result(job, number, folder)
        is_on_grid &= result.grid.is_at(job.target)
        said[layer.name] = _compare(result, layer.path, layer.resampler)
    print(json.dumps({"is_on_grid": is_on_grid, "layers": said}))


def _result(job: Job, number: int, folder: Path) -> _Result:
    saved = folder / f"layer_{number}.npz"
    if saved.is_file():
        with np.load(saved) as kept:
            return _Result(
                grid=_grid(kept["place"], kept["values"].shape), source=kept["values"]
            )
    stack = folder / "stack.tif"
    name = Path(job.layers[number].name).name
    path = stack if stack.is_file() else folder / f"{name}.tif"
    band = len(job.bands) + number + 1 if stack.is_file() else 1
    with rasterio.open(path) as dataset:
        t = dataset.transform
        if (t.b, t.d) != (0, 0) or dataset.crs.to_epsg() != EPSG:
            raise ValueError(f"{path} is not north up in EPSG:{EPSG}: {t}")
        grid = _grid((t.c, t.f, t.a, -t.e), dataset.shape)
    return _Result(grid=grid, source=(path, band))


def _grid(place: Any, shape: tuple[int, int]) -> _Grid:
    left, top, width, height = (float(number) for number in place)
    rows, cols = shape
    return _Grid(left=left, top=top, width=width, height=height, rows=rows, cols=cols)


def _compare(result: _Result, path: str, kernel: str) -> dict[str, float]:
    """Return how far a layer is off, as shares of the pixels or of the range."""
    ours, truth = [], []
    for row, rows in _places(result.grid.rows):
        for col, cols in _places(result.grid.cols):
            ours.append(result.window(row, col, rows, cols).ravel())
            truth.append(_oracle(path, kernel, result.grid, (row, col, rows, cols)))
    got, want = np.concatenate(ours), np.concatenate(truth)
    both = np.isfinite(got) & np.isfinite(want)
    said = {"validity_share": float(np.mean(np.isfinite(got) != np.isfinite(want)))}
    if not both.any():
        return {**said, "other_share": 1.0}
    error = np.abs(got[both] - want[both])
    spread = float(np.ptp(want[both])) or 1.0
    if kernel in CLASS_KERNELS:
        return {**said, "other_share": float(np.mean(error > 1e-5 * spread))}
    rms = float(np.sqrt(np.mean(error**2)))
    return {**said, "max_of_range": float(error.max()) / spread, "rms": rms / spread}


def _places(length: int) -> list[tuple[int, int]]:
    size = min(_WINDOW_PX, max(1, length // 8))
    return sorted({(round(part * (length - size)), size) for part in _PLACES})


def _oracle(
    path: str, kernel: str, grid: _Grid, window: tuple[int, int, int, int]
) -> Any:
    row, col, rows, cols = window
    left, top = grid.left + col * grid.width, grid.top - row * grid.height
    right, bottom = left + cols * grid.width, top - rows * grid.height
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(EPSG)
    warped = gdal.Warp(
        "",
        _raster(path),
        format="MEM",
        dstSRS=srs.ExportToWkt(),
        outputBounds=(left, bottom, right, top),
        width=cols,
        height=rows,
        resampleAlg=kernel,
        errorThreshold=0,
        outputType=gdal.GDT_Float64,
        workingType=gdal.GDT_Float64,
        dstNodata=float("nan"),
        overviewLevel="NONE",
    )
    return warped.GetRasterBand(1).ReadAsArray().ravel()


def _raster(path: str) -> Any:
    """Return a raster, or the virtual raster of the tiles that match a pattern."""
    if "*" not in path:
        return path
    tiles = Path(path)
    return gdal.BuildVRT("", sorted(map(str, tiles.parent.glob(tiles.name))))


if __name__ == "__main__":
    main()
