# SPDX-License-Identifier: GPL-3.0-or-later
"""Picking from the source pixels that are touched, on the axes and between CRSs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import oracle
import pytest
import rasterio.warp
from affine import Affine
from grids_elsewhere import DST, SOURCES, UTM
from rasterio.enums import Resampling
from rasters import make_raster

from exogenous.core.compute import block as warp
from exogenous.core.compute.gdal_tile import warp_tile
from exogenous.core.compute.tile_context import TileContext
from exogenous.core.environment import raster_environment
from exogenous.core.geometry.grid import Block, Grid
from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.planning.method_choice import plan_layer
from exogenous.core.planning.plan import LayerPlan, Scaled, Target, Warped
from exogenous.core.sources.source import open_source

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray
    from rasterio.crs import CRS

KERNELS = ["min", "max"]


def classes(
    grid: Grid, dtype: str, holes: str = "no holes"
) -> tuple[NDArray[Any], dict[str, Any]]:
    """Make three classes in noise, so that most pixels are drawn, and nodata in it."""
    numbers = np.random.default_rng(7).integers(1, 4, (grid.rows, grid.cols))
    if holes == "holes":
        numbers[::7, ::5] = 0
        numbers[100:140, 90:120] = 0
    options = {"nodata": 0} if holes == "holes" else {}
    placed = {"crs": grid.crs.to_wkt(), "transform": grid.transform}
    return numbers.astype(dtype), options | placed


def are_inside(src: Grid) -> NDArray[np.bool_]:
    """Tell which target pixels lie wholly in a source: beside it GDAL repeats it."""
    edges = np.meshgrid(np.arange(DST.cols + 1.0), np.arange(DST.rows + 1.0))
    x, y = oracle.positions(src, DST, *edges)
    at_corner = (x >= 0) & (x <= src.cols) & (y >= 0) & (y <= src.rows)
    return at_corner[:-1, :-1] & at_corner[1:, 1:]


def planned(path: Path, dst: Grid, kernel: str) -> LayerPlan:
    source = open_source(str(path), 1, label="s")
    target = Target(grid=dst, window=dst.whole)
    return plan_layer("s", source, Resampling[kernel], target, {})


@pytest.mark.rule(3, 5, against="`osgeo.gdal.Warp(errorThreshold=0)`")
@pytest.mark.parametrize("holes", ["no holes", "holes"])
@pytest.mark.parametrize("dtype", ["uint8", "int16", "float32", "int32"])
@pytest.mark.parametrize("kernel", KERNELS)
@pytest.mark.parametrize(
    ("size", "offset"),
    [(10, 400), (7.3, 401.7), (20, 407.3), (30, 400), (40, 410), (60, 400)],
)
def test_along_the_axes_it_is_gdals(
    tmp_path: Path, size: float, offset: float, kernel: str, dtype: str, holes: str
) -> None:
    src, dst = (
        Grid(
            crs=UTM,
            transform=Affine(px, 0, 500_000 + start, 0, -px, 5_900_000 - start),
            rows=count,
            cols=count + 3,
        )
        for px, start, count in ((20, 0, 200), (size, offset, 60))
    )
    numbers, options = classes(src, dtype, holes)
    path = make_raster(tmp_path / "s.tif", numbers, **options)
    with raster_environment(), DatasetPool() as pool:
        layer = planned(path, dst, kernel)
        assert isinstance(layer.method, Scaled)
        found = warp.read_block(layer, dst.whole, pool)
    np.testing.assert_array_equal(found, oracle.warp(str(path), dst, kernel))


@pytest.mark.rule(5, against="GDAL's warper with nodata around the source")
@pytest.mark.parametrize("kernel", KERNELS)
@pytest.mark.parametrize("crs", [UTM])
def test_beside_the_source_there_is_nothing(
    tmp_path: Path, crs: CRS, kernel: str
) -> None:
    src = Grid(
        crs=UTM, transform=Affine(20, 0, 500_000, 0, -20, 5_900_000), rows=200, cols=203
    )
    left, top = rasterio.warp.transform(UTM, crs, [500_000], [5_900_000])
    dst = Grid(
        crs=crs,
        transform=Affine(15, 0, left[0] - 500, 0, -15, top[0] + 500),
        rows=60,
        cols=60,
    )
    numbers, options = classes(src, "uint8")
    path = make_raster(tmp_path / "s.tif", numbers, **options)
    with raster_environment(), DatasetPool() as pool:
        layer = planned(path, dst, kernel)
        found = warp.read_block(layer, dst.whole, pool)
        assert isinstance(layer.method, Warped)
        expected = warp_tile(
            TileContext(method=layer.method, dst_grid=dst, tile=dst.whole, pool=pool)
        )
    assert np.isfinite(found).any()
    assert np.isnan(found).any()
    np.testing.assert_array_equal(found, expected)


@pytest.mark.rule(13, against="one block of everything")
@pytest.mark.parametrize("name", SOURCES)
def test_it_does_not_depend_on_blocks(tmp_path: Path, name: str) -> None:
    numbers, options = classes(SOURCES[name], "uint8", "holes")
    path = make_raster(tmp_path / "s.tif", numbers, **options)
    with raster_environment(), DatasetPool() as pool:
        layer = planned(path, DST, "max")
        whole = warp.read_block(layer, DST.whole, pool)
        for block in (
            Block(row_off=100, col_off=30, rows=444, cols=600),
            Block(row_off=511, col_off=511, rows=1, cols=2),
        ):
            part = warp.read_block(layer, block, pool)
            np.testing.assert_array_equal(part, whole[block.slices_in(DST.whole)])
