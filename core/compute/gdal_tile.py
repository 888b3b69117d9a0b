# SPDX-License-Identifier: GPL-3.0-or-later
"""Warps one tile of a target grid with GDAL, from all views of its source."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from ..georeferencing.views import source_views
from ..resampling.kernels import KERNELS
from ..sources.wraparound import read_round
from .gdal_warp import warp_values

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..geometry.grid import Block, Grid
    from ..io.dataset_pool import DatasetPool
    from ..planning.plan import Warped
    from .tile_context import TileContext


def warp_tile(context: TileContext[Warped]) -> NDArray[Any]:
    """Warp a tile.

    Args:
        context: The method, a tile of at most 512 pixels a side, and the open files.

    Returns:
        Values with the tile's shape, NaN where invalid.
    """
    method, tile = context.method, context.tile
    out = np.full((tile.rows, tile.cols), np.nan, method.source.working_dtype)
    dst = context.dst_grid.crop(tile)
    _fill(method, context.ratio, dst, context.pool, out)
    return out


def _fill(
    method: Warped,
    ratio: tuple[float, float],
    dst: Grid,
    pool: DatasetPool,
    out: NDArray[Any],
) -> None:
    """Warp a source into the pixels that have a value.

    Around a pole or the whole Earth x has to be cut somewhere, and pixels on the cut
    would be mixed from the whole way round: a tile on the cut is quartered, down to
    the pixel that holds the pole.
    """
    views = source_views(method.source.georeference, dst)
    if any(view.is_round for view in views) and out.size > 1:
        size_px = -(-max(dst.rows, dst.cols) // 2)
        for part in dst.whole.tiles(size_px):
            values = out[part.slices_in(dst.whole)]
            _fill(method, ratio, dst.crop(part), pool, values)
        return
    radius, beyond = _radius_px(method, ratio, dst), _beyond_px(method, ratio)
    for view in views:
        window = view.window(radius, beyond)
        if window is not None:
            warped = warp_values(
                _values(method, window, view.cols_round, pool),
                view.georeference.crop(window),
                dst,
                method.resampler,
                ratio,
                pool=pool,
                centre=view.centre,
            )
            # A source that falls short of the whole way round is seen at both ends.
            # Only a pixel wider than the gap could be made from both.
            np.copyto(out, warped, where=np.isnan(out))


def _values(
    method: Warped, window: Block, cols_round: int | None, pool: DatasetPool
) -> NDArray[Any]:
    """Read a window; valid bytes stay bytes for `mode`, whose votes GDAL tabulates."""
    is_counted = KERNELS[method.resampler].counts_votes
    values = read_round(method.source, window, cols_round, pool, as_stored=is_counted)
    if values.dtype == np.uint8:
        return values
    return values.astype(method.source.working_dtype, copy=False)


def _radius_px(
    method: Warped, ratio: tuple[float, float], dst: Grid
) -> tuple[float, float]:
    """Return how far a kernel may reach along x and y, two more for rounding."""
    radius = KERNELS[method.resampler].radius_px
    if radius is None:
        # A target pixel nearly as wide as the window: see _beyond_px.
        radius = 2 if dst.cols == 1 else 1
    x, y = (math.ceil(radius / min(scale, 1.0)) + 2 for scale in ratio)
    return x, y


def _beyond_px(method: Warped, ratio: tuple[float, float]) -> tuple[int, int]:
    """Return how much nodata to add around a source, in pixels along x and y.

    For kernels over an area, GDAL weighs the outermost pixels of a window by all that a
    target pixel covers beyond them, and takes a target pixel that reaches over both
    sides, or nearly, for one on the antimeridian (GWKAverageOrModeThread, in GDAL 3.10
    still). Three target pixels of nodata around the source prevent both. GDAL does not
    interpolate along a single row or column, unless another is added; its Lanczos
    gives no value where most of the kernel lies on nodata, so none is added.
    """
    if KERNELS[method.resampler].needs_most:
        return 0, 0
    if KERNELS[method.resampler].radius_px is not None:
        whole = method.source.georeference.whole
        return int(whole.cols == 1), int(whole.rows == 1)
    x, y = (math.ceil(3 / min(scale, 1.0)) + 3 for scale in ratio)
    return x, y
