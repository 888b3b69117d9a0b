# SPDX-License-Identifier: GPL-3.0-or-later
"""Grids and blocks: whole pixels, and a pixel size that is never bent."""

from __future__ import annotations

import math

import numpy as np
import pytest
from affine import Affine
from hypothesis import given
from hypothesis import strategies as st
from rasterio.crs import CRS
from rasters import placed

from exogenous.core.errors import InvalidRequest
from exogenous.core.geometry.grid import Block, Grid, move

UTM = CRS.from_epsg(32630)


def grid(rows: int = 400, cols: int = 400, transform: Affine | None = None) -> Grid:
    return Grid(crs=UTM, transform=transform or placed(), rows=rows, cols=cols)


def block(row_off: int, col_off: int, rows: int, cols: int) -> Block:
    return Block(row_off=row_off, col_off=col_off, rows=rows, cols=cols)


blocks = st.builds(
    block,
    st.integers(-3000, 3000),
    st.integers(-3000, 3000),
    st.integers(1, 3000),
    st.integers(1, 3000),
)


class TestPixelSize:
    def test_is_exactly_what_was_asked_for(self) -> None:
        coarse = grid().with_pixel_size(30)
        assert (coarse.transform.a, coarse.transform.e) == (30.0, -30.0)
        assert (coarse.rows, coarse.cols) == (134, 134)

    def test_keeps_the_corner_and_covers_the_product(self) -> None:
        own, coarse = grid(), grid().with_pixel_size(30)
        left, bottom, right, top = coarse.bounds
        assert (left, top) == (own.bounds[0], own.bounds[3])
        assert 0 <= right - own.bounds[2] < 30
        assert 0 <= own.bounds[1] - bottom < 30

    @pytest.mark.parametrize("size", [10, 10.0])
    def test_of_the_product_gives_its_own_grid(self, size: float) -> None:
        assert grid().with_pixel_size(size) == grid()

    def test_that_divides_the_extent_adds_nothing(self) -> None:
        coarse = grid(1098, 1098).with_pixel_size(20)
        assert (coarse.rows, coarse.cols) == (549, 549)

    @pytest.mark.parametrize("size", [0.1, 0.3, 1 / 3, 0.7])
    def test_that_divides_but_for_rounding_adds_nothing(self, size: float) -> None:
        fine = grid(70, 70, placed(pixel=size * 3)).with_pixel_size(size)
        assert (fine.rows, fine.cols) == (210, 210)
        assert fine.transform.a == pytest.approx(size, rel=1e-15)

    def test_makes_square_pixels_of_oblong_ones(self) -> None:
        oblong = grid(100, 100, placed(pixel=(444.8, 453.6)))
        square = oblong.with_pixel_size(450)
        assert (square.transform.a, square.transform.e) == (450.0, -450.0)
        assert square.cols == math.ceil(100 * 444.8 / 450)
        assert square.rows == math.ceil(100 * 453.6 / 450)

    def test_equal_to_one_edge_of_an_oblong_pixel_makes_squares(self) -> None:
        square = grid(100, 100, placed(pixel=(10, 20))).with_pixel_size(10)
        assert (square.rows, square.cols) == (200, 100)
        assert square.pixel_size == (10.0, 10.0)

    def test_of_a_turned_grid_keeps_its_direction(self) -> None:
        turned = grid(40, 60, placed(degrees=30))
        coarse = turned.with_pixel_size(25)
        assert coarse.pixel_size == pytest.approx((25, 25), rel=1e-14)
        angle = math.degrees(math.atan2(coarse.transform.d, coarse.transform.a))
        assert angle == pytest.approx(30)
        assert (coarse.rows, coarse.cols) == (16, 24)
        assert (coarse.transform.c, coarse.transform.f) == (
            turned.transform.c,
            turned.transform.f,
        )

    def test_of_a_south_up_grid_keeps_it_so(self) -> None:
        coarse = grid(40, 60, placed(south_up=True, rows=40)).with_pixel_size(25)
        assert (coarse.transform.a, coarse.transform.e) == (25.0, 25.0)
        assert (coarse.rows, coarse.cols) == (16, 24)

    @pytest.mark.parametrize("size", [0, -30, math.nan, math.inf, -math.inf])
    def test_that_is_none_is_refused(self, size: float) -> None:
        with pytest.raises(InvalidRequest, match=r"PIXEL_SIZE.*positive number"):
            grid().with_pixel_size(size)

    def test_in_the_wrong_unit_is_refused_before_anything_is_made(self) -> None:
        with pytest.raises(InvalidRequest, match=r"40000000000 x 40000000000 pixels"):
            grid().with_pixel_size(1e-7)

    def test_larger_than_the_product_is_one_pixel(self) -> None:
        huge = grid().with_pixel_size(1e6)
        assert (huge.rows, huge.cols) == (1, 1)

    @given(
        rows=st.integers(1, 12000),
        cols=st.integers(1, 12000),
        own=st.floats(1e-5, 1e4),
        factor=st.floats(1e-3, 1e3),
    )
    def test_covers_whatever_the_numbers(
        self, rows: int, cols: int, own: float, factor: float
    ) -> None:
        size = own * factor
        made = grid(rows, cols, placed(pixel=own)).with_pixel_size(size)
        for count, extent in ((made.rows, rows * own), (made.cols, cols * own)):
            assert count * size >= extent - 1e-5 * size
            assert (count - 1) * size < extent or count == 1
        assert made.transform.a == pytest.approx(size, rel=1e-15)


