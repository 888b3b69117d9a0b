# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers that say "no data": in a type, near a float, and kept apart."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exogenous.core.sources.nodata import (
    are_all_above,
    is_between,
    is_nodata,
    kept_apart,
)

FLOAT32_STEP = float(np.finfo(np.float32).eps)


@pytest.mark.parametrize("dtype", ["uint8", "int16", "uint32", "int64", "uint64"])
@pytest.mark.parametrize(
    ("nodata", "expected"),
    [
        (7, [False, True, False]),
        (0.0, [True, False, False]),
        (7.5, [False] * 3),
        (-1, [False] * 3),
        (1e30, [False] * 3),
        (None, [False] * 3),
        (np.nan, [False] * 3),
        (np.inf, [False] * 3),
    ],
)
def test_an_integer_is_it_where_it_is_that_number(
    dtype: str, nodata: float | None, expected: list[bool]
) -> None:
    numbers = np.array([0, 7, 100], dtype=dtype)
    np.testing.assert_array_equal(is_nodata(numbers, nodata), expected)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("nodata", [-9999.0, 3.4e38, 0.1, 1e-30])
def test_a_float_is_it_within_four_steps_of_a_float32(
    dtype: str, nodata: float
) -> None:
    off = np.array([-6, -3, 0, 3, 6]) * FLOAT32_STEP
    with np.errstate(over="ignore"):
        numbers = (nodata * (1 + off)).astype(dtype)
    expected = [False, True, True, True, False]
    if nodata > 1e38:
        numbers, expected = numbers[:3], expected[:3]
    np.testing.assert_array_equal(is_nodata(numbers, nodata), expected)


def test_zero_and_infinity_are_met_exactly() -> None:
    numbers = np.array([0.0, -0.0, 1e-300, -np.inf, np.inf, np.nan])
    np.testing.assert_array_equal(
        is_nodata(numbers, 0.0), [True, True, False, False, False, False]
    )
    np.testing.assert_array_equal(
        is_nodata(numbers, -np.inf), [False, False, False, True, False, False]
    )


def test_no_float32_is_near_what_it_cannot_hold() -> None:
    numbers = np.array([np.finfo(np.float32).max, np.inf], dtype="float32")
    assert not is_nodata(numbers, 1e300).any()


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([1.0, 2.0], True),
        ([1.0, -9999.0], False),
        ([1.0, -9998.999], False),
        ([1.0, np.nan], False),
        ([], True),
    ],
)
def test_floats_are_all_above_it_or_maybe_not(
    numbers: list[float], *, expected: bool
) -> None:
    found = are_all_above(np.array(numbers, dtype="float32"), -9999.0)
    assert found == expected


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@given(
    nodata=st.floats(-1e30, 1e30),
    steps=st.lists(st.integers(-8, 8), min_size=1, max_size=9),
)
@example(nodata=145905859.0, steps=[1])  # the limit rounds up in float32
def test_valid_floats_are_moved_off_it_by_no_more_than_they_need(
    dtype: str, nodata: float, steps: list[int]
) -> None:
    values = nodata * (1 + np.array(steps) * FLOAT32_STEP)
    values = values.astype(dtype)
    before = values.copy()
    after = kept_apart(values, nodata)
    assert not is_nodata(after, nodata).any()
    far = ~is_nodata(before, nodata)
    np.testing.assert_array_equal(after[far], before[far])
    assert np.abs(after - before).max() <= 12 * FLOAT32_STEP * abs(nodata) + 1e-44


def test_infinite_values_become_the_largest_where_nodata_is_infinite() -> None:
    most = np.finfo(np.float32).max
    values = np.array([np.inf, -np.inf, 1.0], dtype="float32")
    np.testing.assert_array_equal(kept_apart(values, np.inf), [most, -np.inf, 1])


def test_nan_leaves_every_value() -> None:
    values = np.array([np.inf, 0.0, -9999.0])
    np.testing.assert_array_equal(kept_apart(values.copy(), np.nan), values)


@pytest.mark.parametrize(
    ("dtype", "least", "greatest", "found"),
    [
        ("uint8", 2, 3, [2, 3]),
        ("uint8", -5.5, 0.5, [0]),
        ("uint8", 253.2, 1e9, [254, 255]),
        ("int8", -math.inf, -127, [-128, -127]),
        ("int16", 2.1, 2.9, []),
        ("uint8", 3, 3, [3]),
        ("uint8", 300, 400, []),
    ],
)
def test_integers_between_two_numbers(
    dtype: str, least: float, greatest: float, found: list[int]
) -> None:
    limits = np.iinfo(dtype)
    numbers = np.arange(limits.min, limits.max + 1).astype(dtype)
    assert numbers[is_between(numbers, least, greatest)].tolist() == found


def test_floats_between_two_numbers() -> None:
    numbers = np.array([-np.inf, -1, 0, 0.5, 1, np.nan], dtype=np.float32)
    assert numbers[is_between(numbers, -1, 0.5)].tolist() == [-1, 0, 0.5]
    assert is_between(numbers, -math.inf, -1)[:2].all()
    assert is_between(np.array([0.1], dtype=np.float32), 0.1, 0.1).all()
