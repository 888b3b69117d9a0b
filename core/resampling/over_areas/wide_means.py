# SPDX-License-Identifier: GPL-3.0-or-later
"""Means over target pixels that cover very many source pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .wide import wide_pixels

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .footprints import Footprints
    from .wide import WidePixel


class WideMeans:
    """Means or sums over valid source pixels under some pixels of one tile."""

    def __init__(self, values: NDArray[Any], *, is_sum: bool) -> None:
        """Take a window.

        Args:
            values: Shape (rows, cols), NaN or infinite where invalid.
            is_sum: Sums are wanted.
        """
        self._values, self._is_sum = values, is_sum
        self._kept: list[tuple[tuple[int, int], float]] = []

    def keep(self, first_row: int, footprints: Footprints) -> None:
        """Work out some rows of the tile.

        Args:
            first_row: The first of them.
            footprints: Their pixels, all of them.
        """
        for (row, col), pixel in wide_pixels(footprints):
            self._kept.append(((first_row + row, col), self._over_valid(pixel)))

    def finish(self, out: NDArray[Any]) -> None:
        """Put the means into the tile; NaN where there is nothing valid."""
        for place, found in self._kept:
            out[place] = found

    def _over_valid(self, pixel: WidePixel) -> float:
        total = weight = 0.0
        for there, area in pixel.bands():
            own = self._values[there]
            counts = np.isfinite(own) & (area > 0)
            weight += float(area[counts].sum())
            total += float((area[counts] * own[counts]).sum())
        if not weight:
            return np.nan
        return total if self._is_sum else total / weight
