# SPDX-License-Identifier: GPL-3.0-or-later
"""GDAL's command-line tools, chained as one does it: the shell script of a job.

Each band and layer is warped to a file (`gdalwarp -multi -wo NUM_THREADS=2`),
`gdalbuildvrt -separate` puts the files side by side, `gdal_translate` writes the
stack. Counts become reflectance by `gdal_translate -scale 1000 11000 0 1` into a VRT,
where the counts' 0, no data, becomes -0.1. That leaves out the detector footprints
and clips nothing at 0.
"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from job import BAND_IDS, CLASS_KERNELS, EPSG, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from job import Job, Layer

_WARP = ("gdalwarp", "-q", "-multi", "-wo", "NUM_THREADS=2")
_NO_VALUE = "-9999"


def script(job: Job, *more: str) -> str:
    """Return what `sh -e` runs in the output's folder; gdalwarp is told `more`."""
    return "\n".join(shlex.join(words) for words in _commands(job, (*_WARP, *more)))


def band_file(job: Job, band: str) -> Path:
    """Return the image of a spectral band at its own resolution."""
    pattern = f"GRANULE/*/IMG_DATA/*/*_B{BAND_IDS[band]}_*m.jp2"
    return min(Path(job.product).glob(pattern))


def _commands(job: Job, warp: tuple[str, ...]) -> Iterator[list[str]]:
    parts = []
    is_stack = job.kind is Kind.STACK
    # What the stack is made of is thrown away, and so not compressed.
    options = [] if is_stack else creation(job)
    for band in job.bands:
        yield from _band(job, band, warp, options)
        parts.append(f"{band}.tif")
    for layer in job.layers:
        parts.append(f"{Path(layer.name).name}.tif")
        source = layer.path
        if "*" in source:  # tiles
            source = f"{parts[-1]}.vrt"
            yield ["gdalbuildvrt", "-q", source, *_matching(layer.path)]
        yield [*warp, *_layer(job, layer, options), source, parts[-1]]
    if is_stack:
        yield ["gdalbuildvrt", "-q", "-separate", "stack.vrt", *parts]
        yield ["gdal_translate", "-q", *creation(job), "stack.vrt", "stack.tif"]


def _band(
    job: Job, band: str, warp: tuple[str, ...], options: list[str]
) -> Iterator[list[str]]:
    counts, values = str(band_file(job, band)), f"{band}.vrt"
    scale = ["-ot", "Float32", "-scale", "1000", "11000", "0", "1", "-a_nodata", "-0.1"]
    yield ["gdal_translate", "-q", "-of", "VRT", *scale, counts, values]
    kernel = "average" if job.target.pixel_m > 20 else "bilinear"
    nodata = ["-srcnodata", "-0.1", "-dstnodata", _NO_VALUE]
    where = _onto(job, kernel)
    yield [*warp, *where, *nodata, *_work_file(options), values, f"{band}.tif"]


def _layer(job: Job, layer: Layer, options: list[str]) -> list[str]:
    is_kept = layer.resampler in CLASS_KERNELS and job.kind is not Kind.STACK
    kind = [] if is_kept else ["-ot", "Float32", "-dstnodata", _NO_VALUE]
    return [*_onto(job, layer.resampler), *kind, *_work_file(options)]


def _matching(pattern: str) -> list[str]:
    folder = Path(pattern)
    return sorted(map(str, folder.parent.glob(folder.name)))


def _work_file(options: list[str]) -> list[str]:
    return options or ["-co", "TILED=YES", "-co", "BIGTIFF=IF_SAFER"]


def _onto(job: Job, kernel: str) -> list[str]:
    edges = [f"{edge:.15g}" for edge in job.target.bounds]
    size = [str(job.target.cols), str(job.target.rows)]
    return ["-t_srs", f"EPSG:{EPSG}", "-te", *edges, "-ts", *size, "-r", kernel]


def creation(job: Job) -> list[str]:
    """Return the job's creation options as the tools take them."""
    options = (job.options or {}).items()
    return [word for key, value in options for word in ("-co", f"{key}={value}")]
