# SPDX-License-Identifier: GPL-3.0-or-later
"""Cells between four nodes each, and what point of a cell a place on the ground is.

Within a cell coordinates are bilinear. With F and G counted from the cell's middle,
-1/2 to 1/2 across it, a place is m + b F + c G + d F G; Newton's method inverts that.
Cells are looked through, not places: nothing has to be guessed, and where cells are
folded over each other, as between the scans of a whiskbroom, the first of them has the
place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    #: Cells by number, and as many rows and columns of a lattice.
    Candidates = tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]

#: Places and cells that are tried at a time, so that arrays stay in the cache.
_AT_ONCE: Final = 1 << 16

#: Steps of Newton's method: a start that is off by 0.1 ends below 1e-12.
_STEPS: Final = 4

#: Places on the line between two cells belong to both.
_HAIR: Final = 1e-9

#: Cells that are twisted less than this are parallelograms.
_TWISTED: Final = 1e-10


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cells:
    """Some cells between nodes, and where they are to be looked for."""

    first: NDArray[np.float64]
    """Column and row of each cell's first node, shape (2, cells)."""
    corners: NDArray[np.float64]
    """x and y of the nodes 00, 10, 01 and 11 (column, row): shape (2, 4, cells)."""
    bounds: NDArray[np.float64]
    """Least and largest column, least and largest row that a cell has some of, in
    target pixels: shape (4, cells)."""

    def places_of(
        self, lattice: NDArray[np.float64], start: float
    ) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
        """Find a lattice's points among nodes.

        Args:
            lattice: x and y of points, as those of nodes: shape (2, rows, cols).
            start: Target pixels of the first point; the rest follow a pixel apart.

        Returns:
            Columns and rows among nodes, of the lattice's shape, NaN where no cell
            has a point; and the cell that has it.
        """
        shape = lattice.shape[1:]
        solver = _Solver(self.corners)
        found = np.full((2, shape[0] * shape[1]), np.nan)
        cells = np.zeros(shape[0] * shape[1], dtype=np.intp)
        flat = lattice.reshape(2, -1)
        parts = list(_candidates(self.bounds - start, (shape[0], shape[1])))
        for cell, row, col in reversed(parts):
            at = row * shape[1] + col
            near, part = solver.inside(cell, flat[:, at])
            # Of several cells the first counts: what is written last stays.
            owner, point = cell[near][::-1], at[near][::-1]
            found[:, point] = self.first[:, owner] + 0.5 + part[:, ::-1]
            cells[point] = owner
        return found.reshape(2, *shape), cells.reshape(shape)

    def extended(
        self, cell: NDArray[np.intp], places: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Find places as if cells went on beyond their edges.

        Args:
            cell: A cell for each place.
            places: Shape (2, places).

        Returns:
            Columns and rows among nodes.
        """
        part = _Solver(self.corners).anywhere(cell, places)
        found: NDArray[np.float64] = self.first[:, cell] + 0.5 + part
        return found


def _candidates(
    bounds: NDArray[np.float64], shape: tuple[int, int]
) -> Iterator[Candidates]:
    """Yield cells, and the points of a lattice that each may have."""
    col, row = np.ceil(bounds[[0, 2]]).clip(0, None).astype(np.intp)
    last = np.array(shape[::-1])[:, np.newaxis] - 1
    col_last, row_last = np.minimum(np.floor(bounds[[1, 3]]), last).astype(np.intp)
    cols = np.maximum(col_last - col + 1, 0)
    count = cols * np.maximum(row_last - row + 1, 0)
    some = np.flatnonzero(count)
    ends = np.cumsum(count[some])
    first = 0
    while first < some.size:
        begun = ends[first - 1] if first else 0
        last_one = max(int(np.searchsorted(ends, begun + _AT_ONCE)), first + 1)
        part = some[first:last_one]
        cell = np.repeat(part, count[part])
        before = np.repeat(ends[first:last_one] - count[part], count[part])
        number = np.arange(begun, begun + cell.size) - before
        below, aside = np.divmod(number, cols[cell])
        yield cell, row[cell] + below, col[cell] + aside
        first = last_one


class _Solver:
    """Inverts the bilinear surfaces of cells."""

    def __init__(self, corners: NDArray[np.float64]) -> None:
        n00, n10, n01, n11 = corners.swapaxes(0, 1)
        self._middle = (n00 + n10 + n01 + n11) / 4
        self._along = (n10 - n00 + n11 - n01) / 2
        self._down = (n01 - n00 + n11 - n10) / 2
        self._twist = n11 - n10 - n01 + n00
        a, b = self._along
        c, d = self._down
        with np.errstate(divide="ignore", invalid="ignore"):  # cells without an area
            self._inverse = np.stack([d, -c, -b, a]) / (a * d - b * c)
            twist = self._through(slice(None), self._twist)
        self._slack = np.minimum(np.abs(twist).max(axis=0), 0.5) + _HAIR
        self._is_flat = bool((self._slack < _TWISTED + _HAIR).all())

    def _through(
        self, cell: NDArray[np.intp] | slice, off: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return offsets from cells' middles as shares of the cells, but for twist."""
        inverse = self._inverse[:, cell]
        return np.stack(
            [
                inverse[0] * off[0] + inverse[1] * off[1],
                inverse[2] * off[0] + inverse[3] * off[1],
            ]
        )

    def inside(
        self, cell: NDArray[np.intp], places: NDArray[np.float64]
    ) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """Return which places are in their cells, and where from the middle."""
        off = places - self._middle.take(cell, axis=1)
        part = self._through(cell, off)
        with np.errstate(invalid="ignore"):
            is_near = np.abs(part).max(axis=0) <= 0.5 + self._slack.take(cell)
        near = np.flatnonzero(is_near)
        part = part.take(near, axis=1)
        if self._is_flat:
            return near, part
        self._refine(cell.take(near), off.take(near, axis=1), part)
        with np.errstate(invalid="ignore"):
            is_inside = np.abs(part).max(axis=0) <= 0.5 + _HAIR
        return near[is_inside], part[:, is_inside]

    def anywhere(
        self, cell: NDArray[np.intp], places: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return where places are from their cells' middles, beyond edges as well."""
        off = places - self._middle.take(cell, axis=1)
        part = self._through(cell, off)
        self._refine(cell, off, part)
        return part

    def _refine(
        self,
        cell: NDArray[np.intp],
        off: NDArray[np.float64],
        part: NDArray[np.float64],
    ) -> None:
        """Take steps of Newton's method."""
        along, down, twist = (
            of.take(cell, axis=1) for of in (self._along, self._down, self._twist)
        )
        with np.errstate(divide="ignore", invalid="ignore"):
            for _ in range(_STEPS):
                f, g = part
                across, below = along + twist * g, down + twist * f
                rest = off - along * f - below * g
                whole = across[0] * below[1] - across[1] * below[0]
                part[0] += (below[1] * rest[0] - below[0] * rest[1]) / whole
                part[1] += (across[0] * rest[1] - across[1] * rest[0]) / whole
