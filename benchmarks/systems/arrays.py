# SPDX-License-Identifier: GPL-3.0-or-later
"""rioxarray and odc-geo: python arrays.py LIBRARY JOB, in the output's folder.

Both work on arrays that are read whole, as they do by default, and are written by
rioxarray, in both cases. With an area of interest, only what lies around it is read.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[1]))

import numpy as np
import odc.geo.xr  # noqa: F401  (gives arrays their `odc`)
import rioxarray
import xarray as xr
from affine import Affine
from arrays_out import save
from gdal_tools import band_file
from job import CLASS_KERNELS, EPSG, Job, Kind, Target
from odc.geo.geobox import GeoBox
from rasterio.enums import Resampling

_QUANTIFICATION, _OFFSET = 10_000, -1_000
_AROUND_M = 2_000


def main() -> None:
    """Do the job."""
    library, job = sys.argv[1], Job.read(Path(sys.argv[2]))
    parts = []
    for band in job.bands:
        kernel = "average" if job.target.pixel_m > 20 else "bilinear"
        values = _reflectance(_opened(job, str(band_file(job, band)), masked=False))
        parts.append(_moved(library, values, job.target, kernel))
    for layer in job.layers:
        is_kept = layer.resampler in CLASS_KERNELS and job.kind is Kind.LAYERS
        values = _opened(job, layer.path, masked=not is_kept)
        parts.append(_moved(library, values, job.target, layer.resampler))
    _finish(job, parts)


def _opened(job: Job, path: str, *, masked: bool) -> Any:
    opened = rioxarray.open_rasterio(path, masked=masked)
    if masked:
        # In memory it is NaN; else odc-geo fills with the file's number.
        opened.encoding.pop("_FillValue", None)
        opened = opened.rio.write_nodata(np.nan)
    if job.aoi:
        left, bottom, right, top = job.target.bounds
        around = (
            left - _AROUND_M,
            bottom - _AROUND_M,
            right + _AROUND_M,
            top + _AROUND_M,
        )
        opened = opened.rio.clip_box(*around, crs=EPSG)
    return opened


def _reflectance(counts: Any) -> Any:
    values = counts.astype(np.float32)
    values = xr.where(counts == 0, np.nan, (values + _OFFSET) / _QUANTIFICATION)
    values = values.astype(np.float32).rio.write_crs(counts.rio.crs)
    return values.rio.write_nodata(np.nan)


def _moved(library: str, values: Any, target: Target, kernel: str) -> Any:
    transform = Affine(*target.transform)
    if _is_there(values, target, transform):
        return values
    if library == "odc-geo":
        box = GeoBox((target.rows, target.cols), transform, f"EPSG:{EPSG}")
        return values.odc.reproject(box, resampling=kernel)
    return values.rio.reproject_match(
        _template(target, transform), resampling=Resampling[kernel]
    )


def _is_there(values: Any, target: Target, transform: Affine) -> bool:
    same = values.rio.transform().almost_equals(transform)
    return same and values.shape[-2:] == (target.rows, target.cols)


def _template(target: Target, transform: Affine) -> Any:
    half = target.pixel_m / 2
    x = target.left + half + target.pixel_m * np.arange(target.cols)
    y = target.top - half - target.pixel_m * np.arange(target.rows)
    grid = xr.DataArray(
        np.broadcast_to(np.uint8(0), (target.rows, target.cols)), {"y": y, "x": x}
    )
    return grid.rio.write_crs(EPSG).rio.write_transform(transform)


def _finish(job: Job, parts: list[Any]) -> None:
    if job.kind is Kind.ARRAYS:
        for number in range(len(job.layers)):
            save(number, parts[len(job.bands) + number])
    elif job.kind is Kind.LAYERS:
        for layer, part in zip(job.layers, parts, strict=True):
            part.rio.to_raster(f"{layer.name}.tif", **(job.options or {}))
    else:
        stacked = xr.concat(
            [part.drop_vars("band", errors="ignore") for part in parts],
            dim="band",
            join="override",
            coords="minimal",
            compat="override",
            combine_attrs="drop",
        )
        stacked = stacked.rio.write_crs(EPSG).rio.write_nodata(np.nan)
        stacked.rio.to_raster("stack.tif", **(job.options or {}))


if __name__ == "__main__":
    main()
