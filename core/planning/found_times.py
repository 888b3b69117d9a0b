# SPDX-License-Identifier: GPL-3.0-or-later
"""The times that a row's file has, for a list and a timeline on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ..request.dimension_choice import dimensions_of, group_of
from ..request.time_choice import read_moment
from ..sources.times.calendars import GREGORIAN, Calendar, NoSuchDate
from ..sources.times.of_row import times_of_row

if TYPE_CHECKING:
    from ..request.exo_layer import ExoLayer


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTimes:
    """Times in their order, without those that come twice."""

    begins: tuple[float, ...] = ()
    """Seconds from 1970-01-01 in the calendar."""
    ends: tuple[float, ...] = ()
    """The same for instants, later for intervals."""
    calendar: Calendar = GREGORIAN

    def __len__(self) -> int:
        """Return how many times there are."""
        return len(self.begins)

    def text(self, number: int) -> str:
        """Return a time as the key `time` of a row takes it: its beginning.

        Args:
            number: Counted from 0.
        """
        return self.calendar.text_of(self.begins[number])

    def words(self, number: int) -> str:
        """Return a time in full, an interval with its end."""
        begin, end = self.begins[number], self.ends[number]
        first = self.text(number)
        return first if end <= begin else f"{first}/{self.calendar.text_of(end)}"

    def position(self, text: str) -> float | None:
        """Return where a moment lies among the times; None where it is none."""
        moment = read_moment(text)
        try:
            return None if moment is None else self.calendar.position_of(moment)
        except NoSuchDate:
            return None


#: Of a file without times.
NO_TIMES: Final = FoundTimes()


def found_times(row: ExoLayer) -> FoundTimes:
    """Read the times among which a row chooses; none where its file has none.

    Raises:
        ExogenousError: There is no such file.
    """
    times = times_of_row(row)
    if times is None or not times.is_known:
        return NO_TIMES
    dimensions = dimensions_of(row.band)
    group = None if dimensions is None else group_of(dimensions, times.members)
    own = times.of_group(int(times.groups[0]) if group is None else group)
    known = np.isfinite(own.begins)
    pairs = np.unique(np.stack([own.begins[known], own.ends[known]], axis=1), axis=0)
    return FoundTimes(
        begins=tuple(map(float, pairs[:, 0])),
        ends=tuple(map(float, pairs[:, 1])),
        calendar=own.calendar,
    )
