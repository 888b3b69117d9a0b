# SPDX-License-Identifier: GPL-3.0-or-later
"""The layers over a product of any size, of plain texture: for time and memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from rasterio import warp
from rasterio.transform import from_origin

from ..landscape.spectra import MAP_CLASSES
from ..landscape.texture import grain, make_field, strips
from ..place import UTM
from . import rasters
from .rasters import DEM_CRS, MAP_CRS, NODATA, RasterGrid

if TYPE_CHECKING:
    from pathlib import Path

    from affine import Affine
    from rasterio.crs import CRS

    from ..place import Area
    from .rasters import Strips


def write_mosaic(area: Area, count: int, path: Path, seed: int = 0) -> None:
    """Write backscatter, 20 m, a corner of it without data.

    It starts where the product does and, as the seed's, ends before it.
    """
    grid = _square(from_origin(area.left, area.top, 20, 20), count)
    rasters.write_mosaic(path, grid, _decibels(count, seed))


def _decibels(count: int, seed: int) -> Strips:
    broad = make_field(count, count, wavelength_px=180, octaves=5, seed=31 + seed)
    columns = np.arange(count)
    for first, rows in strips(count):
        values = -12 + 5 * broad.strip(first, rows, count)
        values += 0.9 * grain(41 + seed, first, rows, count)
        lines = np.arange(first, first + rows)[:, np.newaxis]
        values[columns + 0.45 * lines < 0.12 * count] = NODATA
        yield first, values


def write_dem(area: Area, count: int, path: Path) -> None:
    """Write heights, pixels of 2 x 1 arc-seconds.

    Nodata is declared and occurs nowhere, as in global models.
    """
    transform = _around(area, DEM_CRS, count, (2 / 3600, 1 / 3600))
    rasters.write_dem(path, _square(transform, count), _heights(count))


def _heights(count: int) -> Strips:
    broad = make_field(count, count, wavelength_px=260, octaves=7, seed=51)
    for first, rows in strips(count):
        values = 650 + 600 * broad.strip(first, rows, count)
        values += 0.4 * grain(61, first, rows, count)
        yield first, np.maximum(values, 0)


def write_land_cover(area: Area, count: int, path: Path) -> None:
    """Write classes, 10 m."""
    transform = _around(area, MAP_CRS, count, (10, 10))
    rasters.write_land_cover(path, _square(transform, count), _classes(count))


def _classes(count: int) -> Strips:
    """Cut a field into classes, with ragged borders."""
    codes = np.array(sorted(MAP_CLASSES), dtype=np.uint8)
    broad = make_field(count, count, wavelength_px=300, octaves=7, seed=71)
    for first, rows in strips(count):
        level = broad.strip(first, rows, count)
        level += 0.02 * grain(81, first, rows, count)
        index = np.floor((level + 1) / 2 * len(codes)).astype(np.int64)
        yield first, codes[np.clip(index, 0, len(codes) - 1)]


def _around(area: Area, crs: CRS, count: int, pixel: tuple[float, float]) -> Affine:
    """Centre a square image on the product."""
    half = area.size_m / 2
    xs, ys = warp.transform(UTM, crs, [area.left + half], [area.top - half])
    left = round(xs[0] / pixel[0] - count / 2) * pixel[0]
    top = round(ys[0] / pixel[1] + count / 2) * pixel[1]
    return from_origin(left, top, *pixel)


def _square(transform: Affine, count: int) -> RasterGrid:
    return RasterGrid(transform=transform, rows=count, cols=count)
