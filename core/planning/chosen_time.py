# SPDX-License-Identifier: GPL-3.0-or-later
"""Chooses the band of a row by the time that is wanted, from headers alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ..errors import InvalidLayer, TimeNotFound
from ..errors.root import listed
from ..message import say
from ..request.dimension_choice import dimensions_of, dimensions_text, group_of
from ..request.time_choice import LINEAR, NEAREST, NO_TIME, Moment
from ..request.time_chosen import ChosenTime
from ..sources.times.calendars import NoSuchDate
from ..sources.times.of_row import times_of_row
from .first_band import no_times, outside, unknown, without_instant
from .time_match import match
from .time_words import (
    band_words,
    distance_words,
    match_words,
    span_words,
    time_of,
)

if TYPE_CHECKING:
    from ..products.table_source import RowReader
    from ..request.exo_layer import ExoLayer
    from ..sources.times.band_times import BandTimes
    from .time_match import TimeMatch
    from .wanted_time import Wanted

_HOUR_S: Final = 3600.0


def row_at_time(row: ExoLayer, reader: RowReader, wanted: Wanted) -> ExoLayer:
    """Return a row of one band with the band that its time asks for.

    A band that the user names stays; times are looked for where none is named, and
    among the bands of a dimension's value (`level=850`).

    Args:
        row: One row of the table, of one band.
        reader: Opens what rows name.
        wanted: The product's instant.

    Raises:
        ExogenousError: The row's file is not there, it has no such time or dimension,
            or its time is too far.
    """
    asks = bool(row.time or row.when or row.within) and row.time != NO_TIME
    dimensions = dimensions_of(row.band)
    if dimensions is not None:
        there = reader.listed(row.path, row.label)
        if any(one.is_called(str(row.band)) for one in there):
            dimensions = None  # a band's own name
    is_given = row.is_band_given and dimensions is None
    if (is_given or (row.time == NO_TIME and dimensions is None)) and not asks:
        return row
    times = times_of_row(row)
    if is_given:
        return _at_given_band(row, times, wanted)
    if times is None:
        if asks or dimensions is not None:
            raise no_times(row, None)
        return row
    group = _group(row, dimensions, times)
    band, chosen = _chosen(row, times, group, wanted)
    says_nothing = chosen == ChosenTime() and times.bands == 1
    return replace(row, band=band, chosen_time=None if says_nothing else chosen)


def _group(row: ExoLayer, dimensions: dict[str, str] | None, times: BandTimes) -> int:
    """Return the group of bands that a row names, the first band's where it does not.

    Raises:
        InvalidLayer: The file has no such bands.
    """
    if dimensions is None:
        return int(times.groups[0])
    group = group_of(dimensions, times.members)
    if group is not None:
        return group
    known = [dimensions_text(own) for own in times.members if own]
    raise InvalidLayer(
        row.label,
        say("no band is {band!r}", band=row.band),
        say("Its bands are: {bands}.", bands=listed(known)),
    )


def _at_given_band(row: ExoLayer, times: BandTimes | None, wanted: Wanted) -> ExoLayer:
    """Keep the given band, and look only whether its time is near enough."""
    warning = say(
        "{label}: a band is given, so no other time is looked for. Leave the band out "
        "to have it chosen by time.",
        label=row.label,
    )
    chosen = ChosenTime(warnings=(warning,) if row.time or row.when else ())
    moment = row.time if isinstance(row.time, Moment) else wanted.moment
    number = row.band if isinstance(row.band, int) else 0
    is_there = times is not None and 1 <= number <= times.bands
    if row.within is None or moment is None or times is None or not is_there:
        return replace(row, chosen_time=chosen)
    alone = times.of_band(number)
    found = match(alone, 0, _position(row, times, moment), NEAREST)
    if found is None:
        raise no_times(row, times)
    _refuse_far(row, times, found)
    return replace(row, chosen_time=replace(chosen, words=band_words(times, number)))


def _chosen(
    row: ExoLayer, times: BandTimes, group: int, wanted: Wanted
) -> tuple[int, ChosenTime]:
    """Return the band of a group that a row's time asks for, and what to say of it."""
    first = int((times.groups == group).argmax()) + 1
    if row.time == NO_TIME:
        return first, ChosenTime(words=band_words(times, first))
    own = times.of_group(group)
    if not own.is_known:
        if row.time or row.when or row.within:
            raise no_times(row, times)
        return first, unknown(row, times, first)
    moment = row.time if isinstance(row.time, Moment) else wanted.moment
    if moment is None:
        return first, without_instant(row, times, first, wanted)
    position = _position(row, times, moment)
    begin, end = own.span
    is_outside = not begin <= position <= end
    if is_outside and row.time is None:
        return first, outside(row, own, first, position, wanted)
    found = _found(row, own, group, position)
    _refuse_far(row, times, found)
    chosen = ChosenTime(
        words=match_words(times, found, position),
        time=time_of(times, found, position),
        away_h=found.away_s / _HOUR_S,
        after=found.after,
        weight_after=found.weight_after,
        warnings=(_beyond(row, own, found, position),) if is_outside else (),
    )
    return found.band, chosen


def _beyond(row: ExoLayer, times: BandTimes, found: TimeMatch, position: float) -> str:
    """Return the warning that the asked time is none of the source's."""
    return say(
        "{label}: {time} lies outside of its times, {span}; {taken} is taken, "
        "{distance}.",
        label=row.label,
        time=times.calendar.text_of(position),
        span=span_words(times),
        taken=time_of(times, found, position),
        distance=distance_words(found.away_s),
    )


def _found(row: ExoLayer, times: BandTimes, group: int, position: float) -> TimeMatch:
    when = row.when or NEAREST
    if when == LINEAR and times.are_intervals:
        raise TimeNotFound(
            row.label,
            say(
                "its values are of intervals of time ({method}), which linear does "
                "not keep",
                method=times.method or say("they have bounds"),
            ),
            say("Use nearest, which takes the interval that holds the time."),
        )
    found = match(times, group, position, when)
    if found is not None:
        return found
    problem = say(
        "it has no time for {when} at {time}: its times are {span}",
        when=when,
        time=times.calendar.text_of(position),
        span=span_words(times),
    )
    raise TimeNotFound(row.label, problem, say("Use nearest, or another time."))


def _refuse_far(row: ExoLayer, times: BandTimes, found: TimeMatch) -> None:
    if row.within is None or abs(found.away_s) <= row.within.seconds:
        return
    raise TimeNotFound(
        row.label,
        say(
            "its time, {time}, is {distance}, and within allows {within}",
            time=times.text(found.band),
            distance=distance_words(found.away_s),
            within=row.within.text,
        ),
        say("Allow more, or take a file with a nearer time."),
    )


def _position(row: ExoLayer, times: BandTimes, moment: Moment) -> float:
    try:
        return times.calendar.position_of(moment)
    except NoSuchDate as error:
        raise InvalidLayer(
            row.label,
            say("there is no date {date}", date=str(error)),
            say("Give a date of the calendar {name}.", name=times.calendar.name),
        ) from error
