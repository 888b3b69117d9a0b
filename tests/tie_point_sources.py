# SPDX-License-Identifier: GPL-3.0-or-later
"""Rasters placed by control points, polynomials or arrays of coordinates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import rasterio
import rasterio.warp
from affine import Affine
from oracle import gdal
from rasterio.control import GroundControlPoint
from rasterio.crs import CRS
from rasterio.enums import Resampling

from exogenous.core.compute.block import read_block
from exogenous.core.environment import raster_environment
from exogenous.core.geometry.grid import Block, Grid
from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.planning.method_choice import plan_layer
from exogenous.core.planning.target import Target
from exogenous.core.sources.source import Decoding, open_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    Record = Callable[[str, object], None]

DEGREES = CRS.from_epsg(4326)
NODATA = -9999.0
ROWS, COLS = 300, 400


def grid(crs: str, size: float, x: float, y: float, shape: tuple[int, int]) -> Grid:
    return Grid(
        crs=CRS.from_user_input(crs),
        transform=Affine(size, 0, x, 0, -size, y),
        rows=shape[0],
        cols=shape[1],
    )


TARGETS = {
    "inside": grid("EPSG:32629", 251, 545000, 5890000, (120, 140)),
    "larger than source and tile": grid("EPSG:32629", 191, 500000, 5950000, (520, 530)),
    "coarser": grid("EPSG:32629", 607, 540000, 5895000, (60, 70)),
    "degrees": grid("EPSG:4326", 0.0051, -8.8, 53.5, (200, 310)),
    "LAEA": grid("EPSG:3035", 511, 3060000, 3540000, (180, 240)),
}


def numbers() -> NDArray[np.float64]:
    """A smooth field with steps and noise, and holes."""
    rng = np.random.default_rng(3)
    row, col = np.mgrid[:ROWS, :COLS]
    values = 120 + 50 * np.sin(col / 9) + 40 * np.cos(row / 7)
    values += rng.integers(0, 8, (ROWS, COLS))
    values[rng.random((ROWS, COLS)) > 0.97] = NODATA
    values[60:80, 100:130] = NODATA
    return values


def ground(
    col: NDArray[np.float64], row: NDArray[np.float64], order: int, middle: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return longitude and latitude of places on a tilted, bent swath."""
    u, v = (col - COLS / 2) / COLS, (row - ROWS / 2) / ROWS
    lon, lat = middle + 1.1 * u + 0.15 * v, 53 - 0.8 * v + 0.18 * u
    if order >= 2:
        lon, lat = lon + 0.02 * u * u - 0.03 * u * v, lat + 0.02 * u * v + 0.03 * v * v
    if order >= 3:
        lon, lat = lon + 0.05 * u**3, lat + 0.02 * u * u * v
    return lon, lat


def wrapped(lon: NDArray[np.float64]) -> NDArray[np.float64]:
    return (lon + 180) % 360 - 180


def create(path: Path, shape: tuple[int, int] = (ROWS, COLS), kind: Any = None) -> Any:
    driver = gdal.GetDriverByName("GTiff")
    return driver.Create(str(path), shape[1], shape[0], 1, kind or gdal.GDT_Float64)


def with_gcps(path: Path, side: int, order: int, middle: float = -8.0) -> str:
    """Write a raster with `side` times `side` control points."""
    cols, rows = np.meshgrid(np.linspace(0, COLS, side), np.linspace(0, ROWS, side))
    lon, lat = ground(cols, rows, order, middle)
    points = [
        GroundControlPoint(row=row, col=col, x=x, y=y)
        for col, row, x, y in zip(
            cols.ravel(), rows.ravel(), wrapped(lon).ravel(), lat.ravel(), strict=True
        )
    ]
    return write_gcps(path, points, DEGREES)


def write_gcps(path: Path, points: list[Any], crs: CRS | None) -> str:
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=COLS,
        height=ROWS,
        count=1,
        dtype="float64",
        nodata=NODATA,
    ) as dataset:
        dataset.write(numbers(), 1)
        dataset.gcps = (points, crs or DEGREES)
    if crs is None:
        dataset = gdal.Open(str(path), gdal.GA_Update)
        dataset.SetGCPs(dataset.GetGCPs(), "")
        dataset = None
    return str(path)


def with_rpcs(path: Path, middle: float = -8.0, **more: str) -> str:
    zeros = " ".join(["0"] * 11)
    dataset = create(path)
    dataset.GetRasterBand(1).WriteArray(numbers())
    dataset.GetRasterBand(1).SetNoDataValue(NODATA)
    tags = {
        "LINE_OFF": "150",
        "SAMP_OFF": "200",
        "LAT_OFF": "53",
        "LONG_OFF": str(middle),
        "HEIGHT_OFF": "100",
        "LINE_SCALE": "150",
        "SAMP_SCALE": "200",
        "LAT_SCALE": ".4",
        "LONG_SCALE": ".55",
        "HEIGHT_SCALE": "500",
        "LINE_NUM_COEFF": f"0.001 0.2 -1 0.01 0.001 0 0 0.002 0.003 {zeros}",
        "LINE_DEN_COEFF": f"1 0.001 0.0005 0 0 0 0 0 0 {zeros}",
        "SAMP_NUM_COEFF": f"0.002 1 0.1 0.02 0.003 0 0 0.01 0.004 {zeros}",
        "SAMP_DEN_COEFF": f"1 0.0004 0.001 0 0 0 0 0 0 {zeros}",
        **more,
    }
    dataset.SetMetadata(tags, "RPC")
    return str(path)


