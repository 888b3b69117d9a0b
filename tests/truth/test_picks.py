# SPDX-License-Identifier: GPL-3.0-or-later
"""What is picked, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from .picks import PICKS

VALUES = np.array([7.0, 3.0, 7.0, 9.0, 3.0])


def pick(name: str, *area: float, values: np.ndarray = VALUES) -> float:
    return PICKS[name](values[: len(area)], np.array(area))


def test_mode_adds_up_the_areas_of_a_value() -> None:
    assert pick("mode", 0.4, 0.7, 0.4, 0.75) == 7
    assert pick("mode", 0.4, 0.3, 0.4, 0.9) == 9
    assert pick("mode", 0.1, 0.5, 0.1, 0.9, 0.5) == 3


def test_many_slivers_do_not_outvote_a_whole_pixel() -> None:
    assert pick("mode", 1.0, 0.2, values=np.array([1.0, 2, 2, 2, 2])) == 1
    assert pick("mode", 1, 0.2, 0.2, 0.2, 0.2, values=np.array([1.0, 2, 2, 2, 2])) == 1


@pytest.mark.parametrize("rounding", [0.0, 1e-9, -1e-9])
def test_of_equal_areas_the_one_that_is_complete_first_wins(rounding: float) -> None:
    """Not the smallest value, and not that of the first pixel."""
    for order, expected in (("7337", 3), ("7373", 7), ("3773", 7), ("97337", 3)):
        values = np.array([float(digit) for digit in order])
        area = np.ones(len(order))
        area[0] += rounding
        assert PICKS["mode"](values, area) == expected


def test_quantiles_are_by_area() -> None:
    values = np.array([1.0, 2.0, 3.0])
    assert pick("med", 0.2, 0.2, 0.6, values=values) == 3
    assert pick("med", 0.6, 0.2, 0.2, values=values) == 1
    assert pick("q1", 0.3, 0.2, 0.5, values=values) == 1
    assert pick("q3", 0.3, 0.2, 0.5, values=values) == 3


@pytest.mark.parametrize("rounding", [0.0, 1e-9, -1e-9])
def test_a_quantile_that_is_just_reached_is_reached(rounding: float) -> None:
    values = np.array([4.0, 1.0, 3.0, 2.0])
    area = 1 + rounding, 1, 1, 1
    assert [pick(q, *area, values=values) for q in ("q1", "med", "q3")] == [1, 2, 3]


def test_extremes_ask_for_no_area() -> None:
    assert pick("min", 0.001, 0.001, 5, 5) == 3
    assert pick("max", 5, 5, 5, 0.001) == 9
