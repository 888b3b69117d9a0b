# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said where a row takes the first band, for want of a time that suits it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..errors import TimeNotFound
from ..message import joined, say
from ..request.time_chosen import ChosenTime
from .time_words import band_words, distance_words, first_band_words, span_words

if TYPE_CHECKING:
    from ..request.exo_layer import ExoLayer
    from ..sources.times.band_times import BandTimes
    from .wanted_time import Wanted

_HOUR_S: Final = 3600.0


def no_times(row: ExoLayer, times: BandTimes | None) -> TimeNotFound:
    """Return the error for a row that asks for a time, of which the file says none."""
    found = (
        say("what it says of time is not understood: {text!r}", text=times.unknown)
        if times is not None and times.unknown
        else say("the file does not say when its bands are")
    )
    remedy = say("Leave time, when and within out, or give a band.")
    return TimeNotFound(row.label, found, remedy)


def outside(
    row: ExoLayer, times: BandTimes, first: int, position: float, wanted: Wanted
) -> ChosenTime:
    """Take the first band where the product's instant is none of the source's times.

    Args:
        row: The row, which says nothing of time.
        times: Of the row's bands.
        first: The first band.
        position: Of the product's instant, in the times' calendar.
        wanted: The product's instant.

    Raises:
        TimeNotFound: The run is strict, or the row bounds how far a time may be.
    """
    words = band_words(times, first)
    if not times.counts and row.within is None:
        return ChosenTime(words=words)  # the date of one picture: nobody has asked
    begin, end = float(times.begins[first - 1]), float(times.ends[first - 1])
    away = max(begin - position, 0) - max(position - end, 0)
    problem = say(
        "the product's acquisition, {time}, lies outside of its times, {span}",
        time=times.calendar.text_of(position),
        span=span_words(times),
    )
    if wanted.is_strict or row.within is not None:
        raise TimeNotFound(row.label, problem, say("Give a time, or a band."))
    warning = say(
        "{label}: {problem}. {band} is taken, {distance}. Give another by time or "
        "band.",
        label=row.label,
        problem=problem,
        band=first_band_words(times, first),
        distance=distance_words(away),
    )
    return ChosenTime(
        words=joined([words, distance_words(away)]),
        time=times.text(first),
        away_h=away / _HOUR_S,
        warnings=(warning,),
    )


def without_instant(
    row: ExoLayer, times: BandTimes, first: int, wanted: Wanted
) -> ChosenTime:
    """Take the first band where nobody knows when the product was acquired.

    Raises:
        TimeNotFound: The row asks for the acquisition, or for a time near to it.
    """
    if not wanted.is_known:
        return ChosenTime()
    if row.time is not None or row.within is not None:
        raise TimeNotFound(
            row.label,
            say("the product does not say when it was acquired"),
            say("Give a date as time, or a band."),
        )
    words = band_words(times, first)
    if not times.counts or int((times.groups == times.groups[first - 1]).sum()) == 1:
        return ChosenTime(words=words)
    warning = say(
        "{label}: the product does not say when it was acquired; {band} is taken. "
        "Give another by time or band.",
        label=row.label,
        band=first_band_words(times, first),
    )
    return ChosenTime(words=words, time=times.text(first), warnings=(warning,))


def unknown(row: ExoLayer, times: BandTimes, first: int) -> ChosenTime:
    """Take the first band where nobody understands what the file says of time."""
    words = band_words(times, first)
    if not times.unknown or times.bands == 1:
        return ChosenTime(words=words)
    warning = say(
        "{label}: what it says of time is not understood ({text!r}); {band} is taken. "
        "Give another by band.",
        label=row.label,
        text=times.unknown,
        band=first_band_words(times, first),
    )
    return ChosenTime(words=words, warnings=(warning,))
