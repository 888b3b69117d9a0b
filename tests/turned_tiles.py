# SPDX-License-Identifier: GPL-3.0-or-later
"""Tiles whose places in a source are known in closed form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from exogenous.core.resampling.transform_fit import SourceCoords

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Places = tuple[NDArray[np.float64], NDArray[np.float64]]


@dataclass(frozen=True, kw_only=True)
class Tile:
    coords: SourceCoords
    exact: Callable[[NDArray[np.float64], NDArray[np.float64]], Places]

    @property
    def corners(self) -> NDArray[np.float64]:
        """Shape (2, rows + 1, cols + 1)."""
        rows, cols = self.coords.shape
        col, row = np.meshgrid(np.arange(cols + 1.0), np.arange(rows + 1.0))
        return np.stack(self.exact(col, row))

    @property
    def centres(self) -> NDArray[np.float64]:
        """Shape (2, rows, cols)."""
        rows, cols = self.coords.shape
        col, row = np.meshgrid(np.arange(cols) + 0.5, np.arange(rows) + 0.5)
        return np.stack(self.exact(col, row))


def turned(
    ratio: float | tuple[float, float],
    degrees: float,
    *,
    rows: int = 70,
    cols: int = 90,
    start: tuple[float, float] = (9.3, 8.4),
    bend: float = 0.0,
) -> Tile:
    """Make a tile that is turned in the source, and bent into a saddle.

    Args:
        ratio: Source pixels per target pixel, along the target's columns and rows.
        degrees: How far the target's columns are turned against the source's.
        rows: The tile's.
        cols: The tile's.
        start: The leftmost column and the uppermost row that it reaches.
        bend: By how many source pixels each column's step changes from row to row.
    """
    along, below = (ratio, ratio) if isinstance(ratio, float | int) else ratio
    cos, sin = np.cos(np.deg2rad(degrees)), np.sin(np.deg2rad(degrees))
    steps = along * cos, -below * sin, along * sin, below * cos
    ends = [(c, r) for c in (0, cols) for r in (0, rows)]
    left = min(steps[0] * c + steps[1] * r for c, r in ends) - abs(bend * rows * cols)
    top = min(steps[2] * c + steps[3] * r for c, r in ends) - abs(bend * rows * cols)
    x, y = start[0] - left, start[1] - top

    def exact(col: NDArray[np.float64], row: NDArray[np.float64]) -> Places:
        return (
            x + steps[0] * col + steps[1] * row + bend * col * row,
            y + steps[2] * col + steps[3] * row - bend * col * row,
        )

    # Chebyshev's first two polynomials are 1 and what runs from -1 to 1.
    half_c, half_r, both = cols / 2, rows / 2, rows * cols / 4
    middle = exact(np.array(half_c), np.array(half_r))
    found = np.zeros((2, 6, 6))
    for axis, sign in ((0, bend), (1, -bend)):
        found[axis, 0, 0] = middle[axis]
        found[axis, 0, 1] = (steps[2 * axis] + sign * half_r) * half_c
        found[axis, 1, 0] = (steps[2 * axis + 1] + sign * half_c) * half_r
        found[axis, 1, 1] = sign * both
    return Tile(
        coords=SourceCoords(coefficients=found, shape=(rows, cols)), exact=exact
    )
