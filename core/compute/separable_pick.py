# SPDX-License-Identifier: GPL-3.0-or-later
"""The least and the greatest of source pixels under target pixels, on the same axes.

A target pixel touches the source pixels between its first and last edge, along rows and
along columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..geometry.grid import Block
from ..geometry.pixel_alignment import HAIR_PX, relative
from ..sources.decode import read_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from ..geometry.grid import Grid
    from ..planning.plan import Scaled
    from .tile_context import TileContext

#: Of so many source pixels a side an array for each is quicker than runs of them.
_FEW_TOUCHED: Final = 3


def pick_tile(context: TileContext[Scaled], pick: np.ufunc) -> NDArray[Any]:
    """Pick values for a tile on a source's axes.

    Args:
        context: The method, the tile and the open files.
        pick: Picks one of two values; NaN is no value.

    Returns:
        Values with the tile's shape, NaN where no valid pixel is touched.
    """
    method, tile = context.method, context.tile
    rows, cols = touched(method.src_grid, context.dst_grid, tile)
    out = np.full((tile.rows, tile.cols), np.nan, method.source.working_dtype)
    window = span(rows, cols)
    if window is not None:
        values = read_values(method.source, window, context.pool, as_stored=True)
        window_origin = window.row_off, window.col_off
        is_few = max(rows.most, cols.most) <= _FEW_TOUCHED
        along = _pick_from_few if is_few else _pick_from_runs
        along(values, window_origin, rows, cols, pick, out)
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


def _pick_from_few(
    values: NDArray[Any],
    window_origin: tuple[int, int],
    rows: Touched,
    cols: Touched,
    pick: np.ufunc,
    out: NDArray[Any],
) -> None:
    """Pick values for a tile, from few source pixels each.

    Args:
        values: Shape (rows, cols), float with NaN where invalid, or of any type and
            all valid.
        window_origin: Where `values` begins in the source: row, column.
        rows: The source rows that the tile's rows touch.
        cols: The source columns that the tile's columns touch.
        pick: Picks one of two values.
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
            picked = reduce(pick, parts)
            if picked.shape == out.shape:
                out[:] = picked
            else:
                out[np.ix_(to_rows, to_cols)] = picked


def _pick_from_runs(
    values: NDArray[Any],
    window_origin: tuple[int, int],
    rows: Touched,
    cols: Touched,
    pick: np.ufunc,
    out: NDArray[Any],
) -> None:
    """Pick values for a tile, from any number of source pixels each.

    All is as for `_pick_from_few`.
    """
    (to_rows, row), (to_cols, col) = (
        _runs(along, start)
        for along, start in zip((rows, cols), window_origin, strict=True)
    )
    in_rows = _of_runs(values, row, pick)
    out[np.ix_(to_rows, to_cols)] = _of_runs(in_rows.T, col, pick).T


def _runs(touched: Touched, start: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the target pixels that touch any, and where their runs begin and end."""
    targets = np.flatnonzero(touched.count)
    first = touched.first[targets] - start
    return targets, np.stack((first, first + touched.count[targets]), axis=1)


def _of_runs(
    values: NDArray[Any], runs: NDArray[np.intp], pick: np.ufunc
) -> NDArray[Any]:
    """Pick one row out of each run of rows, column by column.

    One call for each run: `reduceat` takes fifteen times as long along rows.
    """
    return np.stack([pick.reduce(values[first:end]) for first, end in runs])


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
