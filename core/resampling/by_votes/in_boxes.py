# SPDX-License-Identifier: GPL-3.0-or-later
"""Target pixels that are nearly boxes of whole source pixels, among few classes.

The votes in a box that lies between source pixels are those of the four boxes of whole
pixels around it, weighed by their distances. What a target pixel covers beyond its box
and does not cover of it bounds how much its votes differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from .few_classes import usual_in
from .one_large import areas_under
from .shapes import own_shape

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .few_classes import FewClasses
    from .shapes import Shape
    from .tile_under import TileUnder

#: Of fewer source pixels, all are compared.
_FEWEST_AROUND: Final = 16

#: Where more of a target pixel may lie off its box, few pixels are certain.
_MOST_OFF: Final = 0.15

#: Of a box, what rounding to float32 changes at most.
_ROUNDING: Final = 1e-5

#: Source pixels at a time, so that they stay in the processor's cache.
_AT_ONCE: Final = 1 << 19

_MOST_BYTE: Final = np.iinfo(np.uint8).max


@dataclass(frozen=True, slots=True, kw_only=True)
class InBoxes:
    """What a tile's pixels have in common."""

    usual: FewClasses
    """The classes of most of the window."""
    valid: NDArray[np.bool_] | None
    """Where source pixels of the window have votes; None where all have."""
    box: tuple[int, int]
    """Rows and columns of source pixels."""
    slack: float
    """What two classes' areas may be nearer to each other than their votes."""
    leaves_uniform: bool = False
    """Pixels that are left may touch one class alone."""

    def fill(self, centre: NDArray[np.float64], out: NDArray[Any]) -> NDArray[np.intp]:
        """Fill in the keys with most votes in some rows' boxes.

        Args:
            centre: Of target pixels in the window, shape (2, rows, cols).
            out: The rows' keys.

        Returns:
            Which pixels may need another key, by their place among these.
        """
        rows, cols = self.box
        begin = centre - np.array([cols / 2, rows / 2]).reshape(2, 1, 1)
        first = np.floor(begin)
        begin -= first
        top, bottom = int(first[1].min()), int(first[1].max())
        part = slice(top, bottom + rows + 2)
        place = (first[1] - top) * self.usual.octets.shape[1] + first[0]
        index: NDArray[np.intp] = place.astype(np.intp)
        lead = self._lead(part, index, begin.astype(np.float32), out)
        return np.flatnonzero(lead <= self.slack)

    def _lead(
        self,
        part: slice,
        index: NDArray[np.intp],
        between: NDArray[np.float32],
        out: NDArray[Any],
    ) -> NDArray[np.float32]:
        """Fill in keys, and return how far they are ahead of any others."""
        most, second = (np.zeros(index.shape, np.float32) for _ in range(2))
        rest = self._all_votes(part, index, between)
        for octet, key in zip(self.usual.classes, self.usual.keys, strict=True):
            marked = self.usual.octets[part] == octet
            if self.valid is not None:
                marked &= self.valid[part]
            votes = self._votes(marked, index, between)
            rest -= votes
            np.copyto(out, key, where=votes > most)
            np.maximum(second, np.minimum(most, votes), out=second)
            np.maximum(most, votes, out=most)
        most -= np.maximum(second, rest, out=second)
        return most

    def _all_votes(
        self, part: slice, index: NDArray[np.intp], between: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Return the votes of all classes."""
        if self.valid is None:
            return np.full(index.shape, self.box[0] * self.box[1], np.float32)
        return self._votes(self.valid[part], index, between)

    def _votes(
        self,
        marked: NDArray[np.bool_],
        index: NDArray[np.intp],
        between: NDArray[np.float32],
    ) -> NDArray[np.float32]:
        """Count marked source pixels in boxes that lie between these.

        Args:
            marked: Some rows of the window.
            index: The first source pixels of boxes, counted row by row from these.
            between: How far after them boxes begin, x and y.
        """
        counts = _counts_in_boxes(marked, self.box)
        x, y = between
        across = []
        for start in (0, marked.shape[1]):
            left, right = (
                counts[start + beside :].take(index, mode="wrap").astype(np.float32)
                for beside in (0, 1)
            )
            right -= left
            right *= x
            left += right
            across.append(left)
        above, below = across
        below -= above
        below *= y
        above += below
        return above


def in_boxes(tile: TileUnder) -> InBoxes | None:
    """Return what pixels have in common, None where they are no boxes, or small."""
    if len(tile.around.offsets) < _FEWEST_AROUND:
        return None
    shape = own_shape(tile.coords)
    cols, rows = (
        max(round(max(map(abs, of))), 1) for of in zip(*shape.sides, strict=True)
    )
    off = _off_box(shape, rows, cols)
    usual = usual_in(tile.window) if off < _MOST_OFF * shape.area else None
    if usual is None:
        return None
    return InBoxes(
        usual=usual,
        valid=tile.window.valid,
        box=(rows, cols),
        slack=off + shape.swept(*shape.spread) + _ROUNDING * shape.area,
    )


def _off_box(shape: Shape, rows: int, cols: int) -> float:
    """Return the area that either a pixel or a box around its centre has alone."""
    corners = shape.corners / np.array([[cols], [rows]]) + 0.5
    both = float(areas_under(corners, 1, 1)[0, 0]) * rows * cols
    return shape.area + rows * cols - 2 * both


def _counts_in_boxes(marked: NDArray[np.bool_], box: tuple[int, int]) -> NDArray[Any]:
    """Count marked pixels in each box, by its first pixel, row by row.

    Boxes that go beyond the last column are counted on in the next rows.
    """
    (rows, cols), width = box, marked.shape[1]
    dtype = np.dtype(np.uint8 if rows * cols <= _MOST_BYTE else np.uint16)
    counts = np.empty(marked.shape, dtype)
    step = max(_AT_ONCE // width, rows)
    for first in range(0, len(marked) - rows + 1, step):
        some = marked[first : first + step + rows].reshape(-1)
        each = some.view(np.uint8).astype(dtype, copy=False)
        in_row = _sums(each, cols, 1)
        out = counts[first : first + step + 1].reshape(-1)
        _sums(in_row, rows, width, out[: in_row.size - (rows - 1) * width])
    return counts.reshape(-1)


def _sums(
    numbers: NDArray[Any], count: int, step: int, out: NDArray[Any] | None = None
) -> NDArray[Any]:
    """Return the sums of so many numbers from each on, maybe in a given array.

    Sums of twice as many each time are added up.
    """
    length = numbers.size - (count - 1) * step
    parts = []
    start, size = 0, 1
    while size <= count:
        if count & size:
            parts.append(numbers[start * step : start * step + length])
            start += size
        if 2 * size <= count:
            numbers = numbers[: -size * step] + numbers[size * step :]
        size *= 2
    *others, last = parts
    total = np.zeros_like(last) if not others else others[0]
    for more in others[1:]:
        total = total + more
    return np.add(total, last, out=out)