def with_arrays(
    path: Path,
    step: int = 1,
    middle: float = -8.0,
    lon_range: float = -180.0,
    dtype: Any = None,
    hole: tuple[slice, slice] | None = None,
    first: tuple[float, float] = (0, 0),
    **tags: str,
) -> str:
    """Write a raster with a longitude and a latitude every `step` pixels."""
    more = 0 if step == 1 else 1
    cols, rows = np.meshgrid(
        first[0] + np.arange(0, COLS + more, step, dtype=float),
        first[1] + np.arange(0, ROWS + more, step, dtype=float),
    )
    lon, lat = ground(cols, rows, 3, middle)
    lon = (lon - lon_range) % 360 + lon_range
    for name, values in (("lon", lon), ("lat", lat)):
        array = create(path.with_suffix(f".{name}.tif"), values.shape, dtype)
        if hole is not None:
            values[hole] = -999.0
            array.GetRasterBand(1).SetNoDataValue(-999.0)
        array.GetRasterBand(1).WriteArray(values)
    dataset = create(path)
    dataset.GetRasterBand(1).WriteArray(numbers())
    dataset.GetRasterBand(1).SetNoDataValue(NODATA)
    georeference = {
        "X_DATASET": str(path.with_suffix(".lon.tif")),
        "Y_DATASET": str(path.with_suffix(".lat.tif")),
        "X_BAND": "1",
        "Y_BAND": "1",
        "PIXEL_OFFSET": str(first[0]),
        "LINE_OFFSET": str(first[1]),
        "PIXEL_STEP": str(step),
        "LINE_STEP": str(step),
        "SRS": DEGREES.to_wkt(),
        **tags,
    }
    dataset.SetMetadata(georeference, "GEOLOCATION")
    return str(path)


SOURCES: dict[str, Callable[[Path], str]] = {
    "4 points": lambda path: with_gcps(path, 2, 1),
    "9 points": lambda path: with_gcps(path, 3, 2),
    "25 points": lambda path: with_gcps(path, 5, 3),
    "RPC": with_rpcs,
    "RPC with a height": lambda path: with_rpcs(path, HEIGHT_DEFAULT="300"),
    "a node each": with_arrays,
    "a node every 5": lambda path: with_arrays(path, 5),
    "nodes from off the raster": lambda path: with_arrays(path, 5, first=(-7.5, -5)),
    "nodes in pixel middles": lambda path: with_arrays(
        path, GEOREFERENCING_CONVENTION="PIXEL_CENTER"
    ),
    "nodes in float32": lambda path: with_arrays(path, dtype=gdal.GDT_Float32),
}


class Sources:
    """Writes each of the sources once."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._paths = folder, dict[str, str]()

    def __call__(self, name: str) -> str:
        if name not in self._paths:
            path = self._folder / f"{len(self._paths)}.tif"
            self._paths[name] = SOURCES[name](path)
        return self._paths[name]


@dataclass(frozen=True)
class Result:
    values: NDArray[Any]
    layer: Any


def collocate(
    path: str, dst: Grid, kernel: str, *blocks: Block, crs: CRS | None = None
) -> Result:
    with raster_environment(), DatasetPool() as pool:
        source = open_source(path, 1, label="case", decoding=Decoding(crs=crs))
        target = Target(grid=dst, window=dst.whole)
        layer = plan_layer("case", source, Resampling[kernel], target, {})
        out = np.full((dst.rows, dst.cols), np.inf)
        for block in blocks or (dst.whole,):
            out[block.slices_in(dst.whole)] = read_block(layer, block, pool)
    return Result(out, layer)


@cache
def positions(
    path: str, dst: Grid, shift: tuple[float, float], step: int = 1
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return where GDAL's transformer has places of a target in a source.

    Args:
        path: The source.
        dst: The target.
        shift: Column and row in each of its pixels.
        step: Look at every so many rows and columns.
    """
    target = gdal.GetDriverByName("MEM").Create("", dst.cols, dst.rows)
    target.SetGeoTransform(dst.transform.to_gdal())
    target.SetProjection(dst.crs.to_wkt())
    transformer = gdal.Transformer(gdal.Open(path), target, [])
    cols, rows = np.meshgrid(
        np.arange(0, dst.cols, step) + shift[0], np.arange(0, dst.rows, step) + shift[1]
    )
    places = np.column_stack([cols.ravel(), rows.ravel()])
    moved, found = transformer.TransformPoints(1, places.tolist())
    moved = np.where(np.array(found, dtype=bool)[:, None], np.array(moved), np.nan)
    return moved[:, 0].reshape(cols.shape), moved[:, 1].reshape(cols.shape)
