# SPDX-License-Identifier: GPL-3.0-or-later
"""Computes a tile by the kernel `mode`, on the source's axes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..resampling.by_votes.along_axes import mode_along
from ..resampling.by_votes.mixed_along import Lengths
from ..sources.decode import read_values

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..geometry.grid import Block
    from ..planning.plan import Scaled
    from ..resampling.weights import Taps
    from .tile_context import TileContext


def mode_tile(
    context: TileContext[Scaled], window: Block, rows: Taps, cols: Taps
) -> NDArray[Any]:
    """Compute a tile.

    Args:
        context: The method, the tile and the open files.
        window: The source pixels that the tile covers.
        rows: The source rows that the tile's rows cover, from the window's first.
        cols: The source columns that the tile's columns cover.

    Returns:
        Values with the tile's shape, NaN where nothing valid is covered.
    """
    beside = rows.share[:, np.newaxis] * cols.share == 0
    is_inside = not beside.any()
    values = read_values(
        context.method.source, window, context.pool, as_stored=is_inside
    )
    found = mode_along(values, _lengths(rows), _lengths(cols))
    if not is_inside:
        found[beside] = np.nan
    return found


def _lengths(taps: Taps) -> Lengths:
    return Lengths(
        index=taps.index,
        covered=np.nan_to_num(taps.weight),  # NaN beside the source
        size_px=taps.size_px,
    )
