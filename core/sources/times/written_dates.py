# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates that people and programs write into tags, descriptions and names of files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ...request.time_choice import read_moment
from .calendars import GREGORIAN, NoSuchDate

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Tags that hold an instant, in lower case and without blanks and underscores.
_INSTANT: Final = (
    *("acquisitiondatetime", "acquisitiontime", "acquisitiondate", "sensingtime"),
    *("datetime", "timestamp", "date", "time", "validtime", "tifftagdatetime"),
)

#: Tags that hold the beginning and the end of an interval.
_INTERVAL: Final = (
    ("startdatetime", "enddatetime"),
    ("timestart", "timeend"),
    ("starttime", "endtime"),
    ("startdate", "enddate"),
    ("datestart", "dateend"),
    ("timecoveragestart", "timecoverageend"),
)

#: `2022:10:05 11:54:11`, as TIFF has it.
_OF_TIFF: Final = re.compile(r"(\d{4}):(\d{2}):(\d{2}) +(\d{2}:\d{2}:\d{2})")

#: The one moment that GDAL has where it knows none.
_UNKNOWN: Final = 0.0

_YEAR: Final = r"(?:1[89]|20|21)\d{2}"
_MONTH: Final = r"(?:0[1-9]|1[0-2])"
_DAY: Final = r"(?:0[1-9]|[12]\d|3[01])"
_CLOCK: Final = (
    r"(?P<hour>[01]\d|2[0-3])[:_-]?(?P<minute>[0-5]\d)(?:[:_-]?(?P<second>[0-5]\d))?"
)

#: A date inside of a text: 20221005, 2022-10-05, 2022_10, 20221005T115411.
_IN_TEXT: Final = re.compile(
    rf"(?<!\d)(?P<year>{_YEAR})(?:(?P<sep>[-_.]?)(?P<month>{_MONTH})(?P=sep)"
    rf"(?P<day>{_DAY})(?:[T_ -]?{_CLOCK})?|[-_.](?P<only>{_MONTH}))(?!\d)"
)


def position_in(text: str) -> float | None:
    """Return the first date that a text holds, in seconds from 1970-01-01; or None."""
    for found in _IN_TEXT.finditer(text):
        month, day = found["month"] or found["only"], found["day"] or "01"
        clock = [int(found[part] or 0) for part in ("hour", "minute", "second")]
        try:
            count = GREGORIAN.day_of(int(found["year"]), int(month), int(day))
        except NoSuchDate:
            continue
        return count * 86400.0 + clock[0] * 3600 + clock[1] * 60 + clock[2]
    return None


def position_of(text: str) -> float | None:
    """Return the date that a text is, in seconds from 1970-01-01; None where none."""
    plain = _OF_TIFF.sub(r"\1-\2-\3T\4", text.strip().replace(" UTC", "Z"))
    moment = read_moment(plain)
    if moment is None:
        return None
    try:
        position = GREGORIAN.position_of(moment)
    except NoSuchDate:
        return None
    return None if position == _UNKNOWN else position


def interval_in(tags: Mapping[str, str]) -> tuple[float, float] | None:
    """Return the time that tags say, twice the same for an instant; None for none."""
    words = {re.sub(r"[\s_]", "", key).casefold(): text for key, text in tags.items()}
    for first, last in _INTERVAL:
        begin, end = (position_of(words.get(key, "")) for key in (first, last))
        if begin is not None and end is not None and begin <= end:
            return begin, end
    for key in _INSTANT:
        found = position_of(words.get(key, ""))
        if found is not None:
            return found, found
    return None
