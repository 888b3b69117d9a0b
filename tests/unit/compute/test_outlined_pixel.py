# SPDX-License-Identifier: GPL-3.0-or-later
"""Kernels over areas round a pole: nothing is lost there, whatever the kernel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio.warp
from affine import Affine
from rasterio.crs import CRS
from rasterio.enums import Resampling
from rasters import make_raster

from exogenous.core.compute.block import read_block
from exogenous.core.environment import raster_environment
from exogenous.core.geometry.grid import Block, Grid
from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.planning.method_choice import plan_layer
from exogenous.core.planning.target import Target
from exogenous.core.sources.source import open_source

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from exogenous.core.planning.plan import LayerPlan

#: Five pixels of 250 km a side, one of which holds the pole.
GRID = Grid(
    crs=CRS.from_epsg(3413),
    transform=Affine(250_000, 0, -623_766, 0, -250_000, 624_223),
    rows=5,
    cols=5,
)


def planned(folder: Path, values: NDArray[Any], kernel: str) -> LayerPlan:
    path = make_raster(
        folder / "s.tif",
        values.astype("float32"),
        crs="EPSG:4326",
        transform=Affine(1, 0, -180, 0, -1, 90),
        nodata_kind="declared",
        nodata=-9999.0,
    )
    source = open_source(str(path), 1, label="s")
    target = Target(grid=GRID, window=GRID.whole)
    return plan_layer("s", source, Resampling[kernel], target, {})


def found(folder: Path, values: NDArray[Any], kernel: str) -> NDArray[Any]:
    with raster_environment(), DatasetPool() as pool:
        return read_block(planned(folder, values, kernel), GRID.whole, pool)


def counted() -> NDArray[np.float64]:
    """Count places a fiftieth of a degree apart by the pixel that they are in."""
    step = 0.02
    lon = -180 + step * (np.arange(360 / step) + 0.5)
    lat = 90 - step * (np.arange(12 / step) + 0.5)
    at = [axis.ravel() for axis in np.meshgrid(lon, lat)]
    x, y = rasterio.warp.transform(CRS.from_epsg(4326), GRID.crs, *at)
    col, row = ~GRID.transform * (np.array(x), np.array(y))
    edges = np.arange(6)
    found: NDArray[np.float64] = np.histogram2d(row, col, (edges, edges))[0] * step**2
    return found


@pytest.mark.rule(9, against="counting places on the ground")
def test_a_sum_round_a_pole_is_whole(tmp_path: Path) -> None:
    sums, truth = found(tmp_path, np.ones((180, 360)), "sum"), counted()
    np.testing.assert_allclose(sums[1:4, 1:4], truth[1:4, 1:4], rtol=3e-3)
    # Further out sides are straight in degrees.
    np.testing.assert_allclose(sums, truth, rtol=0.03)


@pytest.mark.rule(9, against="the only value that there is")
@pytest.mark.parametrize(
    "kernel", ["average", "rms", "min", "max", "mode", "med", "q1", "q3", "sum"]
)
def test_what_is_invalid_has_no_part_in_it(tmp_path: Path, kernel: str) -> None:
    values = np.full((180, 360), 7.0)
    values[:, ::2] = -9999
    values[2:, :180] = -9999
    values[0] = -9999
    pixels = found(tmp_path, values, kernel)
    if kernel != "sum":
        np.testing.assert_allclose(pixels[np.isfinite(pixels)], 7, rtol=1e-6)
    assert pixels[2, 2] > 0
    assert np.isnan(found(tmp_path, np.full((180, 360), -9999), kernel)).all()


@pytest.mark.rule(3, 9, against="rings of latitude")
def test_a_median_is_of_the_ring_that_is_half_way(tmp_path: Path) -> None:
    """A pixel of 1.29 degrees either way: 1.0 of them are the first ring."""
    rings = np.repeat(np.arange(180)[:, np.newaxis], 360, axis=1)
    assert found(tmp_path, rings, "med")[2, 2] == 0
    assert found(tmp_path, rings, "max")[2, 2] == 1
    assert 0.2 < found(tmp_path, rings, "average")[2, 2] < 0.25


@pytest.mark.rule(13, against="one block of everything")
def test_it_does_not_depend_on_blocks(tmp_path: Path) -> None:
    values = np.random.default_rng(2).normal(size=(180, 360))
    with raster_environment(), DatasetPool() as pool:
        layer = planned(tmp_path, values, "sum")
        whole = read_block(layer, GRID.whole, pool)
        block = Block(row_off=1, col_off=2, rows=2, cols=3)
        part = read_block(layer, block, pool)
    np.testing.assert_array_equal(part, whole[block.slices_in(GRID.whole)])
