# SPDX-License-Identifier: GPL-3.0-or-later
"""Resamples a tile of a target from a coarser level of a JPEG2000 file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..geometry.grid import Block
from ..resampling.jp2_overview import REACH, on_samples
from ..resampling.kernels import KERNELS
from ..resampling.limits import Limit
from ..resampling.separable import resample
from ..resampling.weights import col_taps, row_taps
from ..resampling.widening import kernel_ratio
from ..sources.decode import is_valid, read_level

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..planning.plan import Scaled
    from ..resampling.weights import Taps
    from .tile_context import TileContext


#: Tiles of a target that need pixels are cut down to this, for their neighbours' sake.
LEAST_PX: Final = 64


def level_tile(context: TileContext[Scaled]) -> NDArray[Any] | Limit:
    """Resample a tile from a level.

    Args:
        context: The method, the tile and the open files.

    Returns:
        Values with the tile's shape; or the limit, where samples may have something of
        invalid pixels, or a kernel reaches over the source's edge and becomes another
        there.
    """
    method, dst_grid, tile = context.method, context.dst_grid, context.tile
    resampler, (x_scale, y_scale) = method.resampler, kernel_ratio(method.ratio)
    rows = row_taps(method.src_grid, dst_grid, tile, resampler, y_scale)
    cols = col_taps(method.src_grid, dst_grid, tile, resampler, x_scale)
    if rows is None or cols is None:
        return Limit.OFF_SOURCE
    reaches_out = rows.reaches_out or cols.reaches_out
    shape = KERNELS[resampler].shape
    if reaches_out and shape is not None and shape.has_negative:
        return Limit.SOURCE_EDGE
    if not is_valid(method.source, _around(method, rows, cols), context.pool):
        return Limit.INVALID_PIXELS
    row_samples, col_samples = (
        on_samples(taps, method.shrink, -(-size // method.shrink))
        for taps, size in ((rows, method.src_grid.rows), (cols, method.src_grid.cols))
    )
    window = Block(
        row_off=row_samples.first,
        col_off=col_samples.first,
        rows=row_samples.count,
        cols=col_samples.count,
    )
    values = read_level(method.source, method.shrink, window, context.pool)
    return resample(values, row_samples, col_samples)


def _around(method: Scaled, rows: Taps, cols: Taps) -> Block:
    """Return all pixels that the samples have something of."""
    reach, whole = REACH * method.shrink, method.src_grid.whole
    row, col = max(rows.first - reach, 0), max(cols.first - reach, 0)
    return Block(
        row_off=row,
        col_off=col,
        rows=min(rows.first + rows.count + reach, whole.rows) - row,
        cols=min(cols.first + cols.count + reach, whole.cols) - col,
    )
