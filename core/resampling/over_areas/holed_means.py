# SPDX-License-Identifier: GPL-3.0-or-later
"""Means over large target pixels where most of them have invalid pixels under them."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

import numpy as np

from .footprints import parts_of
from .large_means import px_at_once
from .lattice import lattice_near
from .overlap import Overlaps
from .scratch import kept_scratch

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..window_values import Window
    from .footprints import Footprints

#: Source columns of a target pixel, at most: a row's invalid ones are counted in bytes.
MOST_COLS: Final = 255


class HoledMeans:
    """Sums of what is valid under some pixels of one tile."""

    def __init__(self, window: Window, invalid: NDArray[np.bool_]) -> None:
        """Take a window without huge values, and where it is invalid."""
        self._values, self._width = window.values.ravel(), window.width
        self._invalid = invalid.ravel().view(np.uint8)

    def sums(
        self, footprints: Footprints
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return what the window's values add up to, and the valid area.

        Slivers count; a valid area that is little of the whole has few digits.
        """
        shape = footprints.centre.shape[1:]
        total, weight = np.zeros(shape), footprints.areas().astype(np.float64)
        for part, some in parts_of(footprints, px_at_once(footprints)):
            self._add(some, total[part], weight[part])
        return total, weight

    def _add(
        self,
        footprints: Footprints,
        total: NDArray[np.float64],
        weight: NDArray[np.float64],
    ) -> None:
        """Add to sums, and take off invalid areas, row by row: few digits are lost."""
        lattice = lattice_near(footprints.centre, footprints.reach)
        first = lattice.first(self._width)
        scratch = kept_scratch(first.shape, self._values.dtype)
        corners = footprints.corners_from(lattice.origin, self._values.dtype)
        overlaps = Overlaps(corners, lattice.span, scratch)
        in_row, own, lost = (scratch.new() for _ in range(3))
        count, invalid = np.empty_like(first, np.uint8), np.empty_like(first, np.uint8)
        for _, cells in groupby(overlaps, key=itemgetter(0)):
            in_row[...], lost[...], count[...] = 0, 0, 0
            for row, col, area in cells:
                start = lattice.offset(row, col, self._width)
                self._values[start:].take(first, out=own, mode="wrap")
                self._invalid[start:].take(first, out=invalid, mode="wrap")
                if isinstance(area, float) and area == 1:
                    count += invalid
                else:
                    own *= area
                    lost += area * invalid
                in_row += own
            total += in_row
            weight -= lost
            weight -= count
        overlaps.release()
        scratch.free(in_row, own, lost)
