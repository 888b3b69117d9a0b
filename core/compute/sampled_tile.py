# SPDX-License-Identifier: GPL-3.0-or-later
"""Resamples a tile at interpolated positions in its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..resampling.kernels import KERNELS
from ..resampling.limits import Limit
from ..sources.decode import read_values
from ..sources.wraparound import read_round
from .transform_cache import positions

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..planning.plan import Sampled
    from .tile_context import TileContext


def sampled_tile(context: TileContext[Sampled]) -> NDArray[Any] | Limit:
    """Resample a tile at interpolated positions.

    Beside invalid pixels and over the source's edges GDAL changes a kernel's weights.

    Args:
        context: The method, the tile and the open files.

    Returns:
        Values with the tile's shape; or the limit that leaves the tile to GDAL.
    """
    method, tile, pool = context.method, context.tile, context.pool
    source, kernel = method.source, KERNELS[method.resampler]
    if kernel.at_positions is None:
        raise ValueError(f"{method.resampler.name} is not sampled at positions")
    if method.least_ratio is not None and kernel.is_widened(context.ratio):
        return Limit.WIDENED
    coords = positions(method.src_grid, context.dst_grid, tile, method.tile_px, pool)
    if coords is None:
        return Limit.NOT_SMOOTH
    window = coords.window(kernel.reach_px, from_edges=kernel.counts_from_edges)
    there = window.intersection(method.src_grid.whole)
    if there is None:
        return np.full((tile.rows, tile.cols), np.nan, source.working_dtype)
    if there != window and not kernel.skips_invalid:
        return Limit.SOURCE_EDGE
    keeps_type = kernel.skips_invalid
    if there == window:
        values = read_values(source, window, pool, as_stored=keeps_type)
    else:
        values = read_round(source, window, None, pool, as_stored=keeps_type)
    if not kernel.skips_invalid and not np.isfinite(values).all():
        return Limit.INVALID_PIXELS
    window_origin = window.row_off, window.col_off
    return kernel.at_positions(values, window_origin, coords, source.working_dtype)
