# SPDX-License-Identifier: GPL-3.0-or-later
"""Means over target pixels that have invalid or huge values under them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..window_values import meeting
from .lattice import lattice_near
from .overlap import SLIVER_PX2, Overlaps
from .scratch import Scratch

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..window_values import Window
    from .footprints import Footprints
    from .lattice import Lattice
    from .overlap import Span

_EXACT: Final = np.dtype(np.float64)


class Marked:
    """Source pixels of a window that have to be looked at."""

    def __init__(self, marked: NDArray[np.bool_]) -> None:
        self._marked = marked
        self._meeting: dict[Span, NDArray[np.bool_]] = {}

    def under(self, lattice: Lattice, width: int) -> NDArray[np.intp]:
        """Return which target pixels may touch a marked one, by place among all.

        Args:
            lattice: The source pixels around them.
            width: The window's columns.
        """
        span = lattice.span
        if span not in self._meeting:
            found = meeting(self._marked, len(span.rows), len(span.cols))
            self._meeting[span] = found.ravel()
        first = lattice.first(width)
        return np.flatnonzero(self._meeting[span].take(first, mode="wrap"))


class ValidMeans:
    """Means or sums over valid source pixels under some pixels of one tile."""

    def __init__(self, window: Window, *, is_sum: bool) -> None:
        valid = np.isfinite(window.own)
        self._marked = Marked(~valid if window.careful is None else window.careful)
        self._valid = valid.astype(_EXACT).ravel()
        self._own = np.where(valid, window.own, 0).astype(_EXACT).ravel()
        self._width, self._is_sum = window.width, is_sum
        self._kept: list[tuple[NDArray[np.intp], NDArray[Any]]] = []

    def keep(self, first: int, footprints: Footprints) -> None:
        """Work out those that may touch what is invalid or huge.

        Args:
            first: The place of the first of them in the tile.
            footprints: Some rows of the tile.
        """
        lattice = lattice_near(footprints.centre, footprints.reach)
        some = self._marked.under(lattice, self._width)
        if some.size:
            found = self._over_valid(footprints.take(some))
            self._kept.append((first + some, found))

    def finish(self, out: NDArray[Any]) -> None:
        """Put the means into the tile; NaN where there is nothing valid."""
        for index, found in self._kept:
            out.reshape(-1)[index] = found

    def _over_valid(self, footprints: Footprints) -> NDArray[np.float64]:
        lattice = lattice_near(footprints.centre, footprints.reach)
        first = lattice.first(self._width)
        corners = footprints.corners_from(lattice.origin, _EXACT)
        total, weight = np.zeros(first.shape), np.zeros(first.shape)
        least = SLIVER_PX2 * np.abs(footprints.areas()).clip(max=1)
        overlaps = Overlaps(corners, lattice.span, Scratch(first.shape, _EXACT))
        for row, col, area in overlaps:
            start = lattice.offset(row, col, self._width)
            part = self._valid[start:].take(first, mode="wrap")
            part *= area
            part *= part > least
            weight += part
            part *= self._own[start:].take(first, mode="wrap")
            total += part
        with np.errstate(invalid="ignore", divide="ignore"):  # nothing is valid
            mean = total / weight
        found: NDArray[np.float64] = total if self._is_sum else mean
        found[weight == 0] = np.nan
        return found
