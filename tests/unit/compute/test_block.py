# SPDX-License-Identifier: GPL-3.0-or-later
"""Blocks of planned layers: however they are cut, and whatever their method is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from rasterio.crs import CRS
from rasterio.enums import Resampling
from rasters import LEFT, TOP, make_raster, placed

from exogenous.core.compute.block import read_block
from exogenous.core.environment import raster_environment
from exogenous.core.geometry.grid import Block, Grid
from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.planning.method_choice import empty_layer, plan_layer
from exogenous.core.planning.plan import AllValid, LayerPlan
from exogenous.core.planning.target import Target
from exogenous.core.sources.contents import Values
from exogenous.core.sources.source import open_source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: More than two squares of 512 each way.
SIDE = 1100

GRID = Grid(
    crs=CRS.from_epsg(32630),
    transform=placed(left=LEFT, top=TOP, pixel=5),
    rows=SIDE,
    cols=SIDE,
)
TARGET = Target(grid=GRID, window=GRID.whole)


@pytest.fixture
def pool() -> Iterator[DatasetPool]:
    with raster_environment(), DatasetPool() as pool:
        yield pool


@pytest.fixture
def layer(tmp_path: Path) -> LayerPlan:
    """Noise of 10 m about zero with holes, interpolated to 5 m."""
    values = np.random.default_rng(4).normal(0, 9, (600, 600)).astype("float32")
    values[::31, ::17] = np.nan
    path = str(make_raster(tmp_path / "a.tif", values, nodata_kind="nan"))
    with raster_environment():
        source = open_source(path, 1, label="a")
        return plan_layer("a", source, Resampling.bilinear, TARGET, {})


@pytest.mark.parametrize(
    "block",
    [
        Block(row_off=0, col_off=0, rows=512, cols=512),
        Block(row_off=500, col_off=510, rows=30, cols=590),
        Block(row_off=1099, col_off=1099, rows=1, cols=1),
    ],
)
def test_a_block_is_a_part_of_the_whole(
    layer: LayerPlan, pool: DatasetPool, block: Block
) -> None:
    whole = read_block(layer, GRID.whole, pool)
    assert np.isfinite(whole).any()
    part = read_block(layer, block, pool)
    np.testing.assert_array_equal(part, whole[block.slices_in(GRID.whole)])


def test_a_floor_holds_for_resampled_values(
    layer: LayerPlan, pool: DatasetPool
) -> None:
    block = Block(row_off=500, col_off=500, rows=40, cols=40)
    as_is = read_block(layer, block, pool)
    assert (as_is < 0).any()
    source = replace(layer.method.source, contents=Values(floor=0))
    bounded = replace(layer, method=replace(layer.method, source=source))
    found = read_block(bounded, block, pool)
    np.testing.assert_array_equal(found, np.maximum(as_is, 0))


def test_an_empty_layer_has_no_value(pool: DatasetPool) -> None:
    block = Block(row_off=3, col_off=4, rows=2, cols=5)
    found = read_block(empty_layer("a", TARGET, {}), block, pool)
    assert found.shape == (2, 5)
    assert np.isnan(found).all()


def test_validity_is_1_where_all_layers_have_a_value(
    layer: LayerPlan, pool: DatasetPool
) -> None:
    block = Block(row_off=0, col_off=0, rows=70, cols=70)
    valid = np.isfinite(read_block(layer, block, pool))
    assert 0 < valid.mean() < 1
    both = replace(layer, method=AllValid(layers=(layer, layer)))
    np.testing.assert_array_equal(read_block(both, block, pool), valid)
    none = empty_layer("b", TARGET, {})
    nowhere = replace(layer, method=AllValid(layers=(layer, none)))
    assert not read_block(nowhere, block, pool).any()
