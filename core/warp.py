# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns one block of a planned layer into pixels: all that reads them."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from .gdal_warp import warp_values
from .grid import Block
from .plan import Copied, Empty, Warped
from .resampling import RADIUS_PX
from .seams import read_round
from .sights import sights

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .grid import Grid
    from .plan import LayerPlan
    from .readers import Readers


def read_block(layer: LayerPlan, block: Block, readers: Readers) -> NDArray[Any]:
    """Compute a block of a layer.

    Args:
        layer: What is planned.
        block: Pixels of the layer's whole target grid.
        readers: Open files.

    Returns:
        Values with shape (rows, cols), NaN where there is none. They do not
        depend on how the grid is cut into blocks.
    """
    out = np.full((block.rows, block.cols), np.nan, dtype=layer.dtype)
    match layer.way:
        case Empty():
            return out
        case Copied() as way:
            _copy(way, block, readers, out)
        case Warped() as way:
            _warp(way, layer.dst_grid, block, readers, out)
    floor = layer.way.source.floor
    return out if floor is None else np.maximum(out, out.dtype.type(floor))


def _copy(way: Copied, block: Block, readers: Readers, out: NDArray[Any]) -> None:
    wanted = block.moved(*way.src_offset)
    whole = way.source.georeference.whole
    if way.cols_round is not None:
        whole = replace(whole, col_off=wanted.col_off, cols=wanted.cols)
    there = wanted.intersection(whole)
    if there is not None:
        values = read_round(way.source, there, way.cols_round, readers)
        out[there.slices_in(wanted)] = values


def _warp(
    way: Warped, dst_grid: Grid, block: Block, readers: Readers, out: NDArray[Any]
) -> None:
    for part in block.tiles(way.tile_px):
        tile = _whole_tile(part, way.tile_px, dst_grid)
        warped = np.full((tile.rows, tile.cols), np.nan, dtype=out.dtype)
        _warp_tile(way, dst_grid.crop(tile), readers, warped)
        out[part.slices_in(block)] = warped[part.slices_in(tile)]


def _warp_tile(way: Warped, dst: Grid, readers: Readers, out: NDArray[Any]) -> None:
    """Warp from wherever the source is seen.

    Around a pole or the whole Earth x has to be cut somewhere, and pixels on the cut
    would be mixed from the whole way round: quarters have none, all but the pixel
    that holds the pole.
    """
    seen = sights(way.source.georeference, dst)
    if any(sight.is_round for sight in seen) and out.size > 1:
        size_px = -(-max(dst.rows, dst.cols) // 2)
        for part in dst.whole.tiles(size_px):
            _warp_tile(way, dst.crop(part), readers, out[part.slices_in(dst.whole)])
        return
    for sight in seen:
        window = sight.window(_radius_px(way))
        if window is not None:
            found = warp_values(
                read_round(way.source, window, sight.cols_round, readers),
                sight.georeference.crop(window),
                dst,
                way.resampler,
                way.ratio,
                readers=readers,
                centre=sight.centre,
            )
            # A source that ends shortly before it would begin anew is seen at both
            # ends. Only a pixel wider than the gap could have some of each.
            np.copyto(out, found, where=np.isnan(out))


def _radius_px(way: Warped) -> tuple[float, float]:
    """Return how far a kernel may look along x and y, two more for rounding."""
    radius = RADIUS_PX.get(way.resampler, 1)
    x, y = (math.ceil(radius / min(scale, 1.0)) + 2 for scale in way.ratio)
    return x, y


def _whole_tile(part: Block, size_px: int, grid: Grid) -> Block:
    row, col = part.row_off // size_px * size_px, part.col_off // size_px * size_px
    return Block(
        row_off=row,
        col_off=col,
        rows=min(size_px, grid.rows - row),
        cols=min(size_px, grid.cols - col),
    )