class TestGrid:
    @pytest.mark.parametrize(("rows", "cols"), [(0, 5), (5, 0), (-1, 5)])
    def test_without_pixels_cannot_be(self, rows: int, cols: int) -> None:
        with pytest.raises(ValueError, match=f"{rows} x {cols}"):
            grid(rows, cols)

    def test_without_area_cannot_be(self) -> None:
        with pytest.raises(ValueError, match="invertible"):
            grid(transform=Affine(10, 0, 0, 0, 0, 0))

    def test_crop_has_the_same_pixels(self) -> None:
        own = grid(40, 60, placed(degrees=30))
        cut = own.crop(block(5, 7, 10, 20))
        x, y = move(cut.transform, 3.5, 4.5)
        assert (x, y) == pytest.approx(move(own.transform, 10.5, 9.5), rel=1e-15)
        assert (cut.rows, cut.cols, cut.crs) == (10, 20, own.crs)

    def test_bounds_are_those_of_the_outer_edges(self) -> None:
        assert grid(3, 4).bounds == (500_000, 4_999_970, 500_040, 5_000_000)

    def test_bounds_of_a_south_up_grid_are_the_same(self) -> None:
        south_up = grid(3, 4, placed(south_up=True, rows=3))
        assert south_up.bounds == grid(3, 4).bounds

    def test_bounds_of_a_turned_grid_hold_all_corners(self) -> None:
        left, bottom, right, top = grid(10, 10, placed(degrees=45)).bounds
        assert right - left == pytest.approx(100 * math.sqrt(2))
        assert top - bottom == pytest.approx(100 * math.sqrt(2))

    def test_move_works_on_arrays_as_on_numbers(self) -> None:
        transform = placed(degrees=12)
        x, y = move(transform, np.array([0.5, 3.0]), np.array([1.5, 2.0]))
        assert (x[1], y[1]) == move(transform, 3.0, 2.0)


class TestBlockAround:
    def test_exact_edges_do_not_grow(self) -> None:
        assert grid().block_around(3, 5, 10, 9) == block(5, 3, 4, 7)

    def test_edges_off_by_rounding_do_not_grow(self) -> None:
        found = grid().block_around(3 - 1e-9, 5 + 1e-9, 10 + 1e-9, 9 - 1e-9)
        assert found == block(5, 3, 4, 7)

    def test_touched_pixels_are_whole(self) -> None:
        assert grid().block_around(3.2, 5.7, 10.01, 9.5) == block(5, 3, 5, 8)

    def test_reaches_off_the_grid(self) -> None:
        assert grid().block_around(-3.5, -1.5, 0.5, 0.5) == block(-2, -4, 3, 5)

    def test_a_point_is_one_pixel(self) -> None:
        assert grid().block_around(3.5, 5.5, 3.5, 5.5) == block(5, 3, 1, 1)

    def test_a_point_on_an_edge_is_one_pixel(self) -> None:
        assert grid().block_around(3, 5, 3, 5) == block(5, 3, 1, 1)


class TestBlock:
    def test_without_pixels_cannot_be(self) -> None:
        with pytest.raises(ValueError, match="0 x 5"):
            block(0, 0, 0, 5)

    @given(blocks, blocks)
    def test_intersection_has_the_pixels_of_both(self, one: Block, two: Block) -> None:
        both = one.intersection(two)
        assert both == two.intersection(one)
        rows = range(max(one.row_off, two.row_off), min(one.row_end, two.row_end))
        cols = range(max(one.col_off, two.col_off), min(one.col_end, two.col_end))
        if both is None:
            assert not (rows and cols)
        else:
            assert (both.row_off, both.rows) == (rows[0], len(rows))
            assert (both.col_off, both.cols) == (cols[0], len(cols))

    def test_slices_find_the_block_in_an_array_of_another(self) -> None:
        whole = np.arange(30).reshape(5, 6)
        outer = block(10, 20, 5, 6)
        assert whole[block(12, 21, 2, 3).slices_in(outer)].tolist() == [
            [13, 14, 15],
            [19, 20, 21],
        ]

    @given(
        st.builds(
            block,
            st.integers(-70, 70),
            st.integers(-70, 70),
            st.integers(1, 70),
            st.integers(1, 70),
        ),
        st.integers(1, 33),
    )
    def test_tiles_have_every_pixel_once_and_are_cut_where_the_grid_is(
        self, window: Block, size_px: int
    ) -> None:
        seen = np.zeros((window.rows, window.cols), dtype=int)
        for tile in window.tiles(size_px):
            assert tile.intersection(window) == tile
            assert tile.row_off // size_px == (tile.row_end - 1) // size_px
            assert tile.col_off // size_px == (tile.col_end - 1) // size_px
            seen[tile.slices_in(window)] += 1
        assert (seen == 1).all()

    @given(blocks, blocks, st.integers(200, 1024))
    def test_tiles_of_two_windows_agree_on_where_cuts_are(
        self, one: Block, two: Block, size_px: int
    ) -> None:
        common = one.intersection(two)
        if common is None:
            return
        cut = {
            tile.intersection(common)
            for window in (one, two)
            for tile in window.tiles(size_px)
            if tile.intersection(common) is not None
        }
        assert sum(tile.pixels for tile in cut if tile) == common.pixels
