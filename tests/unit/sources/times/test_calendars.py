# SPDX-License-Identifier: GPL-3.0-or-later
"""Calendars against Python's dates, against cftime, and against dates by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exogenous.core.request.time_choice import Moment, moment_of, read_moment
from exogenous.core.sources.times.calendars import (
    DAY_S,
    GREGORIAN,
    NoSuchDate,
    calendar_of,
)

NAMES = (
    *("standard", "gregorian", "proleptic_gregorian", "julian"),
    *("noleap", "365_day", "all_leap", "366_day", "360_day"),
)

#: A date, and its day from 1970-01-01, worked out by hand.
BY_HAND = [
    ("standard", (2022, 10, 5), 19270),
    ("standard", (1582, 10, 15), -141427),
    ("standard", (1582, 10, 4), -141428),
    ("proleptic_gregorian", (1582, 10, 4), -141438),
    ("julian", (1969, 12, 19), 0),
    ("julian", (2022, 9, 22), 19270),
    ("noleap", (2022, 10, 5), 52 * 365 + 277),
    ("all_leap", (2022, 10, 5), 52 * 366 + 278),
    ("360_day", (2095, 2, 30), 125 * 360 + 59),
]


@pytest.mark.parametrize(("name", "parts", "day"), BY_HAND)
def test_days_by_hand(name, parts, day):
    calendar = calendar_of(name)
    assert calendar.day_of(*parts) == day
    assert calendar.date_of(day) == parts


@given(st.dates())
def test_days_are_pythons(one):
    day = (one - date(1970, 1, 1)).days
    assert GREGORIAN.day_of(one.year, one.month, one.day) == day
    assert GREGORIAN.date_of(day) == (one.year, one.month, one.day)


@pytest.mark.parametrize("name", NAMES)
@given(day=st.integers(-700_000, 700_000))
def test_every_day_has_one_date(name, day):
    calendar = calendar_of(name)
    assert calendar.day_of(*calendar.date_of(day)) == day


@pytest.mark.parametrize("name", NAMES)
@given(day=st.integers(-600_000, 600_000))
def test_days_are_those_of_cftime(name, day):
    cftime = pytest.importorskip("cftime")
    calendar = calendar_of(name)
    parts = calendar.date_of(day)
    own = cftime.datetime(*parts, calendar=name)
    real = name in {"standard", "gregorian", "proleptic_gregorian", "julian"}
    start = (1969, 12, 19) if name == "julian" else (1970, 1, 1)
    assert (own - cftime.datetime(*start, calendar=name)).days == day
    assert real == calendar.is_of_earth


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("standard", (1582, 10, 10)),
        ("standard", (2022, 2, 29)),
        ("noleap", (2024, 2, 29)),
        ("360_day", (2024, 1, 31)),
        ("proleptic_gregorian", (2024, 13, 1)),
        ("julian", (2024, 0, 1)),
    ],
)
def test_dates_that_are_none(name, parts):
    with pytest.raises(NoSuchDate):
        calendar_of(name).day_of(*parts)


def test_unknown_calendars_are_none():
    assert calendar_of("none") is None
    assert calendar_of("mayan") is None
    assert calendar_of("") == calendar_of(" Gregorian ") == calendar_of("standard")


@given(st.datetimes(timezones=st.just(timezone.utc)))
def test_moments_of_the_earth_are_pythons(moment):
    seconds = (moment - datetime(1970, 1, 1, tzinfo=timezone.utc)).total_seconds()
    for name in ("standard", "proleptic_gregorian", "julian"):
        found = calendar_of(name).position_of(moment_of(moment))
        assert found == pytest.approx(seconds, abs=1e-4)


def test_dates_that_a_model_has_not_are_the_end_of_the_month():
    of_360 = calendar_of("360_day")
    last = Moment(year=2022, month=3, day=31, second=3600.0)
    assert of_360.text_of(of_360.position_of(last)) == "2022-04-01T00:00"
    noleap = calendar_of("noleap")
    leap = Moment(year=2024, month=2, day=29, second=3600.0)
    assert noleap.text_of(noleap.position_of(leap)) == "2024-03-01T00:00"
    with pytest.raises(NoSuchDate):
        GREGORIAN.position_of(Moment(year=2022, month=2, day=30))


@pytest.mark.parametrize("name", NAMES)
def test_a_text_is_read_again(name):
    calendar = calendar_of(name)
    position = calendar.day_of(2022, 10, 5) * DAY_S + 42851.5
    text = calendar.text_of(position)
    assert calendar.position_of(read_moment(text)) == position
    assert text.endswith("Z") == calendar.is_of_earth


def test_zones():
    east = timezone(timedelta(hours=2))
    moment = moment_of(datetime(2022, 10, 5, 1, 30, tzinfo=east))
    assert GREGORIAN.text_of(GREGORIAN.position_of(moment)) == "2022-10-04T23:30Z"
