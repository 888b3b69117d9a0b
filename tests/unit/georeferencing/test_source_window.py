# SPDX-License-Identifier: GPL-3.0-or-later
"""The rectangle of a source that a target covers, and the pixels that it needs."""

from __future__ import annotations

import numpy as np
import pytest

from exogenous.core.geometry.grid import Block
from exogenous.core.georeferencing.source_window import SourceExtent

WHOLE = Block(row_off=0, col_off=0, rows=100, cols=200)


def extent(left: float, top: float, right: float, bottom: float) -> SourceExtent:
    return SourceExtent(left=left, top=top, right=right, bottom=bottom)


def edges(block: Block | None) -> tuple[int, int, int, int]:
    assert block is not None
    return block.col_off, block.row_off, block.col_end, block.row_end


def test_it_is_the_least_rectangle_around_places() -> None:
    cols, rows = np.array([3.5, -1.0, 2.0]), np.array([7.0, 9.25, 8.0])
    assert SourceExtent.around(cols, rows) == extent(-1.0, 7.0, 3.5, 9.25)


@pytest.mark.parametrize(
    ("found", "meets", "goes_round"),
    [
        (extent(10, 10, 20, 20), True, True),
        (extent(-9, 10, 0.1, 20), True, True),
        (extent(-9, 10, 0, 20), False, True),
        (extent(200, 10, 300, 20), False, True),
        (extent(10, 100, 20, 120), False, False),
        (extent(10, -20, 20, 0), False, False),
    ],
)
def test_edges_that_touch_share_no_ground(
    found: SourceExtent, *, meets: bool, goes_round: bool
) -> None:
    assert found.meets(WHOLE) == meets
    assert found.meets(WHOLE, goes_round=True) == goes_round


def test_a_window_has_the_kernels_reach_and_a_twentieth_more() -> None:
    # 40 x 20 pixels wide: 2 and 1 more on each side, and the kernel's radius.
    window = extent(50, 30, 90, 50).window(WHOLE, (3, 1))
    assert edges(window) == (45, 28, 95, 52)


def test_a_window_ends_at_the_source() -> None:
    assert edges(extent(-50, -9, 20, 10).window(WHOLE, (0, 0))) == (0, 0, 24, 11)
    assert edges(extent(190, 95, 210, 115).window(WHOLE, (2, 2), (3, 5))) == (
        *(187, 92),
        *(203, 105),
    )


def test_a_source_that_goes_round_has_columns_beyond_its_edges() -> None:
    found = extent(-40, 10, -20, 20)
    assert found.window(WHOLE, (1, 1)) is None
    assert edges(found.window(WHOLE, (1, 1), goes_round=True)) == (-42, 8, -18, 22)


def test_a_place_without_extent_needs_a_pixel() -> None:
    assert edges(extent(5, 5, 5, 5).window(WHOLE, (0, 0))) == (5, 5, 6, 6)
