# SPDX-License-Identifier: GPL-3.0-or-later
"""Times, durations and moments as users write them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from exogenous.core.errors import InvalidLayer
from exogenous.core.request.time_choice import (
    Moment,
    clock,
    parse_time,
    parse_within,
    read_moment,
)

ROW = "layer 't'"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2022", (2022, 1, 1, 0)),
        ("2022-10", (2022, 10, 1, 0)),
        ("2022-10-05", (2022, 10, 5, 0)),
        ("20221005", (2022, 10, 5, 0)),
        ("2022-10-05T11", (2022, 10, 5, 39600)),
        ("2022-10-05T11:54", (2022, 10, 5, 42840)),
        ("2022-10-05 11:54:11", (2022, 10, 5, 42851)),
        ("2022-10-05T11:54:11.5Z", (2022, 10, 5, 42851.5)),
        ("20221005T115411Z", (2022, 10, 5, 42851)),
        ("2022-10-05t11:54z", (2022, 10, 5, 42840)),
        ("2022-10-05T11:54+02:00", (2022, 10, 5, 35640)),
        ("2022-10-05T01:00+0200", (2022, 10, 5, -3600)),
        ("2022-10-05T23:00-05", (2022, 10, 5, 100800)),
        ("2022-10-05T24:00", (2022, 10, 5, 86400)),
        ("2022-02-30", (2022, 2, 30, 0)),
    ],
)
def test_moments(text, parts):
    found = read_moment(text)
    assert (found.year, found.month, found.day, found.second) == parts
    assert str(parse_time(text, ROW)) == text


@pytest.mark.parametrize(
    "text",
    [
        *("2022-13", "2022-10-32", "2022-00-01", "2022-10-05T24:01", "2022-10-05T1:00"),
        *("22-10-05", "2022/10/05", "5 October", "", "2022-10-05T11:60", "nan"),
    ],
)
def test_what_is_no_moment(text):
    assert read_moment(text) is None
    with pytest.raises(InvalidLayer, match="is no time"):
        parse_time(text, ROW)


def test_words_and_pythons_own():
    assert parse_time(None, ROW) is None
    assert parse_time(" Acquisition ", ROW) == "acquisition"
    assert parse_time("NONE", ROW) == "none"
    assert parse_time(date(2022, 10, 5), ROW) == Moment(year=2022, month=10, day=5)
    east = datetime(2022, 10, 5, 1, tzinfo=timezone(timedelta(hours=2)))
    assert str(parse_time(east, ROW)) == "2022-10-04T23:00Z"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("PT3H", 10800),
        ("pt90m", 5400),
        ("P1D", 86400),
        ("P1DT2H30M5S", 95405),
        ("P2W", 1209600),
        ("PT0.5H", 1800),
        ("PT0,5H", 1800),
        ("PT0S", 0),
        ("P400Y", 146097 * 86400),
        ("P4800M", 146097 * 86400),
    ],
)
def test_durations(text, seconds):
    found = parse_within(text, ROW)
    assert found.seconds == pytest.approx(seconds)
    assert parse_within(str(found), ROW) == found


@pytest.mark.parametrize("text", ["3h", "P", "PT", "P1H", "PT1D", "-PT1H", 3, "1D", ""])
def test_what_is_no_duration(text):
    with pytest.raises(InvalidLayer, match="is no duration"):
        parse_within(text, ROW)


def test_clocks():
    assert clock(0) == "00:00"
    assert clock(42851) == "11:54:11"
    assert clock(42851.25) == "11:54:11.25"
