# SPDX-License-Identifier: GPL-3.0-or-later
"""Resamples a tile of a target from a coarser level of a JPEG2000 file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

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
    from ..sources.source import Source
    from .tile_context import TileContext


#: A sample this much nearer to the nodata value than a neighbour may contain a share of
#: a pixel with that value.
_NEAR: Final = 0.6

#: Tiles that cannot be read from a level are quartered down to this edge, so that few
#: pixels around need full resolution.
LEAST_PX: Final = 64


def level_tile(context: TileContext[Scaled]) -> NDArray[Any] | Limit:
    """Resample a tile from a level.

    Args:
        context: The method, the tile and the open files.

    Returns:
        Values with the tile's shape; or the limit, where invalid pixels may have
        contributed to samples or a sample is near the nodata value, or a kernel reaches
        over the source's edge, where its weights change.
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
    if _shows_nodata(values, method.source):
        return Limit.INVALID_PIXELS
    return resample(values, row_samples, col_samples)


def _shows_nodata(values: NDArray[Any], source: Source) -> bool:
    """Tell whether samples lie so low that a pixel with the nodata value is in them."""
    if source.nodata is None:
        return False
    away = np.abs(values - (source.nodata * source.scale + source.offset))
    beside = away.copy()
    for near, far in ((slice(1, None), slice(-1)), (slice(-1), slice(1, None))):
        np.maximum(beside[near], away[far], out=beside[near])
    most = beside.copy()
    for near, far in ((slice(1, None), slice(-1)), (slice(-1), slice(1, None))):
        np.maximum(most[:, near], beside[:, far], out=most[:, near])
    return bool((away <= _NEAR * most).any())


def _around(method: Scaled, rows: Taps, cols: Taps) -> Block:
    """Return all pixels that contribute to the samples."""
    reach, whole = REACH * method.shrink, method.src_grid.whole
    row, col = max(rows.first - reach, 0), max(cols.first - reach, 0)
    return Block(
        row_off=row,
        col_off=col,
        rows=min(rows.first + rows.count + reach, whole.rows) - row,
        cols=min(cols.first + cols.count + reach, whole.cols) - col,
    )
