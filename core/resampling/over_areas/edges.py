# SPDX-License-Identifier: GPL-3.0-or-later
"""The sides of quadrilaterals, and where they cross the lines between source columns.

Columns and rows are counted from a source pixel near each quadrilateral. There is an
array for each corner, with an item for each quadrilateral.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .scratch import Scratch

    Limits = tuple[float, float]

#: Stands for 0 where there is a division: its square is a number as well.
TINY: Final = 1e-12


@dataclass(slots=True, kw_only=True)
class Point:
    """A point of an edge: an end, or where it crosses a line between columns."""

    x: NDArray[Any] | int
    """An integer where all are on the line."""
    y: NDArray[Any]
    x_limits: Limits
    """The least and the most of x, or what it does not go beyond."""
    y_limits: Limits
    is_lent: bool = False
    """The arrays belong to someone else."""
    _below: dict[int, tuple[NDArray[Any], NDArray[Any]]] = field(default_factory=dict)

    def below(self, row: int, scratch: Scratch) -> tuple[NDArray[Any], NDArray[Any]]:
        """Return how far below the upper line of a row the point is.

        Returns:
            The distance, and the part of it that is positive, never quite 0.
        """
        if row not in self._below:
            distance, positive = scratch.new(), scratch.new()
            np.subtract(self.y, row, out=distance)
            np.maximum(distance, TINY, out=positive)
            self._below[row] = distance, positive
        return self._below[row]

    def release(self, scratch: Scratch) -> None:
        """Give back all arrays."""
        for arrays in self._below.values():
            scratch.free(*arrays)
        self._below.clear()
        if not self.is_lent:
            scratch.free(self.y, self.x if isinstance(self.x, np.ndarray) else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One side of each quadrilateral, from its left end to its right."""

    left: Point
    right: Point
    slope: NDArray[Any]
    """Rows per column."""
    sign: int
    """-1 where the side runs from its right end to its left, else 1."""
    signs: NDArray[Any] | None
    """The same where some run this way and some that way; None where all run alike."""

    def crossing(self, line: int, scratch: Scratch) -> Point:
        """Return where the edge crosses a line, or the end that is nearest to it."""
        y = scratch.new()
        low, high = self.left.x_limits[1], self.right.x_limits[0]
        if low <= line <= high:
            np.subtract(line, self.left.x, out=y)
            x: NDArray[Any] | int = line
            x_limits: Limits = (line, line)
        else:
            x = scratch.new()
            np.maximum(self.left.x, line, out=x)
            np.minimum(x, self.right.x, out=x)
            np.subtract(x, self.left.x, out=y)
            x_limits = (-np.inf, np.inf)
        y *= self.slope
        y += self.left.y
        y_limits = float(y.min()), float(y.max())
        return Point(x=x, y=y, x_limits=x_limits, y_limits=y_limits)

    def release(self, scratch: Scratch) -> None:
        """Give back all arrays, but those of corners, which other sides have too."""
        for end in (self.left, self.right):
            if not end.is_lent:
                end.release(scratch)
        scratch.free(self.slope, self.signs)


def edge_between(first: Point, last: Point, scratch: Scratch) -> Edge:
    """Return the side between two corners."""
    step = scratch.new()
    np.subtract(last.x, first.x, out=step)
    low, high = float(step.min()), float(step.max())
    sign, signs = 1, None
    if high <= 0:
        first, last, sign = last, first, -1
    elif low < 0:
        first, last, signs = _sorted(first, last, step, scratch)
    np.abs(step, out=step)
    np.maximum(step, TINY, out=step)
    slope = scratch.new()
    np.subtract(last.y, first.y, out=slope)
    slope /= step
    scratch.free(step)
    return Edge(left=first, right=last, slope=slope, sign=sign, signs=signs)


def _sorted(
    first: Point, last: Point, step: NDArray[Any], scratch: Scratch
) -> tuple[Point, Point, NDArray[Any]]:
    """Exchange the ends of sides that run from right to left, and return the signs."""
    signs, x0, x1, y0, y1 = (scratch.new() for _ in range(5))
    np.copyto(signs, step < 0)
    np.minimum(first.x, last.x, out=x0)
    np.maximum(first.x, last.x, out=x1)
    np.subtract(last.y, first.y, out=y1)
    y1 *= signs
    np.add(first.y, y1, out=y0)
    np.subtract(last.y, y1, out=y1)
    signs *= -2
    signs += 1
    lows, highs = zip(first.x_limits, last.x_limits, strict=True)
    y_lows, y_highs = zip(first.y_limits, last.y_limits, strict=True)
    y_limits = min(y_lows), max(y_highs)
    left = Point(x=x0, y=y0, x_limits=(min(lows), min(highs)), y_limits=y_limits)
    right = Point(x=x1, y=y1, x_limits=(max(lows), max(highs)), y_limits=y_limits)
    return left, right, signs
