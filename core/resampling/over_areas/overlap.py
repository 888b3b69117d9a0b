# SPDX-License-Identifier: GPL-3.0-or-later
"""The areas that quadrilaterals and source pixels have in common.

An area is the integral of y dx around it (Green). An edge runs through some columns; in
each it is a straight piece, and what lies above the piece is cut into rows. Above the
upper line of a row lies the mean, over the piece, of how far it is below that line: of
a straight run from a to b the mean of its positive part is
(a+ + b+)^2 / (2 (|a| + |b|)), where a+ is a if positive and 0 otherwise.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from .edges import Point, edge_between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from .edges import Edge
    from .scratch import Scratch

#: A source pixel of which less than this is covered does not count: the sliver between
#: two edges that should be one. See `sliver_of`.
SLIVER_PX2: Final = 1e-6

#: Corners in turn, so that edges at the bottom run from left to right: pairs of the
#: order (0, 0), (0, 1), (1, 1), (1, 0) as row and column.
_SIDES: Final = ((0, 3), (3, 2), (2, 1), (1, 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Some rows and columns of source pixels, the same around each quadrilateral."""

    rows: range
    cols: range


class Overlaps:
    """What quadrilaterals cover of the source pixels around them, in source pixels."""

    def __init__(self, corners: NDArray[Any], span: Span, scratch: Scratch) -> None:
        """Find the areas.

        Args:
            corners: Shape (2, 4, ...), x and y of the corners in turn, the upper right
                one second; counted from a source pixel's corner, for each another.
            span: The source pixels that any of them may touch, in the same count.
            scratch: Of the shape and type of a corner's x.
        """
        self._span, self._scratch = span, scratch
        self._areas: dict[tuple[int, int], NDArray[Any]] = {}
        self._whole = np.zeros((len(span.rows), len(span.cols)))
        points = [_corner(x, y) for x, y in zip(*corners, strict=True)]
        for first, last in _SIDES:
            edge = edge_between(points[first], points[last], scratch)
            self._add_edge(edge)
            edge.release(scratch)
        for point in points:
            point.release(scratch)

    def __iter__(self) -> Iterator[tuple[int, int, NDArray[Any] | float]]:
        """Yield row and column of source pixels in the span, and what is covered.

        That is one number where it is the same of all; none are yielded of which
        nothing is covered. Arrays may be changed.
        """
        for row in self._span.rows:
            for col in self._span.cols:
                area = self._areas.get((row, col))
                whole = float(self._whole[self._place(row, col)])
                if area is not None:
                    if whole:
                        area += whole
                    yield row, col, area
                elif whole:
                    yield row, col, whole

    def release(self) -> None:
        """Give back all arrays."""
        self._scratch.free(*self._areas.values())
        self._areas.clear()

    def _place(self, row: int, col: int) -> tuple[int, int]:
        return row - self._span.rows.start, col - self._span.cols.start

    def _add_edge(self, edge: Edge) -> None:
        """Add what lies above an edge, or take it off where it runs back."""
        cols = self._span.cols
        first = max(math.floor(edge.left.x_limits[0]), cols.start)
        end = min(max(math.ceil(edge.right.x_limits[1]), first + 1), cols.stop)
        start = edge.left
        for col in range(first, end):
            is_last = col == end - 1
            stop = edge.right if is_last else edge.crossing(col + 1, self._scratch)
            self._add_piece(edge, col, start, stop)
            if start is not edge.left:
                start.release(self._scratch)
            start = stop

    def _add_piece(self, edge: Edge, col: int, start: Point, stop: Point) -> None:
        """Add what lies above an edge's piece in a column, row by row."""
        lows, highs = zip(start.y_limits, stop.y_limits, strict=True)
        last = min(math.floor(max(highs)), self._span.rows.stop - 1)
        first = min(max(math.floor(min(lows)), self._span.rows.start), last)
        width = self._half_width(edge, col, start, stop)
        above = self._scratch.new()
        np.add(start.y, stop.y, out=above)
        if first:
            above -= 2 * first
        above *= width
        for row in range(first, last):
            below = self._twice_beneath(row + 1, start, stop)
            below *= width
            above -= below
            self._hand_over(row, col, above, edge.sign)
            above = below
        self._hand_over(last, col, above, edge.sign)
        self._add_rows(range(self._span.rows.start, first), col, width, edge.sign)

    def _half_width(
        self, edge: Edge, col: int, start: Point, stop: Point
    ) -> NDArray[Any] | float:
        """Return half of how wide a piece is, negative where its edge runs back."""
        is_full = start.x_limits[1] <= col and stop.x_limits[0] >= col + 1
        if is_full and edge.signs is None:
            return 0.5
        width = self._scratch.new()
        if is_full:
            width[...] = 0.5
        else:
            np.subtract(stop.x, start.x, out=width)
            width *= 0.5
        if edge.signs is not None:
            width *= edge.signs
        return width

    def _twice_beneath(self, row: int, start: Point, stop: Point) -> NDArray[Any]:
        """Return twice the mean of how far a piece is below a row's upper line."""
        (a, a_positive), (b, b_positive) = (
            point.below(row, self._scratch) for point in (start, stop)
        )
        twice, size = self._scratch.new(), self._scratch.new()
        np.add(a_positive, b_positive, out=twice)
        np.add(twice, twice, out=size)
        size -= a
        size -= b  # of both signs: |a| + |b|
        twice *= twice
        twice /= size
        self._scratch.free(size)
        return twice

    def _add_rows(
        self, rows: range, col: int, half_width: NDArray[Any] | float, sign: int
    ) -> None:
        """Add all of a column's width in some rows, which lie wholly above a piece."""
        if isinstance(half_width, float):
            for row in rows:
                self._whole[self._place(row, col)] += sign
            return
        half_width += half_width
        for row in rows:
            self._add(row, col, half_width, sign)
        self._scratch.free(half_width)

    def _hand_over(self, row: int, col: int, area: NDArray[Any], sign: int) -> None:
        """Add an array that nothing else needs."""
        if (row, col) in self._areas:
            self._add(row, col, area, sign)
            self._scratch.free(area)
            return
        self._areas[row, col] = area
        if sign < 0:
            np.negative(area, out=area)

    def _add(self, row: int, col: int, area: NDArray[Any], sign: int) -> None:
        known = self._areas.get((row, col))
        if known is None:
            known = self._areas[row, col] = self._scratch.new()
            np.multiply(area, sign, out=known)
        elif sign > 0:
            known += area
        else:
            known -= area


def sliver_of(areas: NDArray[Any] | np.float64) -> float:
    """Return the area that is a sliver, for target pixels of some areas.

    It is a share of a source pixel, or of the target pixel where that is smaller.
    """
    return SLIVER_PX2 * min(float(areas.mean()), 1.0)


def _corner(x: NDArray[Any], y: NDArray[Any]) -> Point:
    x_limits, y_limits = ((float(of.min()), float(of.max())) for of in (x, y))
    return Point(x=x, y=y, x_limits=x_limits, y_limits=y_limits, is_lent=True)
