# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a target's pixels lie in a source, and how much coarser they are."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import rasterio.warp
from affine import Affine

from .grid import SAME_PLACE_PX, Block, Grid, move

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Points a side of the lattice on which a target's place is looked up.
_LATTICE: Final = 22

#: GDAL takes a ratio this near to a whole number for that number
#: (GDALWarpKernel::PerformWarp), so that 9.98 source pixels count as 10.
_NEAR_WHOLE: Final = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The rectangle that a target covers in a source, in source pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def window(self, shape: Grid, margin_px: tuple[float, float]) -> Block | None:
        """Return the source's pixels in reach, None where there are none.

        Args:
            shape: The source's grid.
            margin_px: Pixels more on each side, (x, y).
        """
        x, y = margin_px
        col, row = math.floor(self.left - x), math.floor(self.top - y)
        wanted = Block(
            row_off=row,
            col_off=col,
            rows=max(math.ceil(self.bottom + y) - row, 1),
            cols=max(math.ceil(self.right + x) - col, 1),
        )
        return wanted.intersection(shape.whole)


def reach(src: Grid, dst: Grid) -> Reach | None:
    """Find where a target lies in a source.

    Args:
        src: The source's grid.
        dst: The target's grid, in any CRS.

    Returns:
        The reach, or None where no point of the target exists in the source's
        CRS.
    """
    cols = np.linspace(0, dst.cols, _LATTICE)
    rows = np.linspace(0, dst.rows, _LATTICE)
    col, row = (axis.ravel() for axis in np.meshgrid(cols, rows))
    xs, ys = positions(src, dst, col, row)
    found = np.isfinite(xs) & np.isfinite(ys)
    if not found.any():
        return None
    xs, ys = xs[found], ys[found]
    return Reach(left=xs.min(), top=ys.min(), right=xs.max(), bottom=ys.max())


def positions(
    src: Grid, dst: Grid, col: NDArray[np.float64], row: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Move places on a target to places on a source.

    Args:
        src: The source's grid.
        dst: The target's grid.
        col: Columns from the target's left edge, in pixels, 0.5 in the middle.
        row: Rows from the target's top edge, in pixels.

    Returns:
        Columns and rows from the source's left and top edge, in source pixels,
        infinite where a place does not exist in the source's CRS.
    """
    xs, ys = move(dst.transform, col, row)
    if src.crs != dst.crs:
        moved = rasterio.warp.transform(dst.crs, src.crs, xs, ys)
        xs, ys = np.asarray(moved[0]), np.asarray(moved[1])
    return move(~src.transform, xs, ys)


def overlap(src: Grid, dst: Grid) -> bool:
    """Tell whether a target and a source may share ground."""
    found = reach(src, dst)
    return (
        found is not None
        and found.left < src.cols
        and found.top < src.rows
        and found.right > 0
        and found.bottom > 0
    )


def ratio(src: Grid, dst: Grid) -> tuple[float, float]:
    """Return target pixels per source pixel along x and y, below 1 where coarser.

    It decides how far kernels are widened. GDAL works it out anew for every
    chunk from the chunk's bounding rectangle; here it is found once for the
    whole target by the same rule (GDALWarpKernel::PerformWarp), so that blocks
    agree with one another and with a warp of the whole in one chunk.
    """
    found = reach(src, dst)
    if found is None:
        return 1.0, 1.0
    return (
        _rounded(dst.cols / max(found.right - found.left, SAME_PLACE_PX)),
        _rounded(dst.rows / max(found.bottom - found.top, SAME_PLACE_PX)),
    )


def _rounded(scale: float) -> float:
    whole = round(1 / scale)
    if scale < 1 and abs(1 / scale - whole) < _NEAR_WHOLE:
        return 1 / whole
    return scale


def shifted_to(src: Grid, dst: Grid) -> Grid:
    """Move a geographic source by whole turns to the longitudes of a target.

    A grid of longitudes 348..353 and a target at 8 degrees west are the same
    place.
    """
    if not src.crs.is_geographic:
        return src
    middle = rasterio.warp.transform(dst.crs, src.crs, *_middle(dst))[0][0]
    own = _middle(src)[0][0]
    turns = round((middle - own) / 360) if math.isfinite(middle) else 0
    t = src.transform
    return Grid(
        crs=src.crs,
        transform=Affine(t.a, t.b, t.c + 360.0 * turns, t.d, t.e, t.f),
        rows=src.rows,
        cols=src.cols,
    )


def _middle(grid: Grid) -> tuple[list[float], list[float]]:
    x, y = move(grid.transform, grid.cols / 2, grid.rows / 2)
    return [x], [y]


def whole_offset(src: Grid, dst: Grid) -> tuple[int, int] | None:
    """Return where a target starts in a source whose very pixels it has.

    Returns:
        (row, column) of the target's first pixel in the source, None where the
        two are not cut from one grid.
    """
    if src.crs != dst.crs:
        return None
    to_src = ~src.transform
    first = move(to_src, *move(dst.transform, 0.0, 0.0))
    col_off, row_off = (round(value) for value in first)
    for col in (0.0, float(dst.cols)):
        for row in (0.0, float(dst.rows)):
            x, y = move(to_src, *move(dst.transform, col, row))
            if max(abs(x - col - col_off), abs(y - row - row_off)) > SAME_PLACE_PX:
                return None
    return row_off, col_off
