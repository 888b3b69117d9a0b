# SPDX-License-Identifier: GPL-3.0-or-later
"""Positions of a tile's pixels in a source that were looked up one by one.

Where a pixel has no place in the source, the place of another one stands in for it:
kernels need not know, and whoever calls them takes the values out again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .transform_fit import STRIP_ROWS, SourceCoords, needed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from ..geometry.grid import Block


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlacedCoords:
    """Columns and rows of a source, counted from its outer corner, over a tile."""

    centre: NDArray[np.float64]
    """Of the pixels' centres, shape (2, rows, cols)."""
    corners: NDArray[np.float64] | None
    """Of the pixels' corners in turn, shape (2, 4, rows, cols); None where only
    centres are needed."""
    missing: NDArray[np.bool_]
    """Pixels that have no place, shape (rows, cols)."""

    @property
    def shape(self) -> tuple[int, int]:
        """The tile's rows and columns."""
        rows, cols = self.missing.shape
        return rows, cols

    def window(self, reach_px: tuple[int, int], *, from_edges: bool) -> Block:
        """Return the source pixels that the tile needs, as `SourceCoords.window`."""
        return needed(self.bounds(), reach_px, from_edges=from_edges)

    def bounds(self) -> tuple[float, float, float, float]:
        """Return left, top, right, bottom that no position lies beyond."""
        x, y = self.centre if self.corners is None else self.corners
        return float(x.min()), float(y.min()), float(x.max()), float(y.max())

    def strips(
        self, left: float, top: float
    ) -> Iterator[tuple[slice, NDArray[np.float64]]]:
        """Yield strips of rows, and positions of centres, as `SourceCoords.strips`."""
        origin = np.array([left, top])[:, np.newaxis, np.newaxis]
        for rows in self._rows():
            yield rows, self.centre[:, rows] - origin

    def quad_strips(
        self, left: float, top: float
    ) -> Iterator[tuple[slice, NDArray[np.float64], NDArray[np.float64]]]:
        """Yield strips of rows, positions of centres, and how far corners are off them.

        The latter have the shape (2, 4, rows, cols).

        Raises:
            ValueError: No corners were looked up.
        """
        if self.corners is None:
            raise ValueError("there are no corners")
        for rows, centre in self.strips(left, top):
            own = self.centre[:, np.newaxis, rows]
            yield rows, centre, self.corners[:, :, rows] - own

    def _rows(self) -> Iterator[slice]:
        for first in range(0, self.shape[0], STRIP_ROWS):
            yield slice(first, min(first + STRIP_ROWS, self.shape[0]))


#: Positions of a tile's pixels, by whichever way they are known.
Coords = SourceCoords | PlacedCoords


def placed_at_centres(centre: NDArray[np.float64]) -> PlacedCoords | None:
    """Return the positions of pixels by their centres.

    Args:
        centre: Shape (2, rows, cols), NaN where a pixel has no place.

    Returns:
        None where no pixel has a place.
    """
    missing = ~np.isfinite(centre).all(axis=0)
    if missing.all():
        return None
    return PlacedCoords(centre=_filled(centre, missing), corners=None, missing=missing)


def corners_in_turn(at: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the corners of each pixel, shape (2, 4, rows, cols).

    Args:
        at: Of all corners of a tile, shape (2, rows + 1, cols + 1).
    """
    around = np.s_[:, :-1, :-1], np.s_[:, :-1, 1:], np.s_[:, 1:, 1:], np.s_[:, 1:, :-1]
    return np.stack([at[part] for part in around], axis=1)


def placed_by_corners(corners: NDArray[np.float64]) -> PlacedCoords | None:
    """Return the positions of pixels by their corners, the centre in their middle.

    Args:
        corners: Shape (2, 4, rows, cols), NaN where a corner has no place: the pixel
            has none then.

    Returns:
        None where no pixel has a place.
    """
    missing = ~np.isfinite(corners).all(axis=(0, 1))
    if missing.all():
        return None
    filled = _filled(corners, missing)
    return PlacedCoords(centre=filled.mean(axis=1), corners=filled, missing=missing)


def _filled(
    places: NDArray[np.float64], missing: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Put the first place there is where there is none."""
    if not missing.any():
        return places
    first = places[..., ~missing][..., :1]
    filled = places.copy()
    filled[..., missing] = first
    return filled
