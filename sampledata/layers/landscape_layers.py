# SPDX-License-Identifier: GPL-3.0-or-later
"""The layers over the product, each in its own CRS, out of the landscape."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from rasterio.transform import from_origin
from rasterio.warp import transform, transform_bounds

from ..landscape.cover import WATERS, ground
from ..landscape.noise import Floats, draw, fractal
from ..landscape.spectra import MAP_CLASS, VV_DB
from ..landscape.terrain import slope, terrain
from ..place import UTM, Area
from . import rasters
from .rasters import DEM_CRS, MAP_CRS, NODATA, RasterGrid

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray
    from rasterio.crs import CRS


def write_mosaic(area: Area, path: Path) -> None:
    """Write VV backscatter, 20 m, one corner of it without data.

    The grid starts on multiples of 20 m that are not multiples of the product's 60.
    """
    wide = Area(left=area.left - 740, top=area.top + 520, size_m=area.size_m + 1_440)
    x, y = wide.centres(20, margin_px=1)
    values = _backscatter(x, y)[1:-1, 1:-1]
    x, y = x[1:-1, 1:-1] - area.left, area.top - y[1:-1, 1:-1]
    values[x + 0.45 * y < 0.12 * area.size_m] = NODATA
    rows, cols = values.shape
    grid = RasterGrid(transform=wide.transform(20), rows=rows, cols=cols)
    rasters.write_mosaic(path, grid, [(0, values.astype(np.float32))])


def _backscatter(x: Floats, y: Floats) -> Floats:
    """Return decibels: the cover's, more on slopes that face the radar in the west.

    Speckle is that of a month's mean: slight, and smoothed by the 20 m pixel.
    """
    land = terrain(x, y)
    east, north = slope(land.surface_m, 20)
    cover = ground(x, y, land, np.hypot(east, north))
    wet = np.isin(cover.code, WATERS)
    decibels = VV_DB[cover.code] + 3.2 * np.tanh(1.2 * east)
    decibels += np.where(wet, 1.3, 0.5) * fractal(x, y, 420, 4, 501)
    column, row = (np.floor(axis / 20).astype(np.int64) for axis in (x, y))
    speckle = sum(draw(column, row, seed) for seed in (511, 512, 513)) - 1.5
    power = 10 ** ((decibels + 2.6 * speckle) / 10)
    for axis in (0, 1):
        beside = np.roll(power, 1, axis) + np.roll(power, -1, axis)
        power = 0.6 * power + 0.2 * beside
    return 10 * np.log10(power)


def write_dem(area: Area, path: Path) -> None:
    """Write heights in EPSG:4326, pixels of 2 x 1 arc-seconds centred on whole ones.

    As global models have them between 60 and 70 degrees north.
    """
    width, height = 2 / 3600, 1 / 3600
    west, south, east, north = _bounds(area, DEM_CRS, 900)
    left = (np.floor(west / width) - 0.5) * width
    top = (np.ceil(north / height) + 0.5) * height
    grid = RasterGrid(
        transform=from_origin(left, top, width, height),
        rows=round((top - south) / height),
        cols=round((east - left) / width),
    )
    heights = terrain(*_positions(grid, DEM_CRS)).surface_m
    rasters.write_dem(path, grid, [(0, heights.astype(np.float32))])


def write_land_cover(area: Area, path: Path) -> None:
    """Write classes in EPSG:3035, 10 m."""
    west, south, east, north = (round(edge, -2) for edge in _bounds(area, MAP_CRS, 400))
    grid = RasterGrid(
        transform=from_origin(west, north, 10, 10),
        rows=round((north - south) / 10),
        cols=round((east - west) / 10),
    )
    x, y = _positions(grid, MAP_CRS)
    land = terrain(x, y)
    cover = ground(x, y, land, np.hypot(*slope(land.surface_m, 10)))
    rasters.write_land_cover(path, grid, [(0, MAP_CLASS[cover.code])])


def _bounds(area: Area, crs: CRS, margin_m: float) -> tuple[float, ...]:
    """Return west, south, east, north of the area with a margin, in another CRS."""
    right, bottom = area.left + area.size_m, area.top - area.size_m
    west, south = area.left - margin_m, bottom - margin_m
    east, north = right + margin_m, area.top + margin_m
    return tuple(transform_bounds(UTM, crs, west, south, east, north))


def _positions(
    grid: RasterGrid, crs: CRS
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return x and y (rows, cols), EPSG:32632, of the pixels of a north-up grid."""
    columns, lines = np.meshgrid(np.arange(grid.cols) + 0.5, np.arange(grid.rows) + 0.5)
    to_crs = grid.transform
    x, y = to_crs.c + to_crs.a * columns, to_crs.f + to_crs.e * lines
    east, north = transform(crs, UTM, x.ravel(), y.ravel())
    return np.reshape(east, x.shape), np.reshape(north, x.shape)
