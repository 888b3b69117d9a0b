# SPDX-License-Identifier: GPL-3.0-or-later
"""The calendars of CF: on which day is a date, and the other way round.

Days are counted from 1970-01-01. The day of standard, proleptic_gregorian and julian is
the Earth's: one date of the one is another of the other. The other calendars are of
models, whose days are no days of the Earth: their dates are taken by their names.

Source of the rules: CF Conventions 1.11, section 4.4.1; the counts of days are closed
forms over whole eras (Richards 2013, Explanatory Supplement to the Astronomical
Almanac, section 15.11).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ...request.time_choice import clock

if TYPE_CHECKING:
    from ...request.time_choice import Moment

DAY_S: Final = 86400.0

#: Days before each month, in a common year and in a leap year.
_BEFORE: Final = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365)
_BEFORE_LEAP: Final = (0, *(days + (n > 0) for n, days in enumerate(_BEFORE[1:])))

#: The first day of the Gregorian calendar, 15 October 1582, the day after 4 October.
_REFORM_DAY: Final = -141427
_REFORM: Final = (1582, 10, 15)
_BEFORE_REFORM: Final = (1582, 10, 4)

#: 1970-01-01 in days since the first of year 1, of both calendars of the Earth.
_EPOCH_GREGORIAN: Final = 719162
_EPOCH_JULIAN: Final = 719164


class NoSuchDate(ValueError):
    """A date that a calendar does not have."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar of CF, by the first of its names."""

    name: str

    @property
    def is_of_earth(self) -> bool:
        """Whether its days are the Earth's."""
        return self.name in _OF_EARTH

    def day_of(self, year: int, month: int, day: int) -> int:
        """Return the day of one of the calendar's own dates, 0 for 1970-01-01.

        Raises:
            NoSuchDate: There is none.
        """
        if not 1 <= month <= _MONTHS or not 1 <= day <= self._length(year, month):
            raise NoSuchDate(f"{year:04}-{month:02}-{day:02}")
        if self.name == "360_day":
            return (year - 1970) * 360 + (month - 1) * 30 + day - 1
        rest = self._before(year)[month - 1] + day - 1
        if self.name == "noleap":
            return (year - 1970) * 365 + rest
        if self.name == "all_leap":
            return (year - 1970) * 366 + rest
        return _first_of(year, is_julian=self._is_julian(year, month, day)) + rest

    def date_of(self, count: int) -> tuple[int, int, int]:
        """Return year, month and day of a day."""
        if self.name == "360_day":
            year, rest = divmod(count, 360)
            return year + 1970, rest // 30 + 1, rest % 30 + 1
        # Never too late: the loop goes on to the right one.
        year = 1969 + (count // 366 if count > 0 else count // 365)
        while self._last_day(year) < count:
            year += max((count - self._last_day(year)) // 366, 1)
        rest = count - self._last_day(year - 1) - 1
        if self.name == "standard" and year == _REFORM[0] and count >= _REFORM_DAY:
            rest += 10
        before = self._before(year)
        month = bisect_right(before, rest)
        return year, month, rest - before[month - 1] + 1

    def position_of(self, moment: Moment) -> float:
        """Return where a moment of ours (ISO 8601) is, in seconds from 1970-01-01.

        A date that a model's calendar does not have, as 31 March where months have 30
        days, is the end of the month: the first moment of the next one.

        Raises:
            NoSuchDate: It is no date of ours where days are the Earth's.
        """
        year, month, day = moment.year, moment.month, moment.day
        if self.is_of_earth:
            return GREGORIAN.day_of(year, month, day) * DAY_S + moment.second
        length = self._length(year, month)
        if day <= length:
            return self.day_of(year, month, day) * DAY_S + moment.second
        return (self.day_of(year, month, length) + 1) * DAY_S

    def text_of(self, position: float) -> str:
        """Return a moment in ISO 8601, with the calendar where it is a model's.

        Args:
            position: In seconds from 1970-01-01.
        """
        count, second = divmod(round(position, 3), DAY_S)
        calendar = GREGORIAN if self.is_of_earth else self
        year, month, day = calendar.date_of(int(count))
        date = f"{year:04}-{month:02}-{day:02}T{clock(second)}"
        return f"{date}Z" if self.is_of_earth else date

    def _length(self, year: int, month: int) -> int:
        if self.name == "360_day":
            return 30
        before = self._before(year)
        return before[month] - before[month - 1]

    def _before(self, year: int) -> tuple[int, ...]:
        return _BEFORE_LEAP if self._is_leap(year) else _BEFORE

    def _is_leap(self, year: int) -> bool:
        if self.name in {"noleap", "all_leap"}:
            return self.name == "all_leap"
        if self._is_julian(year, 1, 1):
            return year % 4 == 0
        return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)

    def _is_julian(self, year: int, month: int, day: int) -> bool:
        if self.name == "julian":
            return True
        date = (year, month, day)
        if self.name == "standard" and _BEFORE_REFORM < date < _REFORM:
            raise NoSuchDate(f"{year:04}-{month:02}-{day:02}")
        return self.name == "standard" and date < _REFORM

    def _last_day(self, year: int) -> int:
        return self.day_of(year, 12, 31)


def _first_of(year: int, *, is_julian: bool) -> int:
    """Return the day of 1 January."""
    last = year - 1
    if is_julian:
        return last * 365 + last // 4 - _EPOCH_JULIAN
    return last * 365 + last // 4 - last // 100 + last // 400 - _EPOCH_GREGORIAN


_MONTHS: Final = 12

_OF_EARTH: Final = frozenset({"standard", "proleptic_gregorian", "julian"})

GREGORIAN: Final = Calendar("proleptic_gregorian")

_NAMES: Final = {
    "": "standard",
    "gregorian": "standard",
    "365_day": "noleap",
    "366_day": "all_leap",
    **{name: name for name in ("360_day", "noleap", "all_leap", *sorted(_OF_EARTH))},
}


def calendar_of(name: str) -> Calendar | None:
    """Return a calendar by any of its names in CF, in any case; None for no calendar.

    Args:
        name: As a file has it; empty for the default of CF, standard.
    """
    known = _NAMES.get(name.strip().casefold())
    return None if known is None else Calendar(known)
