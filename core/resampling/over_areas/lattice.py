# SPDX-License-Identifier: GPL-3.0-or-later
"""The source pixels around target pixels, and where these are in a window."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .overlap import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    #: Rows and columns.
    Shape = tuple[int, int]

#: Corners may be further from their centre than is known by this.
_HAIR_PX = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Lattice:
    """A source pixel near the centre of each footprint, and those around it."""

    origin: NDArray[np.float64]
    """Column and row of the pixel in the window, shape (2, ...)."""
    span: Span
    """All that the footprint may touch, counted from that pixel."""

    @property
    def shape(self) -> Shape:
        """Rows and columns of the span."""
        return len(self.span.rows), len(self.span.cols)

    def first(self, width: int) -> NDArray[np.intp]:
        """Return where each footprint's first source pixel is in a window.

        Args:
            width: The columns of the window, whose pixels are counted row by row.
        """
        col, row = self.origin
        place = (row + self.span.rows.start) * width
        place += col
        place += self.span.cols.start
        first: NDArray[np.intp] = place.astype(np.intp)
        return first

    def offset(self, row: int, col: int, width: int) -> int:
        """Return how far beyond the first source pixel another of the span is."""
        return (row - self.span.rows.start) * width + col - self.span.cols.start

    def offsets(self, width: int) -> Iterator[int]:
        """Yield how far beyond the first source pixel each of the span is."""
        for row in range(len(self.span.rows)):
            for col in range(len(self.span.cols)):
                yield row * width + col


def lattice_near(
    centre: NDArray[np.float64],
    reach: tuple[float, float],
    shape: Shape | None = None,
) -> Lattice:
    """Return the source pixels around footprints, as few as may be.

    Args:
        centre: Of target pixels, shape (2, ...), as that of `Footprints`.
        reach: How far no corner is from its centre, along x and y.
        shape: Rows and columns where it is known that none touches more.
    """
    origin = np.empty_like(centre)
    counts = (shape or most_touched(reach))[::-1]
    ranges = []
    for axis, (far, count) in enumerate(zip(reach, counts, strict=True)):
        before = count // 2
        np.subtract(centre[axis], far + _HAIR_PX, out=origin[axis])
        np.floor(origin[axis], out=origin[axis])
        origin[axis] += before
        ranges.append(range(-before, count - before))
    return Lattice(origin=origin, span=Span(cols=ranges[0], rows=ranges[1]))


def most_touched(reach: tuple[float, float]) -> Shape:
    """Return how many rows and columns footprints touch at most."""
    cols, rows = (math.ceil(1 + 2 * (far + _HAIR_PX)) for far in reach)
    return rows, cols
