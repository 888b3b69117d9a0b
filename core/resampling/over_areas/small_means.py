# SPDX-License-Identifier: GPL-3.0-or-later
"""Means over target pixels that are smaller than source pixels.

With r the share right of a line between source columns, b the share below one between
rows, and both the share right of and below them, a mean is that of four source pixels:
v + r (v_right - v) + b (v_below - v) + both (v_both - v_right - v_below + v). Where not
both lines cross a pixel, both is the product of r and b.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from .scratch import kept_scratch
from .small_pixels import count_from_lines, share_beyond, share_beyond_both

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .footprints import Parallelograms

#: Pixels at a time that both lines cross.
_MOST_AT_ONCE: Final = 1 << 12


@dataclass(frozen=True, slots=True, kw_only=True)
class _CrossedTwice:
    """Pixels that both lines cross."""

    index: NDArray[np.intp]
    """Their places in the tile."""
    first: NDArray[np.intp]
    """The first of their four source pixels."""
    known: NDArray[Any]
    """How far beyond the lines they are, four numbers of their corners, and what was
    taken for the share beyond both lines: shape (7, pixels)."""


class SmallMeans:
    """Means over small pixels of one tile."""

    def __init__(self, values: NDArray[Any], out: NDArray[Any]) -> None:
        """Take a window.

        Args:
            values: Shape (rows, cols), finite.
            out: The tile, of the same type.
        """
        self._values, self._width, self._out = values, values.shape[1], out
        self._crossed: list[_CrossedTwice] = []

    @cached_property
    def _parts(self) -> list[NDArray[Any]]:
        """Each value, and what is added to it right of, below and beyond both lines."""
        values = self._values
        right, below, both = (np.zeros_like(values) for _ in range(3))
        np.subtract(values[:, 1:], values[:, :-1], out=right[:, :-1])
        np.subtract(values[1:], values[:-1], out=below[:-1])
        np.subtract(below[:, 1:], below[:, :-1], out=both[:, :-1])
        return [part.ravel() for part in (values, right, below, both)]

    def fill(self, first_row: int, footprints: Parallelograms) -> None:
        """Fill some of the tile's rows, but for `finish`.

        Args:
            first_row: Of the tile.
            footprints: The rows' pixels, whose centres are changed.
        """
        corners, spans = footprints.corners, footprints.spans or (None, None)
        scratch = kept_scratch(corners.shape[2:], self._out.dtype)
        room = _Room(corners.shape[2:], self._out.dtype)
        count_from_lines(footprints.centre, room.lines, room.off)
        self._put_first(room.lines, room.index)
        (right, x_crossed), (below, y_crossed) = (
            share_beyond(room.off[axis], corners[axis], spans[axis], scratch)
            for axis in (0, 1)
        )
        self._blend(first_row, room.index, right, below)
        x_crossed &= y_crossed
        twice = np.flatnonzero(x_crossed)
        if twice.size:
            right *= below
            self._crossed.append(_kept(twice, first_row, room, corners, right))
        scratch.free(right, below)
        room.free()

    def _blend(
        self,
        row: int,
        index: NDArray[np.intp],
        right: NDArray[Any],
        below: NDArray[Any],
    ) -> None:
        """Put the means of four source pixels each into rows of the tile."""
        scratch = kept_scratch(right.shape, right.dtype)
        total, part = scratch.new(), scratch.new()
        own, to_right, to_below, to_both = self._parts
        to_both.take(index, out=total, mode="wrap")
        total *= below
        to_right.take(index, out=part, mode="wrap")
        total += part
        total *= right
        to_below.take(index, out=part, mode="wrap")
        part *= below
        total += part
        own.take(index, out=part, mode="wrap")
        np.add(total, part, out=self._out[row : row + len(index)])
        scratch.free(total, part)

    def _put_first(self, lines: NDArray[np.float64], index: NDArray[np.intp]) -> None:
        """Find the first of four source pixels around crossings; lines are changed."""
        col, row = lines
        row *= self._width
        row += col
        row -= self._width + 1
        np.copyto(index, row, casting="unsafe")

    def finish(self) -> None:
        """Put right what both lines cross."""
        if not self._crossed:
            return
        index = np.concatenate([part.index for part in self._crossed])
        first = np.concatenate([part.first for part in self._crossed])
        known = np.concatenate([part.known for part in self._crossed], axis=1)
        self._crossed.clear()
        flat, to_both = self._out.reshape(-1), self._parts[3]
        for start in range(0, index.size, _MOST_AT_ONCE):
            some = slice(start, start + _MOST_AT_ONCE)
            off, corners, product = known[:2, some], known[2:6, some], known[6, some]
            more = share_beyond_both(off, corners.reshape(2, 2, -1))
            more -= product
            more *= to_both.take(first[some], mode="wrap")
            flat[index[some]] += more


class _Room:
    """Arrays for some rows."""

    def __init__(self, shape: tuple[int, ...], dtype: np.dtype[Any]) -> None:
        both = (2, *shape)
        self._scratches = (
            kept_scratch(both, np.dtype(np.float64)),
            kept_scratch(both, dtype),
            kept_scratch(shape, np.dtype(np.intp)),
        )
        self.lines, self.off, self.index = (each.new() for each in self._scratches)

    def free(self) -> None:
        """Give the arrays back."""
        arrays = self.lines, self.off, self.index
        for scratch, array in zip(self._scratches, arrays, strict=True):
            scratch.free(array)


def _kept(
    twice: NDArray[np.intp],
    row: int,
    room: _Room,
    corners: NDArray[Any],
    product: NDArray[Any],
) -> _CrossedTwice:
    """Keep what is needed of pixels that both lines cross, by their place in a room."""
    known = np.empty((7, twice.size), dtype=product.dtype)
    all_known = (*room.off, *corners[0], *corners[1], product)
    for own, found in zip(all_known, known, strict=True):
        own.reshape(-1).take(twice, out=found, mode="wrap")
    first = room.index.reshape(-1).take(twice, mode="wrap")
    twice += row * product.shape[1]
    return _CrossedTwice(index=twice, first=first, known=known)
