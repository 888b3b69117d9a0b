# SPDX-License-Identifier: GPL-3.0-or-later
"""Means over target pixels that have invalid or huge values under them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..window_values import meeting
from .holed_means import MOST_COLS, HoledMeans
from .lattice import lattice_near
from .overlap import Overlaps, sliver_of
from .scratch import Scratch

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..window_values import Window
    from .footprints import Footprints
    from .lattice import Lattice
    from .overlap import Span

_EXACT: Final = np.dtype(np.float64)

#: Where more of some pixels than this touch invalid ones, all are taken for such.
_MOST_SOME: Final = 0.5

#: Pixels that reach further than this from their centres are large.
_LARGE: Final = 0.5

#: Where less of a pixel than this is valid, more digits are needed.
_LITTLE: Final = 0.25


class Marked:
    """Source pixels of a window that have to be looked at."""

    def __init__(self, marked: NDArray[np.bool_]) -> None:
        self.pixels = marked
        self._meeting: dict[Span, NDArray[np.bool_]] = {}

    def under(self, lattice: Lattice, width: int) -> NDArray[np.intp]:
        """Return which target pixels may touch a marked one, by place among all.

        Args:
            lattice: The source pixels around them.
            width: The window's columns.
        """
        span = lattice.span
        if span not in self._meeting:
            found = meeting(self.pixels, len(span.rows), len(span.cols))
            self._meeting[span] = found.ravel()
        first = lattice.first(width)
        return np.flatnonzero(self._meeting[span].take(first, mode="wrap"))


class ValidMeans:
    """Means or sums over valid source pixels under some pixels of one tile."""

    def __init__(self, window: Window, *, is_sum: bool) -> None:
        self._window = window
        marked = ~np.isfinite(window.own) if window.careful is None else window.careful
        self._marked = Marked(marked)
        self._width, self._is_sum = window.width, is_sum
        self._kept: list[tuple[NDArray[np.intp] | slice, NDArray[Any]]] = []

    @cached_property
    def _valid(self) -> NDArray[np.float64]:
        valid: NDArray[np.float64] = np.isfinite(self._window.own).astype(_EXACT)
        return valid.ravel()

    @cached_property
    def _own(self) -> NDArray[np.float64]:
        own = self._window.own
        numbers = np.where(np.isfinite(own), own, 0)
        flat: NDArray[np.float64] = numbers.astype(_EXACT).ravel()
        return flat

    @cached_property
    def _holed(self) -> HoledMeans | None:
        """What is faster for many pixels; it takes no huge values."""
        window = self._window
        return None if window.has_huge else HoledMeans(window, self._marked.pixels)

    def keep(self, first: int, footprints: Footprints) -> bool:
        """Work out those that may touch what is invalid or huge.

        Args:
            first: The place of the first of them in the tile.
            footprints: Some rows of the tile.

        Returns:
            All of them are worked out.
        """
        lattice = lattice_near(footprints.centre, footprints.reach)
        some = self._marked.under(lattice, self._width)
        count = lattice.origin[0].size
        are_many = some.size > _MOST_SOME * count and min(footprints.reach) > _LARGE
        if are_many and self._holed is not None and lattice.shape[1] <= MOST_COLS:
            found = self._over_many(footprints, self._holed).ravel()
            self._kept.append((slice(first, first + count), found))
            return True
        if some.size:
            found = self._over_valid(footprints.take(some))
            self._kept.append((first + some, found))
        return False

    def finish(self, out: NDArray[Any]) -> None:
        """Put the means into the tile; NaN where there is nothing valid."""
        for index, found in self._kept:
            out.reshape(-1)[index] = found

    def _over_many(
        self, footprints: Footprints, holed: HoledMeans
    ) -> NDArray[np.float64]:
        total, weight = holed.sums(footprints)
        few = np.flatnonzero(weight < _LITTLE * footprints.areas())
        if not self._is_sum:
            with np.errstate(invalid="ignore", divide="ignore"):  # little is valid
                total /= weight
            weight = np.ones_like(total)
        weight *= self._window.level
        total += weight
        if few.size:
            total.reshape(-1)[few] = self._over_valid(footprints.take(few))
        return total

    def _over_valid(self, footprints: Footprints) -> NDArray[np.float64]:
        lattice = lattice_near(footprints.centre, footprints.reach)
        first = lattice.first(self._width)
        corners = footprints.corners_from(lattice.origin, _EXACT)
        sliver = sliver_of(footprints.areas())
        total, weight = np.zeros(first.shape), np.zeros(first.shape)
        overlaps = Overlaps(corners, lattice.span, Scratch(first.shape, _EXACT))
        for row, col, area in overlaps:
            start = lattice.offset(row, col, self._width)
            part = self._valid[start:].take(first, mode="wrap")
            part *= area
            part *= part > sliver
            weight += part
            part *= self._own[start:].take(first, mode="wrap")
            total += part
        with np.errstate(invalid="ignore", divide="ignore"):  # nothing is valid
            mean = total / weight
        found: NDArray[np.float64] = total if self._is_sum else mean
        found[weight == 0] = np.nan
        return found
