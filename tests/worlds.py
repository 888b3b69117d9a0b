# SPDX-License-Identifier: GPL-3.0-or-later
"""Rasters of the whole Earth, cut open at any longitude, and targets at its seams."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import rasterio
import rasterio.warp
from affine import Affine
from rasterio.crs import CRS
from rasterio.enums import Resampling

from exogenous.core.compute.block import read_block
from exogenous.core.environment import raster_environment
from exogenous.core.geometry.grid import Block, Grid
from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.planning.method_choice import plan_layer
from exogenous.core.planning.target import Target
from exogenous.core.resampling import kernels as resampling
from exogenous.core.sources.source import open_source

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

KERNELS = [method.name for method in resampling.WARPERS]
DEGREES = CRS.from_epsg(4326)
NODATA = -9999.0

#: Interpolating linearly errs by at most h^2 / 8 times the second derivatives, 1 and
#: the square root of 2 here along x and y; h is a pixel of one degree.
BILINEAR_ERROR = np.radians(1.0) ** 2 / 8 * (1 + np.sqrt(2))

#: The cubic kernel is exact to the third order (Keys, 1981).
CUBIC_ERROR = np.radians(1.0) ** 3

#: Half the way round the Earth in EPSG:3857.
HALF = 20037508.342789244


def grid(crs: str, size: float, x: float, y: float, shape: tuple[int, int]) -> Grid:
    return Grid(
        crs=CRS.from_user_input(crs),
        transform=Affine(size, 0, x, 0, -size, y),
        rows=shape[0],
        cols=shape[1],
    )


#: Off every round number, so that no centre lies on a source pixel's edge.
TARGETS = {
    "UTM 1": grid("EPSG:32601", 5010, 100123, 300345, (60, 90)),
    "UTM 60": grid("EPSG:32660", 5010, 500321, 5300123, (60, 90)),
    "UTM 31": grid("EPSG:32631", 5010, 100321, 5300123, (60, 90)),
    "north pole": grid("EPSG:3413", 40010, -3000123, 3000321, (150, 150)),
    "north pole at a corner": grid("EPSG:3413", 40010, 0, 3000321, (75, 75)),
    "close to the north pole": grid("EPSG:3413", 10, -303, 317, (60, 60)),
    "south pole": grid("EPSG:3031", 40010, -3000123, 3000321, (150, 150)),
    "Pacific": grid("EPSG:3832", 50010, -3000123, 3000321, (120, 120)),
    "170 to 190 east": grid("EPSG:4326", 0.233, 170.03, 10.07, (60, 86)),
    "190 to 170 west": grid("EPSG:4326", 0.233, -190.03, 10.07, (60, 86)),
    "350 to 370 east": grid("EPSG:4326", 0.233, 350.03, 10.07, (60, 86)),
    "another CRS in degrees": grid("EPSG:4258", 0.233, 170.03, 10.07, (60, 86)),
    "the world": grid("EPSG:4326", 0.9, -180, 89.93, (199, 400)),
    "the world from 0": grid("EPSG:4326", 0.9, 0, 89.93, (199, 400)),
    "the world in Mercator": grid("EPSG:3857", HALF / 200, -HALF, 1e7, (199, 400)),
    "half the world": grid("+proj=laea +lon_0=180", 60010, -4.5e6, 4.5e6, (150, 150)),
}


#: So fine that a degree is no smaller than a pixel, and kernels are not widened.
FINE = {
    **TARGETS,
    "north pole": grid("EPSG:3413", 15010, -3000123, 3000321, (400, 400)),
    "north pole at a corner": grid("EPSG:3413", 15010, 0, 3000321, (200, 200)),
    "south pole": grid("EPSG:3031", 15010, -3000123, 3000321, (400, 400)),
}


def field(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.float64]:
    """A plane through the sphere: smooth everywhere, poles and seams included."""
    lon, lat = np.radians(lon), np.radians(lat)
    return np.cos(lat) * np.cos(lon - 0.9) + np.sin(lat)


def noise(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Whole numbers that a place on the ground has in whatever grid, and holes."""
    turns = np.round(np.mod(lon, 360), 6) % 360
    values = np.floor(1000 * np.mod(np.sin(12.9 * turns + 78.2 * lat) * 43758.5, 1))
    return np.where(values > 960, NODATA, values)


def write(path: Path, src: Grid, values: NDArray[Any]) -> str:
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=src.cols,
        height=src.rows,
        count=1,
        dtype=values.dtype.name,
        crs=src.crs,
        transform=src.transform,
        nodata=NODATA,
    ) as dataset:
        dataset.write(values, 1)
    return str(path)


def world(
    folder: Path, west: float, cols: int, of: Any = field, step: float = 1.0
) -> str:
    """Write a raster of degrees from pole to pole."""
    rows = round(180 / step)
    src = Grid(
        crs=DEGREES,
        transform=Affine(step, 0, west, 0, -step, 90),
        rows=rows,
        cols=cols,
    )
    lon = west + step * (np.arange(cols) + 0.5)
    lat = 90 - step * (np.arange(rows) + 0.5)
    path = folder / f"{of.__name__}_{west}_{cols}_{step}.tif"
    return str(path) if path.exists() else write(path, src, of(*np.meshgrid(lon, lat)))


def mercator(folder: Path, west: int, cols: int) -> str:
    """Write a raster in EPSG:3857, 360 columns to a turn, from a column on."""
    size = HALF / 180
    src = grid("EPSG:3857", size, -HALF + west * size, 100 * size, (200, cols))
    lon = west - 180 + np.arange(cols) + 0.5
    y = 100 * size - size * (np.arange(200) + 0.5)
    lat = np.degrees(2 * np.arctan(np.exp(y / HALF * np.pi)) - np.pi / 2)
    return write(
        folder / f"mercator_{west}_{cols}.tif", src, field(*np.meshgrid(lon, lat))
    )


@dataclass(frozen=True)
class Result:
    values: NDArray[Any]
    layer: Any


def collocate(path: str, dst: Grid, kernel: str, *blocks: Block) -> Result:
    with raster_environment(), DatasetPool() as pool:
        source = open_source(path, 1, label="case")
        target = Target(grid=dst, window=dst.whole)
        layer = plan_layer("case", source, Resampling[kernel], target, {})
        out = np.full((dst.rows, dst.cols), np.inf)
        for block in blocks or (dst.whole,):
            out[block.slices_in(dst.whole)] = read_block(layer, block, pool)
    return Result(out, layer)


def plan(path: str, dst: Grid, kernel: str = "bilinear") -> Any:
    with raster_environment():
        source = open_source(path, 1, label="case")
        target = Target(grid=dst, window=dst.whole)
        return plan_layer("case", source, Resampling[kernel], target, {})


def ground(dst: Grid) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return longitude and latitude of a target's pixels."""
    cols, rows = np.meshgrid(np.arange(dst.cols) + 0.5, np.arange(dst.rows) + 0.5)
    t = dst.transform
    x, y = t.c + t.a * cols, t.f + t.e * rows
    lon, lat = rasterio.warp.transform(dst.crs, DEGREES, x.ravel(), y.ravel())
    return np.reshape(lon, cols.shape), np.reshape(lat, cols.shape)


def difference(ours: NDArray[Any], other: NDArray[Any]) -> float:
    """Return the largest difference; where one is nodata the other is too."""
    np.testing.assert_array_equal(np.isnan(ours), np.isnan(other))
    assert np.isfinite(ours).any()
    return float(np.nanmax(np.abs(ours - other)))
