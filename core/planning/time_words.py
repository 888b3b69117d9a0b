# SPDX-License-Identifier: GPL-3.0-or-later
"""Which time was chosen, in words of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..message import joined, say
from ..request.dimension_choice import dimensions_text

if TYPE_CHECKING:
    from ..sources.times.band_times import BandTimes
    from .time_match import TimeMatch

_HOUR_S = 3600.0


def distance_words(away_s: float) -> str:
    """Return how far a time is from the wanted one, in hours."""
    hours = f"{abs(away_s) / _HOUR_S:.2f}".rstrip("0").rstrip(".")
    if not away_s:
        return say("at the wanted time")
    if away_s < 0:
        return say("{hours} h before the wanted time", hours=hours)
    return say("{hours} h after the wanted time", hours=hours)


def band_words(times: BandTimes, band: int) -> str:
    """Return a band's number, what tells it apart, and its time; empty for nothing."""
    own = times.members[int(times.groups[band - 1])]
    time = times.text(band)
    if not own and not time and times.bands == 1:
        return ""
    number = say("band {band} of {count}", band=band, count=times.bands)
    parts = [number if times.bands > 1 else "", dimensions_text(own), time]
    return joined([part for part in parts if part])


def first_band_words(times: BandTimes, band: int) -> str:
    """Return the band that is taken for want of another, and its time."""
    time = times.text(band)
    if not time:
        return say("band {band} of {count}", band=band, count=times.bands)
    return say(
        "band {band} of {count} ({time})", band=band, count=times.bands, time=time
    )


def span_words(times: BandTimes) -> str:
    """Return the first and the last moment of all bands."""
    first, last = (times.calendar.text_of(one) for one in times.span)
    return first if first == last else say("{first} to {last}", first=first, last=last)


def match_words(times: BandTimes, found: TimeMatch, position: float) -> str:
    """Return the chosen band or bands, their times, and how far they are."""
    if found.after is None:
        return joined([band_words(times, found.band), distance_words(found.away_s)])
    own = dimensions_text(times.members[int(times.groups[found.band - 1])])
    weighed = say(
        "bands {before} and {after} of {count} weighed {less:.4g} to {more:.4g}",
        before=found.band,
        after=found.after,
        count=times.bands,
        less=1 - found.weight_after,
        more=found.weight_after,
    )
    between = say(
        "between {begin} and {end} at {time}",
        begin=times.text(found.band),
        end=times.text(found.after),
        time=times.calendar.text_of(position),
    )
    return joined([part for part in (weighed, own, between) if part])


def time_of(times: BandTimes, found: TimeMatch, position: float) -> str:
    """Return the time of the values: the band's, or the wanted one between two."""
    if found.after is None:
        return times.text(found.band)
    return times.calendar.text_of(position)
