# SPDX-License-Identifier: GPL-3.0-or-later
"""Picking from the source pixels that are touched, on the axes and between CRSs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import oracle
import pytest
from affine import Affine
from grids_elsewhere import DST, SOURCES, UTM
from rasterio.enums import Resampling
from rasters import make_raster

from exogenous.core.compute import block as warp
from exogenous.core.environment import raster_environment
from exogenous.core.geometry.grid import Block, Grid
from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.planning.method_choice import plan_layer
from exogenous.core.planning.plan import LayerPlan, Scaled
from exogenous.core.planning.target import Target
from exogenous.core.sources.source import open_source

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

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
    [
        (10, 400),
        (7.3, 401.7),
        (20, 407.3),
        (30, 400),
        (40, 410),
        (60, 400),
        (66.7, 401.7),
        (110, 405),
    ],
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


def by_hand(values: NDArray[Any], step: tuple[float, float], start: float, size: int):
    """Take the greatest of the pixels between each target pixel's edges, one by one."""
    out = np.full((size, size), np.nan)
    for row in range(size):
        for col in range(size):
            (top, bottom), (left, right) = (
                (math.floor(start + at * by), math.ceil(start + (at + 1) * by))
                for at, by in zip((row, col), step, strict=True)
            )
            part = values[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)]
            if np.isfinite(part).any():
                out[row, col] = np.nanmax(part)
    return out


@pytest.mark.rule(3, 5, against="the pixels that are touched, one by one")
@pytest.mark.parametrize("dtype", ["uint8", "int32", "float32"])
@pytest.mark.parametrize(
    "step",
    [(0.75, 0.75), (2.25, 2.25), (5.5, 5.5), (0.5, 6.25), (7.75, 1.25), (20.125, 3.5)],
)
@pytest.mark.parametrize("start", [-25.25, 110.5])
def test_beside_the_source_there_is_nothing(
    tmp_path: Path, step: tuple[float, float], start: float, dtype: str
) -> None:
    src = Grid(
        crs=UTM, transform=Affine(16, 0, 500_000, 0, -16, 5_900_000), rows=150, cols=153
    )
    down, across = step
    dst = Grid(
        crs=UTM,
        transform=Affine(
            16 * across, 0, 500_000 + 16 * start, 0, -16 * down, 5_900_000 - 16 * start
        ),
        rows=60,
        cols=60,
    )
    numbers, options = classes(src, dtype, "holes" if dtype == "float32" else "")
    path = make_raster(tmp_path / "s.tif", numbers, **options)
    with raster_environment(), DatasetPool() as pool:
        layer = planned(path, dst, "max")
        assert isinstance(layer.method, Scaled)
        found = warp.read_block(layer, dst.whole, pool)
    values = numbers.astype("float64")
    if options.get("nodata") is not None:
        values[numbers == 0] = np.nan
    expected = by_hand(values, step, start, 60)
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
