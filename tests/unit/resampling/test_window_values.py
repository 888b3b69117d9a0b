# SPDX-License-Identifier: GPL-3.0-or-later
"""Windows of a source that are made ready for sums."""

from __future__ import annotations

import numpy as np
import pytest

from exogenous.core.resampling.window_values import meeting, window_of


def test_valid_values_of_both_signs_stay_as_they_are() -> None:
    values = np.array([[-3.0, 2.0], [5.0, 1.0]], dtype=np.float32)
    window = window_of(values)
    assert window.careful is None
    assert window.level == 0
    np.testing.assert_array_equal(window.values, values)
    assert window.width == 2


def test_what_is_common_to_large_values_is_taken_off() -> None:
    values = 100_000 + np.arange(12, dtype=np.float32).reshape(3, 4)
    window = window_of(values)
    assert window.level == 100_000
    np.testing.assert_array_equal(window.values, np.arange(12).reshape(3, 4))
    np.testing.assert_array_equal(window.own, values)


@pytest.mark.parametrize("odd", [np.nan, np.inf, 1e20, -3e38])
def test_invalid_and_huge_values_have_to_be_looked_at(odd: float) -> None:
    values = np.random.default_rng(1).random((20, 30), dtype=np.float32)
    values[3, 4] = odd
    window = window_of(values)
    assert window.careful is not None
    assert np.argwhere(window.careful).tolist() == [[3, 4]]
    assert window.values[3, 4] == 0
    assert np.isfinite(window.values).all()


def test_a_constant_window_has_nothing_huge() -> None:
    window = window_of(np.full((4, 5), 7e8))
    assert window.careful is None
    np.testing.assert_array_equal(window.values, 0)


@pytest.mark.parametrize(("rows", "cols"), [(1, 1), (2, 3), (4, 1), (5, 6)])
def test_rectangles_that_meet_a_marked_pixel(rows: int, cols: int) -> None:
    marked = np.random.default_rng(2).random((30, 40)) < 0.03
    found = meeting(marked, rows, cols)
    for row, col in ((0, 0), (7, 11), (20, 30), (29, 39)):
        expected = marked[row : row + rows, col : col + cols].any()
        assert found[row, col] == expected
