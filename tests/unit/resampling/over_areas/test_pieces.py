# SPDX-License-Identifier: GPL-3.0-or-later
"""Pieces of tiles: every pixel once, and all of its area."""

from __future__ import annotations

import numpy as np
import pytest
from clipped import tile_of
from straight_coords import straight

from exogenous.core.resampling.over_areas.overlap import SLIVER_PX2, sliver_of
from exogenous.core.resampling.over_areas.pieces import pieces


@pytest.mark.parametrize("size", [0.5, 7.3, 40.0, 300.0])
@pytest.mark.parametrize("shape", [(1, 1), (70, 9), (130, 200)])
def test_each_pixel_is_in_one_piece(shape: tuple[int, int], size: float) -> None:
    count = np.zeros(shape, dtype=int)
    for piece in pieces(straight(shape, (3, 5), (size, size)), (0, 0)):
        count[piece.in_tile] += 1
        assert piece.footprints.centre.shape[1:] == count[piece.in_tile].shape
    assert (count == 1).all()


@pytest.mark.parametrize("bend", [0, 5e-3])
def test_what_is_covered_adds_up_to_the_pixel(bend: float) -> None:
    tile = tile_of(2.3, 10, bend)
    block = tile.coords.window((1, 2), from_edges=True)
    for piece in pieces(tile.coords, (block.row_off, block.col_off)):
        total = np.zeros(piece.footprints.centre.shape[1:])
        for index, area in piece.covered(block.cols):
            assert index.min() >= 0
            assert index.max() < block.rows * block.cols
            total += area
        np.testing.assert_allclose(total, piece.footprints.areas(), rtol=1e-5)


def test_a_sliver_is_a_share_of_the_smaller_pixel() -> None:
    assert sliver_of(np.array([4.0, 9.0])) == SLIVER_PX2
    assert sliver_of(np.array([0.25])) == SLIVER_PX2 / 4
