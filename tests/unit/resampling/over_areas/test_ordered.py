# SPDX-License-Identifier: GPL-3.0-or-later
"""Ranks against the values' own order, and sorted arrays against numpy's sort."""

from __future__ import annotations

import numpy as np
import pytest

from exogenous.core.resampling.over_areas.ordered import ranks_of, sort_each

SIZES = [0.0, 1e-45, 1.5, 2.0**24 + 2, 3e38]


@pytest.mark.parametrize("more", [[], [2.0**53, 1 / 3, -1 / 3, 1e300]])
def test_ranks_are_in_the_order_of_values(more: list[float]) -> None:
    values = np.array([SIZES + [-size for size in SIZES] + more])
    values[0, 0] = np.nan
    ranks = ranks_of(values)
    order = np.argsort(ranks.of_values[0, 1:], kind="stable")
    expected = np.sort(values[0, 1:])
    np.testing.assert_array_equal(values[0, 1:][order], expected)
    found = ranks.values(ranks.of_values, values.dtype)
    np.testing.assert_array_equal(found[0, 1:], values[0, 1:])
    assert found.dtype == values.dtype


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 9, 31, 100, 160, 161, 200])
def test_arrays_are_sorted_element_by_element(count: int) -> None:
    numbers = np.random.default_rng(count).integers(-50, 50, (count, 3, 40))
    found = np.stack(sort_each(list(numbers.copy())))
    np.testing.assert_array_equal(found, np.sort(numbers, axis=0))
