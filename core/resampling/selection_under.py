# SPDX-License-Identifier: GPL-3.0-or-later
"""Picks at arbitrary positions: from the source pixels that each target pixel touches.

The pick is the same for all target pixels that touch the same source pixels, so it is
computed once for each rectangle of source pixels, and then looked up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..geometry.pixel_alignment import HAIR_PX
from .limits import Limit
from .placed_coords import PlacedCoords
from .selection import MOST_TOUCHED
from .transform_fit import BACK, FORTH

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .placed_coords import Coords
    from .selection import Picker


def pick_under(
    pick: Picker,
    values: NDArray[Any],
    window_origin: tuple[int, int],
    source_coords: Coords,
    dtype: str,
) -> NDArray[Any] | Limit:
    """Pick values for a tile whose pixels lie anywhere in the source.

    Args:
        pick: Picks from the source pixels that a target pixel touches.
        values: Shape (rows, cols), all pixels that the tile touches, float with NaN
            for invalid ones, or of any type and all valid.
        window_origin: Where `values` begins in the source: row, column.
        source_coords: Where the tile's pixels lie in the source.
        dtype: The type of the result, which holds every value and NaN.

    Returns:
        Values of the tile's shape; or the limit, where a target pixel touches too many
        source pixels, or positions run in different directions.
    """
    if isinstance(source_coords, PlacedCoords):
        return Limit.NOT_SMOOTH
    out: NDArray[Any] = np.empty(source_coords.shape, dtype)
    rectangles = _Rectangles(values, pick)
    for rows, at in source_coords.corner_strips(
        window_origin[1] - HAIR_PX, window_origin[0] - HAIR_PX
    ):
        cols_touched, rows_touched = map(_between_corners, at)
        if cols_touched is None or rows_touched is None:
            return Limit.TURNED
        picked = rectangles.take(*rows_touched, *cols_touched)
        if picked is None:
            return Limit.TOO_MANY_TOUCHED
        out[rows] = picked
    return out


def _between_corners(
    corners: NDArray[np.float64],
) -> tuple[NDArray[np.int32], NDArray[np.int32]] | None:
    """Return the first pixel between first and last corners, and how many follow.

    Positions come too large by `HAIR_PX`, as first edges should be; the array of
    positions is changed.
    """
    low = corners.astype(np.int32)
    corners -= 2 * HAIR_PX
    high = corners.astype(np.int32)
    for here, there in (FORTH, BACK):
        more = high[there] - low[here]
        if more.min() >= 0:
            return low[here], more
    return None


class _Rectangles:
    """The pick from each rectangle of source pixels, by its size and place."""

    def __init__(self, values: NDArray[Any], pick: Picker) -> None:
        self._values = values
        self._pick_from = pick
        sizes = MOST_TOUCHED, MOST_TOUCHED
        self._picked = np.empty(sizes + values.shape, dtype=values.dtype)
        self._sizes_done: set[tuple[int, int]] = set()

    def take(
        self,
        row: NDArray[np.int32],
        more_rows: NDArray[np.int32],
        col: NDArray[np.int32],
        more_cols: NDArray[np.int32],
    ) -> NDArray[Any] | None:
        """Look up the picks from rectangles; None where a rectangle is too large."""
        below, beside = int(more_rows.max()), int(more_cols.max())
        if max(below, beside) >= MOST_TOUCHED:
            return None
        for more in range(int(more_rows.min()), below + 1):
            for aside in range(int(more_cols.min()), beside + 1):
                self._pick(more, aside)
        most, _, rows, width = self._picked.shape
        size = rows * width
        index = row * width
        index += col
        index += more_rows * (most * size)
        index += more_cols * size
        found: NDArray[Any] = self._picked.reshape(-1).take(index, mode="clip")
        return found

    def _pick(self, more: int, aside: int) -> None:
        if (more, aside) in self._sizes_done:
            return
        self._sizes_done.add((more, aside))
        rows, cols = self._values.shape[0] - more, self._values.shape[1] - aside
        parts = [
            self._values[below : below + rows, beside : beside + cols]
            for below in range(more + 1)
            for beside in range(aside + 1)
        ]
        self._picked[more, aside, :rows, :cols] = self._pick_from(parts)
