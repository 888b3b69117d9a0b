# SPDX-License-Identifier: GPL-3.0-or-later
"""Warps one tile of a target grid from wherever its source is seen."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from rasterio.enums import Resampling

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
        Values with the tile's shape, NaN where there is none.
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
    """Give those pixels a value that have one.

    Around a pole or the whole Earth x has to be cut somewhere, and pixels on the cut
    would be mixed from the whole way round: quarters have none, all but the pixel
    that holds the pole.
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
            found = warp_values(
                _values(method, window, view.cols_round, pool),
                view.georeference.crop(window),
                dst,
                method.resampler,
                ratio,
                pool=pool,
                centre=view.centre,
            )
            # A source that ends shortly before it would begin anew is seen at both
            # ends. Only a pixel wider than the gap could have some of each.
            np.copyto(out, found, where=np.isnan(out))


def _values(
    method: Warped, window: Block, cols_round: int | None, pool: DatasetPool
) -> NDArray[Any]:
    """Read a window; of bytes that are all valid GDAL counts votes in a table."""
    is_counted = method.resampler is Resampling.mode
    values = read_round(method.source, window, cols_round, pool, as_stored=is_counted)
    if values.dtype == np.uint8:
        return values
    return values.astype(method.source.working_dtype, copy=False)


def _radius_px(
    method: Warped, ratio: tuple[float, float], dst: Grid
) -> tuple[float, float]:
    """Return how far a kernel may look along x and y, two more for rounding."""
    radius = KERNELS[method.resampler].radius_px
    if radius is None:
        # A pixel nearly as wide as the window: see _beyond_px.
        radius = 2 if dst.cols == 1 else 1
    x, y = (math.ceil(radius / min(scale, 1.0)) + 2 for scale in ratio)
    return x, y


def _beyond_px(method: Warped, ratio: tuple[float, float]) -> tuple[int, int]:
    """Return how far nodata has to go on around a source, along x and y.

    GDAL weighs the outermost of a window's pixels by all that a target pixel has
    beyond them, and takes one that reaches over both sides, or nearly, for one on
    the antimeridian (GWKAverageOrModeThread, in GDAL 3.10 still). Three target
    pixels of nodata around the source keep it from both. A single row or column it
    does not interpolate along, unless there is another beside it; its Lanczos has no
    value where it reaches nodata for the most part.
    """
    if method.resampler is Resampling.lanczos:
        return 0, 0
    if KERNELS[method.resampler].radius_px is not None:
        whole = method.source.georeference.whole
        return int(whole.cols == 1), int(whole.rows == 1)
    x, y = (math.ceil(3 / min(scale, 1.0)) + 3 for scale in ratio)
    return x, y
