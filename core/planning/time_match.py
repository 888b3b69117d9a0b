# SPDX-License-Identifier: GPL-3.0-or-later
"""Which of a source's bands are at a wanted time or around it: arrays in, bands out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..request.time_choice import LINEAR, NEAREST

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..sources.times.band_times import BandTimes


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMatch:
    """The band, or the two bands, that stand for a wanted time."""

    band: int
    """1-based."""
    after: int | None = None
    """The band behind the wanted time, where two are weighed."""
    weight_after: float = 0.0
    """Its weight, 0 to 1; the first one's is the rest."""
    away_s: float = 0.0
    """From the wanted time to the band's, in seconds, negative for an earlier band: 0
    inside of an interval. Of two bands, of the one that is farther away."""


def match(times: BandTimes, group: int, wanted_s: float, when: str) -> TimeMatch | None:
    """Find the bands of a wanted time; None where there is none on the asked side.

    Of two times that are as near the later one is taken, as pandas does. `previous` and
    `next` take a time that is the wanted one; of intervals, one that has ended, or
    begins. `nearest` takes the interval that holds the wanted time, of several the
    shortest. Of bands with one time the first is taken.

    Args:
        times: Of the source.
        group: The bands among which to choose.
        wanted_s: A position in the times' calendar.
        when: One of `WHENS`; linear for instants alone.
    """
    own = np.flatnonzero((times.groups == group) & np.isfinite(times.begins))
    if not own.size:
        return None
    begins, ends = times.begins[own], times.ends[own]
    if when == NEAREST:
        return _nearest(own, begins, ends, wanted_s)
    before = _last(own, ends, ends <= wanted_s, wanted_s)
    after = _first(own, begins, begins >= wanted_s, wanted_s)
    if when != LINEAR:
        return before if when == "previous" else after
    if before is None or after is None:
        return None
    return _between(before, after)


def _nearest(
    own: NDArray[np.int64],
    begins: NDArray[np.float64],
    ends: NDArray[np.float64],
    wanted_s: float,
) -> TimeMatch:
    early, late = np.maximum(wanted_s - ends, 0), np.maximum(begins - wanted_s, 0)
    away = early + late
    # By distance, then the shortest, then the latest, then the first in the file.
    best = np.lexsort((own, -begins, ends - begins, away))[0]
    return TimeMatch(band=int(own[best]) + 1, away_s=float(late[best] - early[best]))


def _last(
    own: NDArray[np.int64],
    ends: NDArray[np.float64],
    there: NDArray[np.bool_],
    wanted_s: float,
) -> TimeMatch | None:
    if not there.any():
        return None
    best = np.flatnonzero(there)[np.argmax(ends[there])]
    return TimeMatch(band=int(own[best]) + 1, away_s=float(ends[best] - wanted_s))


def _first(
    own: NDArray[np.int64],
    begins: NDArray[np.float64],
    there: NDArray[np.bool_],
    wanted_s: float,
) -> TimeMatch | None:
    if not there.any():
        return None
    best = np.flatnonzero(there)[np.argmin(begins[there])]
    return TimeMatch(band=int(own[best]) + 1, away_s=float(begins[best] - wanted_s))


def _between(before: TimeMatch, after: TimeMatch) -> TimeMatch:
    """Weigh two bands by their distances; one alone where it is the wanted time."""
    whole = after.away_s - before.away_s
    if not whole or not before.away_s:
        return before
    if not after.away_s:
        return after
    farther = max(before.away_s, after.away_s, key=abs)
    return TimeMatch(
        band=before.band,
        after=after.band,
        weight_after=-before.away_s / whole,
        away_s=farther,
    )
