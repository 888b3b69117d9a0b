# SPDX-License-Identifier: GPL-3.0-or-later
"""When tiles are, by the dates in their names, else by what their files say."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from typing import Final

#: `20251005T115411`, `2025-10-05`, `2025_10_05`, `20251005`; then the day of a year,
#: `2025278`, or a month alone, `2025-10`, `2025_10`.
_DATE: Final = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<gap>[-_.]?)(?P<month>0[1-9]|1[0-2])(?P=gap)"
    r"(?P<day>0[1-9]|[12]\d|3[01])"
    r"(?:[T_ -]?(?P<hour>[01]\d|2[0-3])[:-]?(?P<minute>[0-5]\d)"
    r"[:-]?(?P<second>[0-5]\d))?"
    r"(?!\d)"
)
_DAY_OF_YEAR: Final = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<day>[0-3]\d\d)(?!\d)"
)
_MONTH: Final = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)[-_.](?P<month>0[1-9]|1[0-2])(?!\d)"
)


def date_in_name(path: str) -> datetime | None:
    """Return the first date in the last part of a path that has one, in UTC.

    A month alone stands for its first day. Folders count, from the last to the first.
    """
    for part in reversed(re.split(r"[/\\]", path)):
        for found in _DATE.finditer(part):
            when = _moment(*(found[name] for name in _PARTS))
            if when is not None:
                return when
        for found in _DAY_OF_YEAR.finditer(part):
            when = _of_day(int(found["year"]), int(found["day"]))
            if when is not None:
                return when
        for found in _MONTH.finditer(part):
            return datetime(
                int(found["year"]), int(found["month"]), 1, tzinfo=timezone.utc
            )
    return None


_PARTS: Final = ("year", "month", "day", "hour", "minute", "second")


def date_told(text: str) -> datetime | None:
    """Return an ISO date as a file has it, in UTC where it names no zone."""
    try:
        when = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=timezone.utc)


def _moment(*parts: str | None) -> datetime | None:
    try:
        return datetime(*(int(part or 0) for part in parts), tzinfo=timezone.utc)  # type: ignore[arg-type,misc]  # six numbers
    except ValueError:
        return None


def _of_day(year: int, day: int) -> datetime | None:
    try:
        when = datetime.strptime(f"{year} {day:03d}", "%Y %j")  # noqa: DTZ007  (set below)
    except ValueError:
        return None
    return when.replace(tzinfo=timezone.utc)
