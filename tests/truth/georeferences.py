# SPDX-License-Identifier: GPL-3.0-or-later
"""What places a source's pixels: a grid, control points, arrays of coordinates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from affine import Affine
    from numpy.typing import NDArray

    Coordinates = tuple[NDArray[np.float64], NDArray[np.float64]]

#: A Newton step of fewer nodes than this is the last; more steps than that are none.
_CONVERGED = 1e-12
_MOST_STEPS = 30


class Georeference(Protocol):
    """Places a source's pixels on the ground."""

    @property
    def crs(self) -> str: ...

    @property
    def rows(self) -> int: ...

    @property
    def cols(self) -> int: ...

    def pixels(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> Coordinates:
        """Return source columns and rows of places in `crs`, from the outer corner."""


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Pixels placed by an affine transform, any way round."""

    crs: str
    """What PROJ and rasterio both understand."""
    transform: Affine
    """From (column, row), counted from the outer corner, to CRS units."""
    rows: int
    cols: int

    def places(
        self, cols: NDArray[np.float64], rows: NDArray[np.float64]
    ) -> Coordinates:
        """Return the coordinates of columns and rows."""
        t = self.transform
        return t.a * cols + t.b * rows + t.c, t.d * cols + t.e * rows + t.f

    def pixels(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> Coordinates:
        t = self.transform
        x, y = x - t.c, y - t.f  # large numbers go first, they cost digits
        determinant = t.a * t.e - t.b * t.d
        return (
            (t.e * x - t.b * y) / determinant,
            (t.a * y - t.d * x) / determinant,
        )


@dataclass(frozen=True, kw_only=True)
class ControlPoints:
    """Pixels placed by a polynomial of least squares through control points.

    The polynomial leads from the ground to the pixels, as a warp needs it. The
    numbers of the ground are brought to -1 .. 1 before they are raised to powers.
    """

    crs: str
    points: NDArray[np.float64]
    """Column, row, x and y of each point: shape (points, 4)."""
    order: int
    """The highest total power."""
    rows: int
    cols: int

    def pixels(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> Coordinates:
        powers = self._powers(x.ravel(), y.ravel())
        u, v = (powers @ self._coefficients).T
        return u.reshape(x.shape), v.reshape(y.shape)

    @cached_property
    def _coefficients(self) -> NDArray[np.float64]:
        powers = self._powers(self.points[:, 2], self.points[:, 3])
        found: NDArray[np.float64] = np.linalg.lstsq(
            powers, self.points[:, :2], rcond=None
        )[0]
        return found

    def _powers(
        self, x: NDArray[np.float64], y: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        ground = self.points[:, 2:]
        middle = (ground.max(axis=0) + ground.min(axis=0)) / 2
        half = np.ptp(ground, axis=0) / 2
        x, y = (x - middle[0]) / half[0], (y - middle[1]) / half[1]
        exponents = [
            (total - up, up)
            for total in range(self.order + 1)
            for up in range(total + 1)
        ]
        return np.stack([x**i * y**j for i, j in exponents], axis=1)


@dataclass(frozen=True, kw_only=True)
class LocationArrays:
    """Pixels placed by a node each, or by a node every so many pixels (GDAL RFC 4).

    Between four nodes the coordinates are bilinear; the place of a pixel is found by
    Newton's method on that. The outermost cells go on by one more, and beyond there is
    nothing.
    """

    crs: str
    x: NDArray[np.float64]
    """Shape (node rows, node columns)."""
    y: NDArray[np.float64]
    step: float
    """Pixels from node to node, along both axes."""
    in_centre: bool
    """The nodes lie in the middle of cells of `step` pixels, not on their corner."""
    rows: int
    cols: int

    def pixels(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> Coordinates:
        col, row = self._start(x.ravel(), y.ravel())
        for _ in range(_MOST_STEPS):
            step_col, step_row = self._newton(col, row, x.ravel(), y.ravel())
            col, row = col + step_col, row + step_row
            if max(np.abs(step_col).max(), np.abs(step_row).max()) < _CONVERGED:
                break
        more = self.step / 2 if self.in_centre else 0.0
        last_row, last_col = (size - 1 for size in self.x.shape)
        off = (col < -1) | (col > last_col + 1) | (row < -1) | (row > last_row + 1)
        u = np.where(off, np.nan, col * self.step + more)
        v = np.where(off, np.nan, row * self.step + more)
        return u.reshape(x.shape), v.reshape(x.shape)

    def _start(
        self, x: NDArray[np.float64], y: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the node nearest to each place: its column and its row."""
        nearest = [
            int(np.argmin((self.x - one_x) ** 2 + (self.y - one_y) ** 2))
            for one_x, one_y in zip(x, y, strict=True)
        ]
        row, col = np.unravel_index(nearest, self.x.shape)
        return col.astype(np.float64), row.astype(np.float64)

    def _newton(
        self,
        col: NDArray[np.float64],
        row: NDArray[np.float64],
        x: NDArray[np.float64],
        y: NDArray[np.float64],
    ) -> Coordinates:
        i = np.clip(np.floor(col), 0, self.x.shape[1] - 2).astype(int)
        j = np.clip(np.floor(row), 0, self.x.shape[0] - 2).astype(int)
        found_x, x_col, x_row = _bilinear(self.x, i, j, col - i, row - j)
        found_y, y_col, y_row = _bilinear(self.y, i, j, col - i, row - j)
        off_x, off_y = x - found_x, y - found_y
        determinant = x_col * y_row - x_row * y_col
        return (
            (y_row * off_x - x_row * off_y) / determinant,
            (x_col * off_y - y_col * off_x) / determinant,
        )


def _bilinear(
    nodes: NDArray[np.float64],
    i: NDArray[np.intp],
    j: NDArray[np.intp],
    f: NDArray[np.float64],
    g: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return the value in cells, and its slopes along columns and along rows."""
    a, b = nodes[j, i], nodes[j, i + 1]
    c, d = nodes[j + 1, i], nodes[j + 1, i + 1]
    along, below = b - a, d - c
    value = a + f * along + g * (c - a) + f * g * (below - along)
    return value, along + g * (below - along), (c - a) + f * (below - along)
