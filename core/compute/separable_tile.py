# SPDX-License-Identifier: GPL-3.0-or-later
"""Resamples a tile whose source has the target's axes: rows, then columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from rasterio.enums import Resampling

from ..geometry.grid import Block
from ..resampling.kernels import KERNELS
from ..resampling.separable import resample, resample_valid, total_valid
from ..resampling.weights import col_taps, row_taps
from ..resampling.widening import kernel_ratio
from ..sources.decode import read_values
from .separable_pick import pick_tile

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..planning.plan import Scaled
    from ..resampling.weights import Taps
    from .tile_context import TileContext


def separable_tile(context: TileContext[Scaled]) -> NDArray[Any]:
    """Resample a tile along the axes.

    Args:
        context: The method, the tile and the open files.

    Returns:
        Values with the tile's shape, NaN where invalid.
    """
    method, tile = context.method, context.tile
    kernel = KERNELS[method.resampler]
    if kernel.pick is not None:
        return pick_tile(context, kernel.pick)
    taps = _taps(context, method.resampler)
    if taps is None:
        return np.full((tile.rows, tile.cols), np.nan, method.source.working_dtype)
    rows, cols = taps
    window = Block(
        row_off=rows.first, col_off=cols.first, rows=rows.count, cols=cols.count
    )
    if kernel.counts_votes:
        from .separable_mode import mode_tile  # noqa: PLC0415  (most runs need none)

        return mode_tile(context, window, rows, cols)
    values = read_values(method.source, window, context.pool)
    if kernel.squares:
        squares = np.square(values, dtype=np.float64)
        roots: NDArray[Any] = np.sqrt(_weighed(context, squares, rows, cols))
        return roots.astype(values.dtype)
    return _weighed(context, values, rows, cols)


def _weighed(
    context: TileContext[Scaled], values: NDArray[Any], rows: Taps, cols: Taps
) -> NDArray[Any]:
    """Weigh the source pixels that a tile needs."""
    method = context.method
    kernel = KERNELS[method.resampler]
    reaches_out = rows.reaches_out or cols.reaches_out
    has_negative = kernel.shape is not None and kernel.shape.has_negative
    is_cut = (has_negative and reaches_out) or not np.isfinite(values).all()
    if kernel.takes_one or not is_cut:
        found = resample(values, rows, cols)
        if method.source.contents.are_everywhere or kernel.adds_up:
            found *= np.outer(rows.share, cols.share)  # beyond its edges all are 0
        if kernel.adds_up:
            found *= abs(rows.size_px * cols.size_px)
        return found
    if kernel.adds_up:
        return total_valid(values, rows, cols)
    instead = _taps(context, Resampling.bilinear) if has_negative else None
    centred = kernel.shape is not None
    return resample_valid(values, rows, cols, centred=centred, instead=instead)


def _taps(
    context: TileContext[Scaled], resampler: Resampling
) -> tuple[Taps, Taps] | None:
    """Return what rows and columns need, None where no kernel touches the source."""
    method, dst_grid, tile = context.method, context.dst_grid, context.tile
    x_scale, y_scale = kernel_ratio(method.ratio)
    rows = row_taps(method.src_grid, dst_grid, tile, resampler, y_scale)
    cols = col_taps(method.src_grid, dst_grid, tile, resampler, x_scale)
    return None if rows is None or cols is None else (rows, cols)
