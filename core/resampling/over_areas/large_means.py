# SPDX-License-Identifier: GPL-3.0-or-later
"""Means over target pixels of any size, from their overlaps with source pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from .lattice import lattice_near
from .overlap import Overlaps
from .scratch import kept_scratch

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .footprints import Footprints

#: Pixels that reach less than this need more digits where they are counted from.
_SINGLE_FROM: Final = 0.02


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
        out, width, lattice = (
            self._out[rows],
            self._width,
            lattice_near(footprints.centre, footprints.reach),
        )
        first = lattice.first(width)
        self._flat[lattice.offset(0, 0, width) :].take(first, out=out, mode="wrap")
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
