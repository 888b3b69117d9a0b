# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns one block of a planned layer into pixels: all that reads them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from rasterio.enums import Resampling

from ..geometry.grid import Block
from ..planning.plan import AllValid, Copied, Empty, Scaled, Warped
from ..resampling.area_average import average
from ..resampling.point_kernels import needed, sample
from ..resampling.selection import PICKED
from ..resampling.selection_under import pick_under
from ..resampling.separable import resample, resample_valid
from ..resampling.weights import col_taps, row_taps
from ..sources.decode import read_values
from ..sources.wraparound import read_round
from .gdal_tile import warp_tile
from .level_tile import LEAST_PX, level_tile
from .separable_pick import pick_tile
from .transform_cache import positions

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..geometry.grid import Grid
    from ..io.dataset_pool import Readers
    from ..planning.plan import LayerPlan
    from ..resampling.transform_fit import Positions


def read_block(layer: LayerPlan, block: Block, readers: Readers) -> NDArray[Any]:
    """Compute a block of a layer.

    Args:
        layer: What is planned.
        block: Pixels of the layer's whole target grid.
        readers: Open files.

    Returns:
        Values with shape (rows, cols), NaN where there is none. They do not
        depend on how the grid is cut into blocks. Short integers that `nearest` takes
        may be as they are in the file, where all are valid.
    """
    match layer.way:
        case Empty():
            return np.full((block.rows, block.cols), np.nan, dtype=layer.dtype)
        case AllValid(layers=layers):
            found = [np.isfinite(read_block(one, block, readers)) for one in layers]
            all_valid: NDArray[Any] = np.logical_and.reduce(found)
            return all_valid.astype(layer.dtype)
        case Copied() as way:
            out = _copied(way, block, readers)
        case Scaled() | Warped() as way:
            out = _tiled(way, layer.dst_grid, block, readers)
    source = layer.way.source
    if source.as_coverage:
        out[np.isnan(out)] = 0
    return out if source.floor is None else np.maximum(out, source.floor, out=out)


def _copied(way: Copied, block: Block, readers: Readers) -> NDArray[Any]:
    out = np.full((block.rows, block.cols), np.nan, dtype=way.source.working_dtype)
    wanted = block.moved(*way.src_offset)
    whole = way.source.georeference.whole
    if way.cols_round is not None:
        whole = replace(whole, col_off=wanted.col_off, cols=wanted.cols)
    there = wanted.intersection(whole)
    if there is not None:
        values = read_round(way.source, there, way.cols_round, readers)
        out[there.slices_in(wanted)] = values
    return out


def _tiled(
    way: Scaled | Warped, dst_grid: Grid, block: Block, readers: Readers
) -> NDArray[Any]:
    """Compute whole squares of the target grid, and keep what the block has of them.

    These are as they are stored where all of them are.
    """
    size_px = (way.warped if isinstance(way, Scaled) else way).tile_px
    out: NDArray[Any] | None = None
    for part in block.tiles(size_px):
        tile = part.tile_of((size_px, size_px), dst_grid.whole)
        values = _tile_values(way, dst_grid, tile, readers)[part.slices_in(tile)]
        if out is None:
            out = np.empty((block.rows, block.cols), dtype=values.dtype)
        elif values.dtype != out.dtype:
            out = out.astype(way.source.working_dtype, copy=False)
        out[part.slices_in(block)] = values
    if out is None:
        raise ValueError(f"{block} has no pixel")
    return out


def _tile_values(
    way: Scaled | Warped, dst_grid: Grid, tile: Block, readers: Readers
) -> NDArray[Any]:
    values = None
    if isinstance(way, Scaled) and way.shrink > 1:
        values = level_tile(way, dst_grid, tile, readers)
        if values is None and tile.rows > LEAST_PX:
            return _in_quarters(way, dst_grid, tile, readers)
    if values is None and isinstance(way, Scaled):
        values = _scale_tile(way, dst_grid, tile, readers)
    if isinstance(way, Warped) and way.src_grid is not None:
        values = _sample_tile(way, way.src_grid, dst_grid, tile, readers)
    if values is None:
        warped = way.warped if isinstance(way, Scaled) else way
        values = np.full((tile.rows, tile.cols), np.nan, way.source.working_dtype)
        warp_tile(warped, dst_grid.crop(tile), readers, values)
    return values


