# SPDX-License-Identifier: GPL-3.0-or-later
"""Means over target pixels of any size, from their overlaps with source pixels."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from .footprints import parts_of
from .lattice import lattice_near, most_touched
from .overlap import Overlaps
from .scratch import kept_scratch

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .footprints import Footprints

#: Target pixels at a time, so that the source pixels under all of them stay in the
#: processor's cache; fewer are not worth their calls.
_MOST_TOUCHED: Final = 1 << 20
_LEAST_PX: Final = 1 << 13

#: Pixels that reach less than this need more digits where they are counted from.
_SINGLE_FROM: Final = 0.02


def px_at_once(footprints: Footprints) -> int:
    """Return how many of some target pixels are best worked on together."""
    touched = math.prod(most_touched(footprints.reach))
    return max(_MOST_TOUCHED // touched, _LEAST_PX)


class LargeMeans:
    """Means over pixels of one tile."""

    def __init__(self, values: NDArray[Any], out: NDArray[Any]) -> None:
        """Take a window.

        Args:
            values: Shape (rows, cols), finite.
            out: The tile, of the same type.
        """
        self._flat, self._width, self._out = values.ravel(), values.shape[1], out

    def fill(self, rows: slice, footprints: Footprints) -> None:
        """Fill some of the tile's rows."""
        out = self._out[rows]
        for part, some in parts_of(footprints, px_at_once(footprints)):
            self._fill(some, out[part])

    def _fill(self, footprints: Footprints, out: NDArray[Any]) -> None:
        """Fill a part of the tile."""
        width, lattice = (
            self._width,
            lattice_near(footprints.centre, footprints.reach),
        )
        first = lattice.first(width)
        out[...] = self._flat[lattice.offset(0, 0, width) :].take(first, mode="wrap")
        is_tiny = min(footprints.reach) < _SINGLE_FROM
        dtype = np.dtype(np.float64) if is_tiny else out.dtype
        scratch = kept_scratch(out.shape, dtype)
        corners = footprints.corners_from(lattice.origin, dtype)
        total, pixel = np.zeros_like(out), np.empty_like(out)
        overlaps = Overlaps(corners, lattice.span, scratch)
        for row, col, area in overlaps:
            start = lattice.offset(row, col, width)
            self._flat[start:].take(first, out=pixel, mode="wrap")
            pixel -= out  # sums of differences lose fewer digits
            if not isinstance(area, float) or area != 1:
                pixel *= area
            total += pixel
        overlaps.release()
        total /= footprints.areas()
        out += total
