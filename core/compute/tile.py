# SPDX-License-Identifier: GPL-3.0-or-later
"""Computes one tile of a target by the method of its layer's plan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ..planning.plan import Scaled
from ..resampling.limits import Limit
from .level_tile import LEAST_PX, level_tile
from .sampled_tile import sampled_tile
from .separable_tile import separable_tile

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .tile_context import TileContext


def read_tile(context: TileContext[Any]) -> NDArray[Any]:
    """Compute a tile.

    Args:
        context: The method, the tile and the open files.

    Returns:
        Values with the tile's shape, NaN where invalid.
    """
    match context.method:
        case Scaled(shrink=1):
            return separable_tile(context)
        case Scaled():
            values = level_tile(context)
            return _in_quarters(context) if isinstance(values, Limit) else values
    values = sampled_tile(context)
    if isinstance(values, Limit):  # a part is smoother, and goes less far round
        size_px = max(context.tile.rows, context.tile.cols)
        return _in_parts(context, -(-size_px // 2))
    return values


def _in_quarters(context: TileContext[Scaled]) -> NDArray[Any]:
    """Compute a tile in quarters, so that few of them need full resolution."""
    method, tile = context.method, context.tile
    if tile.rows <= LEAST_PX:
        return read_tile(replace(context, method=replace(method, shrink=1)))
    return _in_parts(context, max(tile.rows // 2, LEAST_PX))


def _in_parts(context: TileContext[Any], size_px: int) -> NDArray[Any]:
    tile, dtype = context.tile, context.method.source.working_dtype
    values: NDArray[Any] = np.empty((tile.rows, tile.cols), dtype)
    square = context.square or tile
    for part in tile.tiles(size_px):
        of_part = replace(context, tile=part, square=square)
        values[part.slices_in(tile)] = read_tile(of_part)
    return values
