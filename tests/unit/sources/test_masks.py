# SPDX-License-Identifier: GPL-3.0-or-later
"""Masks beside a band, at any resolution: the same pixels in whatever block."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rasterio.crs import CRS
from rasters import make_raster, placed

from exogenous.core.errors import SourceUnreadable
from exogenous.core.geometry.grid import Block, Grid, move
from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.sources.masks import PolygonMask, RasterMask

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

GRID = Grid(crs=CRS.from_epsg(32630), transform=placed(), rows=12, cols=18)


def expected(flags: NDArray[Any], grid: Grid, *, wherever: bool) -> NDArray[np.bool_]:
    """Look for bad flags pixel by pixel."""
    rows, cols = flags.shape
    bad = np.zeros((grid.rows, grid.cols), dtype=bool)
    fy, fx = rows / grid.rows, cols / grid.cols
    for row in range(grid.rows):
        for col in range(grid.cols):
            if wherever:
                part = flags[
                    math.floor(row * fy + 1e-9) : math.ceil((row + 1) * fy - 1e-9),
                    math.floor(col * fx + 1e-9) : math.ceil((col + 1) * fx - 1e-9),
                ]
                bad[row, col] = part.any()
            else:
                bad[row, col] = flags[
                    math.floor((row + 0.5) * fy), math.floor((col + 0.5) * fx)
                ]
    return ~bad


sizes = st.tuples(st.integers(1, 40), st.integers(1, 40))
inner = st.builds(
    lambda a, b, c, d: Block(
        row_off=min(a, b),
        col_off=min(c, d),
        rows=abs(a - b) + 1,
        cols=abs(c - d) + 1,
    ),
    st.integers(0, 11),
    st.integers(0, 11),
    st.integers(0, 17),
    st.integers(0, 17),
)


@pytest.mark.rule(2, 5, against="flags looked up pixel by pixel")
@pytest.mark.parametrize("wherever", [False, True])
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(size=sizes, block=inner, seed=st.integers(0, 99))
def test_flags_of_any_resolution(
    tmp_path: Path, size: tuple[int, int], block: Block, seed: int, *, wherever: bool
) -> None:
    flags = (np.random.default_rng(seed).random(size) < 0.2).astype("uint8")
    path = str(make_raster(tmp_path / "mask.tif", flags))
    mask = RasterMask(path=path, counts_wherever=wherever)
    with DatasetPool() as pool:
        whole = mask.valid(GRID, GRID.whole, pool)
        part = mask.valid(GRID, block, pool)
    assert (whole == expected(flags, GRID, wherever=wherever)).all()
    assert (part == whole[block.slices_in(GRID.whole)]).all()


def test_flags_of_several_bands_count_together(tmp_path: Path) -> None:
    bands = np.zeros((3, 12, 18), dtype="uint8")
    bands[0, 0, 0] = bands[1, 1, 1] = bands[2, 2, 2] = 4
    path = str(make_raster(tmp_path / "mask.tif", bands))
    with DatasetPool() as pool:
        valid = RasterMask(path=path, bands=(1, 3)).valid(GRID, GRID.whole, pool)
    assert np.argwhere(~valid).tolist() == [[0, 0], [2, 2]]


def test_zero_may_be_what_is_invalid(tmp_path: Path) -> None:
    flags = np.ones((12, 18), dtype="uint8")
    flags[3, 4] = 0
    path = str(make_raster(tmp_path / "mask.tif", flags))
    mask = RasterMask(path=path, valid_where_zero=False)
    with DatasetPool() as pool:
        assert np.argwhere(~mask.valid(GRID, GRID.whole, pool)).tolist() == [[3, 4]]


def test_mask_without_the_bands_is_found_from_its_header(tmp_path: Path) -> None:
    path = str(make_raster(tmp_path / "mask.tif", np.zeros((2, 12, 18), dtype="uint8")))
    RasterMask(path=path, bands=(1, 2)).check("band 'RED'")
    with pytest.raises(SourceUnreadable, match=r"band 'RED'.* 2 bands of flags, and 3"):
        RasterMask(path=path, bands=(3,)).check("band 'RED'")


@pytest.mark.parametrize("south_up", [False, True])
@pytest.mark.parametrize("inside", [False, True])
def test_polygon_has_the_pixels_whose_centre_it_holds(
    *, south_up: bool, inside: bool
) -> None:
    transform = placed(south_up=south_up, rows=12)
    grid = Grid(crs=GRID.crs, transform=transform, rows=12, cols=18)
    polygon = shapely.Point(500_083, 4_999_941).buffer(47)
    mask = PolygonMask(wkb=shapely.to_wkb(polygon), valid_inside=inside)
    cols, rows = np.meshgrid(np.arange(18) + 0.5, np.arange(12) + 0.5)
    held = shapely.contains_xy(polygon, *move(grid.transform, cols, rows))
    with DatasetPool() as pool:
        whole = mask.valid(grid, grid.whole, pool)
        block = Block(row_off=3, col_off=5, rows=4, cols=7)
        part = mask.valid(grid, block, pool)
    assert 0 < held.sum() < held.size
    assert (whole == (held if inside else ~held)).all()
    assert (part == whole[3:7, 5:12]).all()
