# SPDX-License-Identifier: GPL-3.0-or-later
"""Tiles whose pixels are pixels of one grid: same CRS, pixel size, whole offsets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from affine import Affine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

#: Pixels may lie so far beside the shared grid's, in pixels: as far as positions are
#: interpolated. Headers are written with 9 digits and more.
ALIGNED_PX: Final = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where a tile's pixels are."""

    crs: str
    """What tells its CRS from others."""
    transform: tuple[float, float, float, float, float, float]
    """From columns and rows to x and y, as `Affine` takes it."""
    rows: int
    cols: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SharedGrid:
    """A grid around all tiles that are cut from it."""

    transform: Affine
    rows: int
    cols: int
    members: NDArray[np.intp]
    """The tiles' numbers, in their order."""
    places: NDArray[np.int64]
    """Shape (members, 4): first row, first column, and those behind the last."""


def shared_grids(tiles: Sequence[Placed]) -> Iterator[SharedGrid]:
    """Put tiles on as few grids as they lie on.

    Args:
        tiles: All tiles of a layer, in their order.

    Yields:
        Grids in the order of their first tiles; each tile is in one.
    """
    numbers = np.array([one.transform for one in tiles], dtype=np.float64)
    sizes = np.array([(one.rows, one.cols) for one in tiles], dtype=np.int64)
    systems: dict[str, int] = {}
    crs = np.array([systems.setdefault(one.crs, len(systems)) for one in tiles])
    left = np.arange(len(tiles))
    while left.size:
        first = left[0]
        near = left[crs[left] == crs[first]]
        offsets, is_cut = _offsets(numbers[first], numbers[near], sizes[near])
        members = near[is_cut]
        yield _grid(numbers, sizes, members, offsets[is_cut])
        left = np.setdiff1d(left, members, assume_unique=True)


def _offsets(
    first: NDArray[np.float64], others: NDArray[np.float64], sizes: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return tiles' first rows and columns on a tile's grid, and whether they fit."""
    a, b, c, d, e, f = first
    inverse = ~Affine(a, b, 0.0, d, e, 0.0)
    x, y = others[:, 2] - c, others[:, 5] - f
    col, row = inverse.a * x + inverse.b * y, inverse.d * x + inverse.e * y
    whole = np.column_stack([np.rint(row), np.rint(col)])
    away = np.maximum(np.abs(row - whole[:, 0]), np.abs(col - whole[:, 1]))
    steps = others[:, [0, 1, 3, 4]] - first[[0, 1, 3, 4]]
    size = max(abs(a) + abs(b), 1e-300), max(abs(d) + abs(e), 1e-300)
    # Along the columns a and d change, along the rows b and e.
    drift = sizes[:, 1] * (
        np.abs(steps[:, 0]) / size[0] + np.abs(steps[:, 2]) / size[1]
    )
    drift += sizes[:, 0] * (
        np.abs(steps[:, 1]) / size[0] + np.abs(steps[:, 3]) / size[1]
    )
    return whole.astype(np.int64), away + drift <= ALIGNED_PX


def _grid(
    numbers: NDArray[np.float64],
    sizes: NDArray[np.int64],
    members: NDArray[np.intp],
    offsets: NDArray[np.int64],
) -> SharedGrid:
    """Return the grid around tiles; its corner is that of a tile wherever one has it.

    So it is the very geotransform of one file with the same pixels.
    """
    row, col = offsets.min(axis=0)
    a, b, c, d, e, f = (float(number) for number in numbers[members[0]])
    step = Affine(a, b, c, d, e, f) * (float(col), float(row))
    corner = [float(number) for number in step]
    if not (b or d):
        left = members[np.argmin(offsets[:, 1])]
        top = members[np.argmin(offsets[:, 0])]
        corner = [float(numbers[left, 2]), float(numbers[top, 5])]
    places = np.column_stack(
        [offsets - (row, col), offsets - (row, col) + sizes[members]]
    )
    return SharedGrid(
        transform=Affine(a, b, corner[0], d, e, corner[1]),
        rows=int(places[:, 2].max()),
        cols=int(places[:, 3].max()),
        members=members,
        places=places,
    )
