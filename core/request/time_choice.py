# SPDX-License-Identifier: GPL-3.0-or-later
"""At which time a row is wanted: `time`, `when` and `within` of the table."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timezone
from typing import Final

from ..errors import InvalidLayer
from ..message import say

ACQUISITION: Final = "acquisition"
NO_TIME: Final = "none"

NEAREST: Final = "nearest"
LINEAR: Final = "linear"

#: What is taken of the times around the wanted one.
WHENS: Final = (NEAREST, "previous", "next", LINEAR)

#: Which instant of a Sentinel-2 product is its acquisition.
INSTANTS: Final = ("tile", "granule", "datatake")

_DAY_S: Final = 86400.0

#: ISO 8601-1:2019, dates and times, extended or basic: what is left out is the first.
MOMENT: Final = re.compile(
    r"(?P<year>\d{4})(?:-?(?P<month>\d{2})(?:-?(?P<day>\d{2}))?)?"
    r"(?:[T ](?P<hour>\d{2})"
    r"(?::?(?P<minute>\d{2})(?::?(?P<second>\d{2}(?:[.,]\d+)?))?)?"
    r"(?P<zone>Z|[+-]\d{2}(?::?\d{2})?)?)?",
    re.IGNORECASE,
)

#: ISO 8601-1:2019, durations.
DURATION: Final = re.compile(
    r"P(?=[\dT])(?:(?P<years>\d+(?:[.,]\d+)?)Y)?(?:(?P<months>\d+(?:[.,]\d+)?)M)?"
    r"(?:(?P<weeks>\d+(?:[.,]\d+)?)W)?(?:(?P<days>\d+(?:[.,]\d+)?)D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d+(?:[.,]\d+)?)H)?(?:(?P<minutes>\d+(?:[.,]\d+)?)M)?"
    r"(?:(?P<seconds>\d+(?:[.,]\d+)?)S)?)?",
    re.IGNORECASE,
)

#: Mean years and months of the Gregorian calendar: 146,097 days in 400 years.
_PART_S: Final = {
    "years": 365.2425 * _DAY_S,
    "months": 365.2425 / 12 * _DAY_S,
    "weeks": 7 * _DAY_S,
    "days": _DAY_S,
    "hours": 3600.0,
    "minutes": 60.0,
    "seconds": 1.0,
}

#: The limits of the parts of a date and time, ...
_MOST: Final = {"month": 12, "day": 31, "hour": 24, "minute": 59, "second": 60}

#: ... and those of a day's parts, which count from 0.
_FROM_ZERO: Final = frozenset({"hour", "minute", "second"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A date and a time of day in UTC, in whichever calendar is read with it.

    30 February is one: there are files whose years have 12 months of 30 days.
    """

    year: int
    month: int = 1
    day: int = 1
    second: float = 0.0
    """Of the day; below 0 or beyond its end where a zone moves it to another day."""
    text: str = ""
    """As the user wrote it."""

    def __str__(self) -> str:
        """Return the text that `parse_time` reads."""
        return self.text or f"{self._date}T{clock(self.second)}Z"

    @property
    def _date(self) -> str:
        return f"{self.year:04}-{self.month:02}-{self.day:02}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """How far a layer's time may be from the wanted one."""

    seconds: float
    text: str
    """As the user wrote it, ISO 8601."""

    def __str__(self) -> str:
        """Return the text that `parse_within` reads."""
        return self.text


def moment_of(instant: datetime) -> Moment:
    """Return a moment; a time without a zone is UTC."""
    utc = instant.astimezone(timezone.utc) if instant.tzinfo else instant
    second = utc.hour * 3600 + utc.minute * 60 + utc.second + utc.microsecond / 1e6
    return Moment(year=utc.year, month=utc.month, day=utc.day, second=second)


def clock(second: float) -> str:
    """Return a second of a day as a time, `11:54` or `11:54:11.5`."""
    whole = int(second)
    text = f"{whole // 3600:02}:{whole // 60 % 60:02}"
    rest = round(second - whole // 60 * 60, 3)
    return f"{text}:{rest:06.3f}".rstrip("0").rstrip(".") if rest else text


def parse_time(value: object, label: str) -> str | Moment | None:
    """Read a row's time.

    Args:
        value: None where the row says nothing; `acquisition`, `none`, an ISO 8601 date
            or date and time, as text, number (20221005) or Python's own; without a
            zone it is UTC.
        label: The row, as messages call it.

    Raises:
        InvalidLayer: It is none of these.
    """
    if value is None or isinstance(value, Moment):
        return value
    if isinstance(value, datetime):
        return moment_of(value)
    if isinstance(value, date):
        return Moment(year=value.year, month=value.month, day=value.day)
    text = str(value).strip()
    if text.casefold() in {ACQUISITION, NO_TIME}:
        return text.casefold()
    moment = None if isinstance(value, bool) else read_moment(text)
    if moment is None:
        raise InvalidLayer(
            label,
            say("time {value!r} is no time", value=value),
            say("Give acquisition, none, or a date like 2022-10-05T11:54Z."),
        )
    return replace(moment, text=text)


def read_moment(text: str) -> Moment | None:
    """Read an ISO 8601 date, or date and time; None where it is none."""
    found = MOMENT.fullmatch(text.strip())
    if found is None:
        return None
    parts = {
        key: float((found[key] or str(int(key not in _FROM_ZERO))).replace(",", "."))
        for key in _MOST
    }
    if any(
        not (key in _FROM_ZERO or parts[key] >= 1) or parts[key] > most
        for key, most in _MOST.items()
    ):
        return None
    second = parts["hour"] * 3600 + parts["minute"] * 60 + parts["second"]
    if second > _DAY_S + 1:  # 24:00, and a leap second, are the last
        return None
    return Moment(
        year=int(found["year"]),
        month=int(parts["month"]),
        day=int(parts["day"]),
        second=second - _east_s(found["zone"] or "Z"),
    )


def _east_s(zone: str) -> float:
    """Return how many seconds a zone is ahead of UTC."""
    if zone in {"Z", "z"}:
        return 0.0
    digits = zone[1:].replace(":", "")
    seconds = int(digits[:2]) * 3600.0 + int(digits[2:] or 0) * 60.0
    return -seconds if zone[0] == "-" else seconds


def parse_within(value: object, label: str) -> Within | None:
    """Read how far a time may be.

    Args:
        value: None where the row says nothing; an ISO 8601 duration like `PT3H`.
        label: The row, as messages call it.

    Raises:
        InvalidLayer: It is none.
    """
    if value is None or isinstance(value, Within):
        return value
    text = str(value).strip()
    found = DURATION.fullmatch(text)
    if found is None:
        raise InvalidLayer(
            label,
            say("within {value!r} is no duration", value=value),
            say("Give an ISO 8601 duration, like PT3H for 3 hours or P1D for a day."),
        )
    seconds = sum(
        float(number.replace(",", ".")) * _PART_S[part]
        for part, number in found.groupdict().items()
        if number is not None
    )
    return Within(seconds=seconds, text=text.upper())
