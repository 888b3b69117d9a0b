# SPDX-License-Identifier: GPL-3.0-or-later
"""Units of time as files have them."""

from __future__ import annotations

import numpy as np
import pytest

from exogenous.core.sources.times.counting import counting_of, unit_s

#: Units, calendar, a count, and the moment it stands for.
CASES = [
    ("hours since 1900-01-01 00:00:00.0", "gregorian", 1075788, "2022-09-22T12:00Z"),
    ("days since 1950-01-01", "", 26575.5, "2022-10-05T12:00Z"),
    ("days since 1970-1-1 0:0:0", "standard", 19270, "2022-10-05T00:00Z"),
    (
        "seconds since 1970-01-01",
        "proleptic_gregorian",
        1664971200,
        "2022-10-05T12:00Z",
    ),
    ("seconds since 1970-01-01T00:00:00Z", "", 1664971200, "2022-10-05T12:00Z"),
    ("hours since 2022-10-05 06:00:00 +02:00", "", 8, "2022-10-05T12:00Z"),
    ("hours since 2022-10-05 06:00 -6:00", "", 0, "2022-10-05T12:00Z"),
    ("minutes since 2022-10-05 UTC", "", 720, "2022-10-05T12:00Z"),
    ("msec since 2022-10-05", "", 43200000, "2022-10-05T12:00Z"),
    ("weeks since 2022-10-05", "", 1, "2022-10-12T00:00Z"),
    ("Days Since 2022-10-05", "", 1, "2022-10-06T00:00Z"),
    ("h since 2022-10", "", 12, "2022-10-01T12:00Z"),
    ("days since 1850-01-01", "noleap", 172 * 365 + 277.5, "2022-10-05T12:00"),
    ("days since 1850-01-01", "365_day", 172 * 365 + 277.5, "2022-10-05T12:00"),
    ("days since 1850-01-01", "all_leap", 172 * 366 + 278.5, "2022-10-05T12:00"),
    ("days since 1850-01-01", "360_day", 172 * 360 + 274.5, "2022-10-05T12:00"),
    ("months since 1850-01-01", "360_day", 2073, "2022-10-01T00:00"),
    ("days since 2022-09-22", "julian", 0.5, "2022-10-05T12:00Z"),
    ("days since 1-1-1", "standard", 738434, "2022-10-05T00:00Z"),
    ("day as %Y%m%d.%f", "", 20221005.5, "2022-10-05T12:00Z"),
    ("day as %Y%m%d.%f", "360_day", 20220230.25, "2022-02-30T06:00"),
]


@pytest.mark.parametrize(("units", "calendar", "count", "moment"), CASES)
def test_counts_are_moments(units, calendar, count, moment):
    counting = counting_of(units, calendar)
    (position,) = counting.positions(np.array([count], float))
    assert counting.calendar.text_of(position) == moment


@pytest.mark.parametrize(
    ("units", "calendar"),
    [
        ("months since 1960-01-01", ""),
        ("years since 2000-01-01", "standard"),
        ("days since 0000-01-01", "standard"),
        ("days since 2022-02-30", ""),
        ("days since then", ""),
        ("days", ""),
        ("K", ""),
        ("", ""),
        ("days since 2022-01-01", "mayan"),
        ("days since 2022-01-01", "none"),
    ],
)
def test_what_nobody_knows(units, calendar):
    assert counting_of(units, calendar) is None


def test_no_count_is_no_moment():
    counting = counting_of("day as %Y%m%d.%f")
    found = counting.positions(np.array([np.nan, 20221399.0]))
    assert np.isnan(found).all()


def test_days_since_a_model_has_a_leap_day():
    with_leap = counting_of("days since 2024-02-28", "standard")
    without = counting_of("days since 2024-02-28", "noleap")
    for counting, text in (
        (with_leap, "2024-02-29T00:00Z"),
        (without, "2024-03-01T00:00"),
    ):
        (position,) = counting.positions(np.array([1.0]))
        assert counting.calendar.text_of(position) == text


def test_units():
    assert unit_s("hours") == unit_s(" h") == unit_s("hr") == 3600
    assert unit_s("hours since 2022") is None
