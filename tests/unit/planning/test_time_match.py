# SPDX-License-Identifier: GPL-3.0-or-later
"""Bands of a time, against a look at all of them one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exogenous.core.planning.time_match import match
from exogenous.core.sources.times.band_times import of_instants

HOUR = 3600.0

instants = st.lists(st.integers(-50, 50), min_size=1, max_size=12)
moments = st.integers(-120, 120).map(lambda half: half / 2)


@given(times=instants, wanted=moments)
def test_instants_one_by_one(times, wanted):
    known = of_instants(np.array(times, float))
    found = {when: match(known, 0, wanted, when) for when in ("previous", "next")}
    before, after = (
        [t for t in times if t <= wanted],
        [t for t in times if t >= wanted],
    )
    assert (found["previous"] is None) == (not before)
    assert (found["next"] is None) == (not after)
    if before:
        assert times[found["previous"].band - 1] == max(before)
        assert times.index(max(before)) == found["previous"].band - 1
    nearest = match(known, 0, wanted, "nearest")
    least = min(abs(t - wanted) for t in times)
    assert abs(nearest.away_s) == least
    assert times[nearest.band - 1] == max(t for t in times if abs(t - wanted) == least)
    between = match(known, 0, wanted, "linear")
    if not before or not after:
        assert between is None
    elif between.after is None:
        assert times[between.band - 1] == wanted
    else:
        ends = max(before), min(after)
        weight = between.weight_after
        assert (1 - weight) * ends[0] + weight * ends[1] == pytest.approx(wanted)
        assert abs(between.away_s) == max(wanted - ends[0], ends[1] - wanted)


@pytest.mark.parametrize(
    ("wanted", "when", "band", "away"),
    [
        (0, "nearest", 1, 0),
        (6, "nearest", 2, 0),  # an end is the next one's beginning
        (11, "nearest", 2, 0),
        (13, "nearest", 2, -1),
        (17, "nearest", 3, 1),
        (30, "nearest", 3, -6),
        (12, "previous", 2, 0),
        (11, "previous", 1, -5),
        (5, "previous", None, None),
        (11, "next", 3, 7),
        (18, "next", 3, 0),
        (19, "next", None, None),
    ],
)
def test_intervals(wanted, when, band, away):
    begins, ends = np.array([0, 6, 18.0]), np.array([6, 12, 24.0])
    found = match(of_instants(begins, ends), 0, wanted, when)
    assert (found and (found.band, found.away_s)) == (band and (band, away))


def test_other_groups_and_unknown_times_are_none():
    times = of_instants(
        np.array([0, 1, np.nan, 5.0]),
        members=[{"z": "1"}, {"z": "2"}, {"z": "1"}, {"z": "1"}],
    )
    assert match(times, 0, 1, "nearest").band == 1
    assert match(times, 1, 9, "nearest").band == 2
    assert match(times.of_band(3), 0, 1, "nearest") is None
