# SPDX-License-Identifier: GPL-3.0-or-later
"""Picks from the source pixels that target pixels touch, on the same axes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..geometry.grid import Block
from ..geometry.pixel_alignment import HAIR_PX, relative
from ..resampling.limits import Limit
from ..resampling.selection import MOST_TOUCHED
from ..sources.decode import read_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from ..geometry.grid import Grid
    from ..planning.plan import Scaled
    from ..resampling.selection import Picker
    from .tile_context import TileContext


def pick_tile(context: TileContext[Scaled], pick: Picker) -> NDArray[Any] | Limit:
    """Pick values for a tile on a source's axes.

    Args:
        context: The method, the tile and the open files.
        pick: Picks from the source pixels that a target pixel touches.

    Returns:
        Values with the tile's shape; or the limit, where target pixels touch too many
        source pixels.
    """
    method, tile = context.method, context.tile
    rows, cols = touched(method.src_grid, context.dst_grid, tile)
    if max(rows.most, cols.most) > MOST_TOUCHED:
        return Limit.TOO_MANY_TOUCHED
    out = np.full((tile.rows, tile.cols), np.nan, method.source.working_dtype)
    window = span(rows, cols)
    if window is not None:
        values = read_values(method.source, window, context.pool, as_stored=True)
        window_origin = window.row_off, window.col_off
        pick_along(values, window_origin, rows, cols, pick, out)
    return out


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """The source pixels that target pixels touch along one axis."""

    first: NDArray[np.intp]
    """The first source pixel touched, shape (targets,)."""
    count: NDArray[np.intp]
    """The number of source pixels touched, shape (targets,); 0 beside the source."""

    @property
    def most(self) -> int:
        """The most source pixels that a target pixel touches."""
        return int(self.count.max())

    @property
    def limits(self) -> tuple[int, int]:
        """The first source pixel that any target pixel touches, and the end of all."""
        on_source = self.count > 0
        first = self.first[on_source]
        return int(first.min()), int((first + self.count[on_source]).max())


def touched(src: Grid, dst: Grid, block: Block) -> tuple[Touched, Touched]:
    """Find which rows and columns of a source the pixels of a block touch.

    Args:
        src: The source's whole grid.
        dst: The target's whole grid, along the same axes of the same CRS.
        block: The pixels wanted.
    """
    t = relative(src, dst)
    return (
        _touched((block.row_off, block.row_end), t.e, t.f, src.rows),
        _touched((block.col_off, block.col_end), t.a, t.c, src.cols),
    )


def span(rows: Touched, cols: Touched) -> Block | None:
    """Return the window of the source that is touched, None where none is."""
    if not (rows.most and cols.most):
        return None
    (row, row_end), (col, col_end) = rows.limits, cols.limits
    return Block(row_off=row, col_off=col, rows=row_end - row, cols=col_end - col)


def _touched(pixels: tuple[int, int], step: float, start: float, size: int) -> Touched:
    edges = np.arange(*pixels, dtype=np.float64) * step + start
    first = np.floor(edges + HAIR_PX).clip(0, size).astype(np.intp)
    end = np.ceil(edges + step - HAIR_PX).clip(0, size).astype(np.intp)
    return Touched(first=first, count=(end - first).clip(min=0))


def pick_along(
    values: NDArray[Any],
    window_origin: tuple[int, int],
    rows: Touched,
    cols: Touched,
    pick: Picker,
    out: NDArray[Any],
) -> None:
    """Pick values for a tile on the source's axes.

    Args:
        values: Shape (rows, cols), float with NaN where invalid, or of any type and
            all valid.
        window_origin: Where `values` begins in the source: row, column.
        rows: The source rows that the tile's rows touch.
        cols: The source columns that the tile's columns touch.
        pick: Picks from the source pixels that a target pixel touches.
        out: The result, of the tile's shape, all NaN before.
    """
    for height, to_rows, row in _by_count(rows, window_origin[0]):
        lines = [values.take(row + below, axis=0) for below in range(height)]
        for width, to_cols, col in _by_count(cols, window_origin[1]):
            parts = [
                line.take(col + beside, axis=1)
                for line in lines
                for beside in range(width)
            ]
            picked = pick(parts)
            if picked.shape == out.shape:
                out[:] = picked
            else:
                out[np.ix_(to_rows, to_cols)] = picked


def _by_count(
    touched: Touched, window_origin: int
) -> Iterator[tuple[int, NDArray[np.intp], NDArray[np.intp]]]:
    """Group target pixels by the number of source pixels that they touch.

    Yields that number, the target pixels, and the first source pixel of each.
    """
    for count in range(1, touched.most + 1):
        targets = np.flatnonzero(touched.count == count)
        if targets.size:
            yield count, targets, touched.first[targets] - window_origin
