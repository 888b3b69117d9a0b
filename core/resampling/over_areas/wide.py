# SPDX-License-Identifier: GPL-3.0-or-later
"""Target pixels over very many source pixels, one at a time.

Where a target pixel covers tens of thousands of source pixels, few of these lie on its
edges. What lies above the sides is summed up there (see `overlap`), and all pixels
between the sides are had by adding up along columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from .lattice import most_touched
from .overlap import sliver_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from .footprints import Footprints

    #: Rows and columns of a window, and the area covered of each of their pixels.
    Band = tuple[tuple[slice, slice], NDArray[np.float64]]

#: Source pixels under a target pixel from which on each is worked out by itself.
_FROM_TOUCHED: Final = 1 << 16

#: Source pixels at a time.
_MOST_AT_ONCE: Final = 1 << 20


def are_wide(footprints: Footprints) -> bool:
    """Tell whether each covers so many source pixels that it stands by itself."""
    rows, cols = most_touched(footprints.reach)
    return rows * cols >= _FROM_TOUCHED


def wide_pixels(footprints: Footprints) -> Iterator[tuple[tuple[int, int], WidePixel]]:
    """Yield all of some footprints of shape (2, rows, cols), and where they are."""
    corners = footprints.corners_from(np.zeros((2, 1, 1)), np.dtype(np.float64))
    sliver = sliver_of(footprints.areas())
    for row, col in np.ndindex(corners.shape[2:]):
        yield (row, col), WidePixel(corners=corners[:, :, row, col], sliver=sliver)


def polygon_area(corners: NDArray[np.float64]) -> np.float64:
    """Return the area of a polygon: shape (2, corners in turn)."""
    x, y = corners - corners[:, :1]
    twice = (x * np.roll(y, -1) - y * np.roll(x, -1)).sum()
    return np.float64(abs(twice) / 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class WidePixel:
    """A polygon in a window of a source: mostly a quadrilateral."""

    corners: NDArray[np.float64]
    """Columns and rows in turn, counted from the window's corner: shape (2, n)."""
    sliver: float
    """The area of which no more counts as nothing."""

    @classmethod
    def of(cls, corners: NDArray[np.float64]) -> WidePixel:
        """Return a pixel with some corners."""
        return cls(corners=corners, sliver=sliver_of(polygon_area(corners)))

    def bands(self) -> Iterator[Band]:
        """Yield what is covered, some rows at a time, from the last to the first.

        No band goes beyond the pixels that hold the corners.
        """
        first = np.floor(self.corners.min(axis=1))
        pieces = _pieces(self.corners - first[:, np.newaxis])
        left, top = first.astype(int).tolist()
        rows, cols = pieces.row.max() + 1, pieces.col.max() + 1
        at_once = max(_MOST_AT_ONCE // cols, 1)
        beneath = np.zeros(cols)
        for end in range(rows, 0, -at_once):
            start = max(end - at_once, 0)
            area = pieces.above(start, end, cols, beneath)
            area[area <= self.sliver] = 0
            yield (slice(top + start, top + end), slice(left, left + cols)), area


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pieces:
    """The sides of a quadrilateral, cut into one piece for each source pixel."""

    row: NDArray[np.intp]
    col: NDArray[np.intp]
    width: NDArray[np.float64]
    """Columns, negative where the side runs back; all together are clockwise."""
    below: NDArray[np.float64]
    """How far the middle is below the upper line of the row."""

    def above(
        self, start: int, end: int, cols: int, beneath: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return what lies above the sides in some rows.

        Args:
            start: The first row.
            end: The row after the last.
            cols: All columns.
            beneath: The widths of all pieces in rows from `end` on, by column; those
                of these rows are added.
        """
        here = (self.row >= start) & (self.row < end)
        place = (self.row[here] - start) * cols + self.col[here]
        width, shape = self.width[here], (end - start, cols)
        size = shape[0] * cols
        area, full = (
            np.bincount(place, each, size).reshape(shape).astype(np.float64, copy=False)
            for each in (width * self.below[here], width)
        )
        # Whatever lies in rows further down is above its side for all of a pixel.
        after = np.cumsum(full[::-1], axis=0)[::-1]
        area[:-1] += after[1:]
        area += beneath
        beneath += after[0]
        return area


def _pieces(corners: NDArray[np.float64]) -> _Pieces:
    """Cut the sides between corners in turn, which have no negative place."""
    most = np.maximum(np.ceil(corners.max(axis=1)).astype(np.intp) - 1, 0)
    ends = np.roll(corners, -1, axis=1)
    sides = [_cut(first, last) for first, last in zip(corners.T, ends.T, strict=True)]
    steps = np.concatenate([np.diff(points, axis=1) for points in sides], axis=1)
    middles = np.concatenate([(p[:, 1:] + p[:, :-1]) / 2 for p in sides], axis=1)
    # What lies along the last line is the end of the pixels before it.
    col, row = np.minimum(np.floor(middles).astype(np.intp), most[:, np.newaxis])
    width = -steps[0]
    below = middles[1] - row
    if (width * middles[1]).sum() < 0:
        width = -width
    return _Pieces(row=row, col=col, width=width, below=below)


def _cut(first: NDArray[np.float64], last: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return where a side begins, crosses lines between pixels, and ends: (2, n)."""
    step = last - first
    parts: list[Any] = [[0.0, 1.0]]
    for start, way in zip(first, step, strict=True):
        low, high = sorted((start, start + way))
        lines = np.arange(np.ceil(low), np.floor(high) + 1)
        if way:
            parts.append(((lines - start) / way).clip(0, 1))
    along = np.sort(np.concatenate(parts))
    points: NDArray[np.float64] = first[:, np.newaxis] + along * step[:, np.newaxis]
    return points
