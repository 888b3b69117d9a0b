# SPDX-License-Identifier: GPL-3.0-or-later
"""Picking from the pixels that a target pixel touches, against looking at each."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from straight_coords import bent, straight

from exogenous.core.resampling import selection
from exogenous.core.resampling.limits import Limit
from exogenous.core.resampling.selection_under import pick_under

VALUES = np.random.default_rng(3).integers(0, 200, (40, 50)).astype("float32")


def touched(start: float, step: float, count: int) -> list[slice]:
    """Return the pixels that each target pixel touches along one axis."""
    edges = start + step * np.arange(count + 1)
    return [
        slice(int(np.floor(low)), int(np.ceil(high))) for low, high in pairwise(edges)
    ]


@pytest.mark.parametrize("pick", ["least", "greatest"])
@pytest.mark.parametrize(
    ("start", "step"),
    [
        ((2.3, 4.6), (1.0, 1.0)),
        ((2.3, 4.6), (0.4, 0.3)),
        ((2.31, 4.6), (1.9, 1.3)),
        ((2.0, 4.0), (1.0, 2.0)),
        ((2.0, 4.0), (0.5, 0.5)),
    ],
)
@pytest.mark.parametrize("holes", [False, True])
def test_the_least_and_the_greatest_are_of_what_is_touched(
    start: tuple[float, float], step: tuple[float, float], pick: str, *, holes: bool
) -> None:
    values = VALUES.copy()
    if holes:
        values[::3, ::2] = np.nan
    found = pick_under(
        getattr(selection, pick),
        values,
        (0, 0),
        straight((9, 7), start, step),
        "float32",
    )
    of = {"least": np.fmin.reduce, "greatest": np.fmax.reduce}[pick]
    expected = [
        [of(values[rows, cols], axis=None) for cols in touched(start[1], step[1], 7)]
        for rows in touched(start[0], step[0], 9)
    ]
    np.testing.assert_array_equal(found, expected)


def test_a_window_begins_anywhere() -> None:
    at = straight((5, 5), (12.3, 14.6), (1.4, 1.7))
    whole = pick_under(selection.greatest, VALUES, (0, 0), at, "float32")
    part = pick_under(selection.greatest, VALUES[9:, 11:], (9, 11), at, "float32")
    np.testing.assert_array_equal(part, whole)


def test_the_same_is_picked_the_other_way_round() -> None:
    there = straight((4, 4), (4.5, 5.5), (1.5, 1.2))
    back = straight((4, 4), (10.5, 10.3), (-1.5, -1.2))
    expected = pick_under(selection.greatest, VALUES, (0, 0), there, "float32")
    found = pick_under(selection.greatest, VALUES, (0, 0), back, "float32")
    assert isinstance(expected, np.ndarray)
    np.testing.assert_array_equal(found, expected[::-1, ::-1])


def test_more_than_three_a_side_are_a_limit() -> None:
    at = straight((4, 4), (4.5, 5.5), (2.0, 3.0))
    found = pick_under(selection.greatest, VALUES, (0, 0), at, "float32")
    assert found is Limit.TOO_MANY_TOUCHED


def test_positions_that_turn_back_are_a_limit() -> None:
    # Columns go on to the tile's middle and come back from there.
    turning = bent((16, 16), cols=[[20, 0, 6]], rows=[[20], [8]])
    assert (
        pick_under(selection.least, VALUES, (0, 0), turning, "float32") is Limit.TURNED
    )
