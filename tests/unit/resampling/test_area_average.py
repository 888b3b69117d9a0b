# SPDX-License-Identifier: GPL-3.0-or-later
"""Means over rectangles among pixels, against sums by hand."""

from __future__ import annotations

import numpy as np
import pytest
from straight_coords import bent, straight

from exogenous.core.resampling.area_average import average
from exogenous.core.resampling.limits import Limit

VALUES = np.random.default_rng(2).random((40, 50)) * 100


def shares(start: float, step: float, count: int, pixels: int) -> np.ndarray:
    """Return the share of each pixel in each rectangle, shape (rectangles, pixels)."""
    low = (start + step * np.arange(count))[:, np.newaxis]
    pixel = np.arange(pixels)
    covered = np.minimum(pixel + 1, low + step) - np.maximum(pixel, low)
    return np.clip(covered, 0, None) / step


@pytest.mark.parametrize(
    ("start", "step"),
    [
        ((2.3, 4.6), (1.0, 1.0)),
        ((2.3, 4.6), (0.4, 0.7)),
        ((2.0, 4.0), (2.0, 3.0)),
        ((2.3, 4.6), (2.7, 1.3)),
        ((2.3, 4.6), (0.2, 3.9)),
    ],
)
def test_pixels_count_by_the_part_that_is_inside(
    start: tuple[float, float], step: tuple[float, float]
) -> None:
    found = average(VALUES, (0, 0), straight((10, 9), start, step), "float64")
    rows = shares(start[0], step[0], 10, 40)
    cols = shares(start[1], step[1], 9, 50)
    np.testing.assert_allclose(found, rows @ VALUES @ cols.T, rtol=1e-12)


def test_a_window_begins_anywhere() -> None:
    whole = average(
        VALUES, (0, 0), straight((4, 4), (12.3, 14.6), (2.7, 1.3)), "float64"
    )
    part = average(
        VALUES[10:, 13:],
        (10, 13),
        straight((4, 4), (12.3, 14.6), (2.7, 1.3)),
        "float64",
    )
    np.testing.assert_allclose(part, whole, rtol=1e-12)


def test_rectangles_may_run_backwards() -> None:
    there = average(VALUES, (0, 0), straight((4, 4), (4.5, 5.5), (2.5, 1.5)), "float64")
    back = average(
        VALUES, (0, 0), straight((4, 4), (14.5, 11.5), (-2.5, -1.5)), "float64"
    )
    np.testing.assert_allclose(back, there[::-1, ::-1], rtol=1e-12)


def test_corners_above_one_another_are_a_limit() -> None:
    # A target pixel's first and last corner have the same column.
    turned = bent((4, 4), cols=[[20, 3], [-3, 0]], rows=[[20, 3], [3, 0]])
    assert average(VALUES, (0, 0), turned, "float64") is Limit.TURNED


def test_values_that_would_cost_the_others_digits_are_a_limit() -> None:
    values = VALUES.copy()
    values[3, 3] = 1e20
    wide = straight((4, 4), (4.5, 5.5), (2.5, 1.5))
    assert average(values, (0, 0), wide, "float64") is Limit.LARGE_VALUES
    # Two pixels each way are weighed without sums, far from the large value as well.
    narrow = straight((4, 4), (14.5, 15.5), (0.5, 0.5))
    np.testing.assert_array_equal(
        average(values, (0, 0), narrow, "float64"),
        average(VALUES, (0, 0), narrow, "float64"),
    )
