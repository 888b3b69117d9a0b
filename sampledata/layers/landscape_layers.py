# SPDX-License-Identifier: GPL-3.0-or-later
"""The exogenous layers of the sample: each in its own CRS, from the same landscape."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyogrio.raw
import rasterio
from rasterio.transform import from_origin
from rasterio.warp import transform, transform_bounds
from shapely.geometry import Polygon

from ..landscape.cover import WATERS, ground
from ..landscape.noise import Floats, draw, fractal
from ..landscape.spectra import MAP_CLASS, MAP_CLASSES, VV_DB
from ..landscape.terrain import slope, terrain
from ..markup import Element, add, write
from ..place import (
    AOI_NAME,
    CENTRE,
    DEM_NAME,
    LAND_COVER_NAME,
    MOSAIC_NAME,
    UTM,
    Area,
)

if TYPE_CHECKING:
    from pathlib import Path

    from affine import Affine
    from numpy.typing import NDArray

NODATA = -32768
MAP_NODATA = 255

_AOI = (
    (-0.31, -0.24),
    (-0.22, -0.02),
    (0.02, 0.06),
    (0.08, 0.22),
    (0.19, 0.24),
    (0.27, 0.02),
    (0.12, -0.11),
    (-0.08, -0.19),
)
"""Corners of the area of interest: east and north of the middle, in sides."""


def write_mosaic(area: Area, folder: Path) -> None:
    """Write VV backscatter in dB: Float32 COG, 20 m, one corner without data.

    The grid starts on multiples of 20 m that are not multiples of the product's 60.
    """
    wide = Area(left=area.left - 740, top=area.top + 520, size_m=area.size_m + 1_440)
    x, y = wide.centres(20, margin_px=1)
    values = _backscatter(x, y)[1:-1, 1:-1]
    x, y = x[1:-1, 1:-1] - area.left, area.top - y[1:-1, 1:-1]
    values[x + 0.45 * y < 0.12 * area.size_m] = NODATA
    with rasterio.open(
        folder / MOSAIC_NAME,
        "w",
        driver="COG",
        count=1,
        height=values.shape[0],
        width=values.shape[1],
        dtype="float32",
        crs=UTM,
        transform=wide.transform(20),
        nodata=NODATA,
        COMPRESS="DEFLATE",
        PREDICTOR="FLOATING_POINT",
        BLOCKSIZE=256,
        OVERVIEW_RESAMPLING="AVERAGE",
    ) as dataset:
        dataset.write(values.astype(np.float32), 1)


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


def write_dem(area: Area, folder: Path) -> None:
    """Write heights in EPSG:4326, pixels of 2 x 1 arc-seconds centred on whole ones.

    As global models have them between 60 and 70 degrees north. Float32 metres.
    """
    crs = rasterio.CRS.from_epsg(4326)
    width, height = 2 / 3600, 1 / 3600
    west, south, east, north = _bounds(area, crs, 900)
    left = (np.floor(west / width) - 0.5) * width
    top = (np.ceil(north / height) + 0.5) * height
    cols, rows = round((east - left) / width), round((top - south) / height)
    grid = from_origin(left, top, width, height)
    heights = terrain(*_positions(grid, rows, cols, crs)).surface_m
    with rasterio.open(
        folder / DEM_NAME,
        "w",
        driver="GTiff",
        count=1,
        height=rows,
        width=cols,
        dtype="float32",
        crs=crs,
        transform=grid,
        nodata=NODATA,
        tiled=True,
        compress="deflate",
        predictor=3,
    ) as dataset:
        dataset.write(heights.astype(np.float32), 1)
        dataset.units = ("metre",)


def write_land_cover(area: Area, folder: Path) -> None:
    """Write classes in EPSG:3035, uint8, 10 m, with palette and category names."""
    crs = rasterio.CRS.from_epsg(3035)
    west, south, east, north = (round(edge, -2) for edge in _bounds(area, crs, 400))
    cols, rows = round((east - west) / 10), round((north - south) / 10)
    grid = from_origin(west, north, 10, 10)
    x, y = _positions(grid, rows, cols, crs)
    land = terrain(x, y)
    cover = ground(x, y, land, np.hypot(*slope(land.surface_m, 10)))
    path = folder / LAND_COVER_NAME
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        count=1,
        height=rows,
        width=cols,
        dtype="uint8",
        crs=crs,
        transform=grid,
        nodata=MAP_NODATA,
        tiled=True,
        compress="deflate",
    ) as dataset:
        dataset.write(MAP_CLASS[cover.code], 1)
        colours = {code: colour for code, (_, colour) in MAP_CLASSES.items()}
        dataset.write_colormap(1, colours)
    side_file = path.with_name(f"{path.name}.aux.xml")
    write(_category_names(), side_file, declared=False)


def _category_names() -> Element:
    """Name the classes for GDAL's side file, in which it allows no declaration."""
    document = Element("PAMDataset")
    names = add(add(document, "PAMRasterBand", band=1), "CategoryNames")
    for code in range(max(MAP_CLASSES) + 1):
        add(names, "Category", MAP_CLASSES[code][0] if code in MAP_CLASSES else "")
    return document


def write_aoi(area: Area, folder: Path) -> None:
    """Write the area of interest: one polygon in EPSG:4326, an ESRI shapefile."""
    corners = [
        (CENTRE[0] + east * area.size_m, CENTRE[1] + north * area.size_m)
        for east, north in _AOI
    ]
    lons, lats = transform(UTM, "EPSG:4326", *zip(*corners, strict=True))
    polygon = Polygon(zip(lons, lats, strict=True))
    pyogrio.raw.write(
        folder / AOI_NAME,
        geometry=np.array([polygon.wkb], dtype=object),
        field_data=[np.array(["fjord head"], dtype=object)],
        fields=["name"],
        driver="ESRI Shapefile",
        geometry_type="Polygon",
        crs="EPSG:4326",
        encoding="UTF-8",
        DBF_DATE_LAST_UPDATE="2025-12-23",
    )


def _bounds(area: Area, crs: rasterio.CRS, margin_m: float) -> tuple[float, ...]:
    """Return west, south, east, north of the area with a margin, in another CRS."""
    right, bottom = area.left + area.size_m, area.top - area.size_m
    west, south = area.left - margin_m, bottom - margin_m
    east, north = right + margin_m, area.top + margin_m
    return tuple(transform_bounds(UTM, crs, west, south, east, north))


def _positions(
    grid: Affine, rows: int, cols: int, crs: rasterio.CRS
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return x and y (rows, cols), EPSG:32632, of the pixels of a north-up grid."""
    columns, lines = np.meshgrid(np.arange(cols) + 0.5, np.arange(rows) + 0.5)
    x, y = grid.c + grid.a * columns, grid.f + grid.e * lines
    east, north = transform(crs, UTM, x.ravel(), y.ravel())
    return np.reshape(east, (rows, cols)), np.reshape(north, (rows, cols))
