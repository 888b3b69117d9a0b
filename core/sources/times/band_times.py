# SPDX-License-Identifier: GPL-3.0-or-later
"""When each band of a source is, and what else tells its bands apart."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from .calendars import GREGORIAN, Calendar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BandTimes:
    """The times of all bands, in the order of the bands."""

    begins: NDArray[np.float64]
    """Seconds from 1970-01-01 in the calendar, NaN where nothing says it."""
    ends: NDArray[np.float64]
    """The same as `begins` for an instant, later for an interval."""
    calendar: Calendar = GREGORIAN
    groups: NDArray[np.int64]
    """For each band the number of its group: bands of one group differ by time alone.
    Groups count from 0, in the order of their first bands."""
    members: tuple[Mapping[str, str], ...] = ({},)
    """What the bands of each group have in common, by dimension: `level: 850`."""
    method: str = ""
    """What values say of an interval: `sum`, `mean`; empty for values at instants."""
    counts: bool = True
    """Time is what tells the bands of a file apart: a date that a picture alone has, or
    all bands together, is worth no warning."""
    unknown: str = ""
    """What the file says of time that nobody can read, as `months since 1960-01-01`."""
    bands: int = field(init=False)

    def __post_init__(self) -> None:
        """Count the bands."""
        object.__setattr__(self, "bands", len(self.begins))

    @property
    def is_known(self) -> bool:
        """Whether any band has a time."""
        return bool(np.isfinite(self.begins).any())

    @property
    def are_intervals(self) -> bool:
        """Whether values are of intervals, and not at instants."""
        return bool(self.method) or bool((self.ends > self.begins).any())

    @property
    def span(self) -> tuple[float, float]:
        """The first and the last moment of all bands, of which some are known."""
        return float(np.nanmin(self.begins)), float(np.nanmax(self.ends))

    def of_group(self, group: int) -> BandTimes:
        """Return the same, the times of all other groups unknown."""
        return self._only(self.groups == group)

    def of_band(self, band: int) -> BandTimes:
        """Return the same, the times of all other bands unknown, in one group."""
        alone = np.arange(1, self.bands + 1) == band
        return replace(self._only(alone), groups=np.zeros_like(self.groups))

    def _only(self, kept: NDArray[np.bool_]) -> BandTimes:
        begins = np.where(kept, self.begins, np.nan)
        return replace(self, begins=begins, ends=np.where(kept, self.ends, np.nan))

    def text(self, band: int) -> str:
        """Return a band's instant or interval in ISO 8601, empty for an unknown one.

        Args:
            band: Its 1-based number.
        """
        begin, end = float(self.begins[band - 1]), float(self.ends[band - 1])
        if not np.isfinite(begin):
            return ""
        first = self.calendar.text_of(begin)
        return first if end <= begin else f"{first}/{self.calendar.text_of(end)}"


#: The group of bands where nothing but time tells them apart.
_ALONE: Final[tuple[Mapping[str, str], ...]] = ({},)


def of_instants(
    begins: NDArray[Any],
    ends: NDArray[Any] | None = None,
    members: Sequence[Mapping[str, str]] | None = None,
    **more: Any,
) -> BandTimes:
    """Make times of bands.

    Args:
        begins: Seconds from 1970-01-01, for each band.
        ends: The same; None for instants.
        members: What tells each band apart beside time; None for nothing.
        **more: Other fields.
    """
    first = np.asarray(begins, np.float64)
    if members is None:
        groups, known = np.zeros(first.size, np.int64), _ALONE
    else:
        groups, known = _grouped(members)
    return BandTimes(
        begins=first,
        ends=first if ends is None else np.asarray(ends, np.float64),
        groups=groups,
        members=known,
        **more,
    )


def _grouped(
    members: Sequence[Mapping[str, str]],
) -> tuple[NDArray[np.int64], tuple[Mapping[str, str], ...]]:
    numbers: dict[tuple[tuple[str, str], ...], int] = {}
    groups = [numbers.setdefault(tuple(one.items()), len(numbers)) for one in members]
    return np.array(groups, np.int64), tuple(map(dict, numbers)) or _ALONE