def _in_quarters(
    way: Scaled, dst_grid: Grid, tile: Block, readers: Readers
) -> NDArray[Any]:
    """Compute parts of a tile, so that few of them need pixels where others do not."""
    values: NDArray[Any] = np.empty((tile.rows, tile.cols), way.source.working_dtype)
    for part in tile.tiles(max(tile.rows // 2, LEAST_PX)):
        values[part.slices_in(tile)] = _tile_values(way, dst_grid, part, readers)
    return values


def _scale_tile(
    way: Scaled, dst_grid: Grid, tile: Block, readers: Readers
) -> NDArray[Any] | None:
    """Resample along the axes; None where that is not what GDAL's kernel would do.

    Beside invalid pixels a kernel is no longer a product of two, and GDAL's cubic
    becomes bilinear there and at the source's edges.
    """
    kernel, (x_scale, y_scale) = way.warped.resampler, way.warped.ratio
    if kernel in PICKED:
        return pick_tile(way, dst_grid, tile, readers)
    rows = row_taps(way.src_grid, dst_grid, tile, kernel, y_scale)
    cols = col_taps(way.src_grid, dst_grid, tile, kernel, x_scale)
    is_gauss = kernel is Resampling.gauss  # GDAL cannot warp with it
    if rows is None or cols is None:
        empty = np.full((tile.rows, tile.cols), np.nan, way.source.working_dtype)
        return empty if is_gauss else None
    reaches_out = rows.reaches_out or cols.reaches_out
    if reaches_out and (kernel is Resampling.cubic or way.source.as_coverage):
        return None
    window = Block(
        row_off=rows.first, col_off=cols.first, rows=rows.count, cols=cols.count
    )
    values = read_values(way.source, window, readers)
    if kernel is Resampling.nearest or np.isfinite(values).all():
        return resample(values, rows, cols)
    # See same_axes: to coarser pixels GDAL's own is not to be had.
    if is_gauss or (kernel is Resampling.lanczos and min(x_scale, y_scale) < 1):
        return resample_valid(values, rows, cols, centred=not is_gauss)
    return None


def _sample_tile(
    way: Warped, src_grid: Grid, dst_grid: Grid, tile: Block, readers: Readers
) -> NDArray[Any] | None:
    """Resample at interpolated places; None where that is not what GDAL would do.

    Beside invalid pixels and over the source's edges a kernel is another.
    """
    places = positions(src_grid, dst_grid, tile, way.tile_px, readers)
    if places is None:
        return None
    window = needed(places, way.resampler)
    shape, dtype = (tile.rows, tile.cols), way.source.working_dtype
    there = window.intersection(src_grid.whole)
    if there is None:
        return np.full(shape, np.nan, dtype)
    is_nearest = way.resampler is Resampling.nearest
    skips_invalid = is_nearest or way.resampler in PICKED
    if there != window and not skips_invalid:
        return None
    values = read_round(way.source, window, None, readers, as_stored=skips_invalid)
    if not skips_invalid and not np.isfinite(values).all():
        return None
    out = np.empty(shape, values.dtype if is_nearest else dtype)
    corner = window.row_off, window.col_off
    return out if _resample_at(places, values, corner, way.resampler, out) else None


def _resample_at(
    places: Positions,
    values: NDArray[Any],
    corner: tuple[int, int],
    kernel: Resampling,
    out: NDArray[Any],
) -> bool:
    if kernel in PICKED:
        return pick_under(values, corner, places, kernel, out)
    if kernel is Resampling.average:
        return average(values, corner, places, out)
    sample(values, corner, places, kernel, out)
    return True
