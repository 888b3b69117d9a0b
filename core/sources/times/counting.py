# SPDX-License-Identifier: GPL-3.0-or-later
"""How files count time: `hours since 1900-01-01`, in a calendar.

Source: CF Conventions 1.11, section 4.4, and UDUNITS for words and zones. Months and
years as units are 30 or so days in UDUNITS, and whole ones in most files: they are
known in the one calendar where both are the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from .calendars import DAY_S, Calendar, NoSuchDate, calendar_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

_UNITS_S: Final = {
    **dict.fromkeys(("nanosecond", "nsec", "ns"), 1e-9),
    **dict.fromkeys(("microsecond", "microsec", "us"), 1e-6),
    **dict.fromkeys(("millisecond", "millisec", "msec", "ms"), 1e-3),
    **dict.fromkeys(("second", "sec", "s"), 1.0),
    **dict.fromkeys(("minute", "min"), 60.0),
    **dict.fromkeys(("hour", "hr", "h"), 3600.0),
    **dict.fromkeys(("day", "d"), DAY_S),
    "week": 7 * DAY_S,
}

_OF_MODEL_S: Final = {"month": 30 * DAY_S, "year": 360 * DAY_S}

_SINCE: Final = re.compile(
    r"\s*(?P<unit>[a-z]+?)s?\s+since\s+"
    r"(?P<year>-?\d{1,4})-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?"
    r"(?:[T\s]+(?P<hour>\d{1,2})(?::(?P<minute>\d{1,2})(?::(?P<second>\d{1,2}(?:\.\d*)?))?)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?)?\s*",
    re.IGNORECASE,
)

#: How models of the Max Planck Institute count: 20221005.5.
_AS_DATES: Final = re.compile(r"\s*days?\s+as\s+%Y%m%d(?:\.%f)?\s*", re.IGNORECASE)

#: Counts come as text or floats, whose last digits are noise below this, in seconds.
_FINEST_S: Final = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """What makes positions of counts."""

    calendar: Calendar
    start_s: float
    """The position of 0, in seconds from 1970-01-01; NaN where counts are dates."""
    unit_s: float

    def positions(self, counts: NDArray[Any]) -> NDArray[np.float64]:
        """Return positions in seconds from 1970-01-01, NaN for no count."""
        if np.isnan(self.start_s):
            exact = np.array([self._of_date(float(count)) for count in counts])
        else:
            exact = self.start_s + counts.astype(np.float64) * self.unit_s
        rounded: NDArray[np.float64] = np.round(exact / _FINEST_S) * _FINEST_S
        return rounded

    def _of_date(self, count: float) -> float:
        if not np.isfinite(count):
            return float("nan")
        whole, part = divmod(count, 1)
        year, rest = divmod(int(whole), 10000)
        try:
            day = self.calendar.day_of(year, *divmod(rest, 100))
        except NoSuchDate:
            return float("nan")
        return (day + part) * DAY_S


def unit_s(text: str) -> float | None:
    """Return the seconds of a unit of time; None where it is none."""
    word = text.strip().casefold()
    return _UNITS_S.get(word, _UNITS_S.get(word.removesuffix("s")))


def counting_of(units: str, calendar: str = "") -> Counting | None:
    """Read how time is counted; None where units are none of time, or not known.

    Args:
        units: Of the coordinate, like `hours since 1900-01-01 00:00:0.0`.
        calendar: Of the coordinate; empty for the default of CF.
    """
    known = calendar_of(calendar)
    if known is None:
        return None
    if _AS_DATES.fullmatch(units):
        return Counting(calendar=known, start_s=float("nan"), unit_s=DAY_S)
    found = _SINCE.fullmatch(units)
    if found is None:
        return None
    word = found["unit"].casefold()
    seconds = _UNITS_S.get(word)
    if seconds is None and known.name == "360_day":
        seconds = _OF_MODEL_S.get(word)
    start = _start(known, found)
    if seconds is None or start is None:
        return None
    return Counting(calendar=known, start_s=start, unit_s=seconds)


def _start(calendar: Calendar, found: re.Match[str]) -> float | None:
    year = int(found["year"])
    if year < 1 and calendar.name in {"standard", "julian"}:
        return None  # whether there is a year 0, readers do not agree
    try:
        day = calendar.day_of(year, int(found["month"]), int(found["day"] or 1))
    except NoSuchDate:
        return None
    second = int(found["hour"] or 0) * 3600 + int(found["minute"] or 0) * 60
    return day * DAY_S + second + float(found["second"] or 0) - _east_s(found["zone"])


def _east_s(zone: str | None) -> float:
    if not zone or zone.upper() in {"Z", "UTC", "GMT"}:
        return 0.0
    digits = zone[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if digits[2:] else (digits, "0")
    seconds = int(hours) * 3600.0 + int(minutes) * 60.0
    return -seconds if zone[0] == "-" else seconds
