# SPDX-License-Identifier: GPL-3.0-or-later
"""Pixels that are nearly boxes of source pixels, where boxes decide and do not."""

from __future__ import annotations

import numpy as np
import pytest
from clipped import overlaps
from turned_tiles import turned

from exogenous.core.resampling.by_votes.under_pixels import mode_under


@pytest.mark.rule(3, against="classes that are put where one pixel each lies")
def test_classes_that_are_hardly_anywhere_still_win_their_pixels() -> None:
    tile = turned(10.0, 0, rows=100, cols=100)
    block = tile.coords.window((1, 2), from_edges=True)
    values = np.full((block.rows, block.cols), 3, dtype="uint8")
    expected = np.full((100, 100), 3, dtype="uint8")
    for number in range(8):
        row, col, own = 11 * number + 5, 97 - 12 * number, 50 + number
        corner = tile.corners[:, row, col] - (block.col_off, block.row_off)
        left, top = corner.round().astype(int)
        values[top : top + 10, left : left + 10] = own
        expected[row, col] = own
    origin = block.row_off, block.col_off
    found = mode_under(values, origin, tile.coords, "float32")
    np.testing.assert_array_equal(found, expected)


@pytest.mark.rule(3, 5, against="polygons clipped by shapely")
@pytest.mark.parametrize("dtype", ["uint8", "float32"])
def test_boxes_of_more_pixels_than_bytes_count(dtype: str) -> None:
    tile = turned(17.3, 1.2, rows=3, cols=4)
    block = tile.coords.window((1, 2), from_edges=True)
    random = np.random.default_rng(3)
    values = random.integers(0, 2, (block.rows, block.cols)).astype(dtype)
    values[:, : block.cols // 2] = 1
    if dtype == "float32":
        values[-block.rows // 3 :] = np.nan
    origin = block.row_off, block.col_off
    area = overlaps(tile, origin, values.shape)
    zeros, ones = ((area * (values == one)).sum(axis=(2, 3)) for one in (0, 1))
    expected = np.where(ones > zeros, 1.0, 0.0)
    expected[ones + zeros == 0] = np.nan
    found = mode_under(values, origin, tile.coords, "float32")
    np.testing.assert_array_equal(found, expected)
