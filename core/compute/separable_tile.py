# SPDX-License-Identifier: GPL-3.0-or-later
"""Resamples a tile whose source has the target's axes: rows, then columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from rasterio.enums import Resampling

from ..geometry.grid import Block
from ..resampling.kernels import KERNELS
from ..resampling.limits import Limit
from ..resampling.separable import resample, resample_valid
from ..resampling.weights import col_taps, row_taps
from ..resampling.widening import kernel_ratio
from ..sources.decode import read_values
from .separable_pick import pick_tile

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..planning.plan import Scaled
    from .tile_context import TileContext


def separable_tile(context: TileContext[Scaled]) -> NDArray[Any] | Limit:
    """Resample a tile along the axes.

    Beside invalid pixels a kernel is no longer separable, and GDAL's cubic becomes
    bilinear there and at the source's edges.

    Args:
        context: The method, the tile and the open files.

    Returns:
        Values with the tile's shape; or the limit that leaves the tile to GDAL.
    """
    method, tile = context.method, context.tile
    resampler, (x_scale, y_scale) = method.resampler, kernel_ratio(method.ratio)
    kernel = KERNELS[resampler]
    if kernel.pick is not None:
        return pick_tile(context, kernel.pick)
    rows = row_taps(method.src_grid, context.dst_grid, tile, resampler, y_scale)
    cols = col_taps(method.src_grid, context.dst_grid, tile, resampler, x_scale)
    if rows is None or cols is None:
        empty = np.full((tile.rows, tile.cols), np.nan, method.source.working_dtype)
        return Limit.OFF_SOURCE if kernel.gdal_name else empty
    reaches_out = rows.reaches_out or cols.reaches_out
    is_everywhere = method.source.contents.are_everywhere
    changes_at_edge = resampler is Resampling.cubic or is_everywhere
    if reaches_out and changes_at_edge:
        return Limit.SOURCE_EDGE
    window = Block(
        row_off=rows.first, col_off=cols.first, rows=rows.count, cols=cols.count
    )
    values = read_values(method.source, window, context.pool)
    if resampler is Resampling.nearest or np.isfinite(values).all():
        return resample(values, rows, cols)
    # See resampling/separable.py: onto coarser pixels GDAL's Lanczos cannot be used.
    is_coarser = resampler is Resampling.lanczos and min(x_scale, y_scale) < 1
    if is_coarser or not kernel.gdal_name:
        return resample_valid(values, rows, cols, centred=is_coarser)
    return Limit.INVALID_PIXELS
