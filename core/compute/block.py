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
    from ..io.dataset_pool import DatasetPool
    from ..planning.plan import LayerPlan
    from ..resampling.transform_fit import SourceCoords


def read_block(layer: LayerPlan, block: Block, pool: DatasetPool) -> NDArray[Any]:
    """Compute a block of a layer.

    Args:
        layer: What is planned.
        block: Pixels of the layer's whole target grid.
        pool: Open files.

    Returns:
        Values with shape (rows, cols), NaN where there is none. They do not
        depend on how the grid is cut into blocks. Short integers that `nearest` takes
        may be as they are in the file, where all are valid.
    """
    match layer.method:
        case Empty():
            return np.full((block.rows, block.cols), np.nan, dtype=layer.dtype)
        case AllValid(layers=layers):
            found = [np.isfinite(read_block(one, block, pool)) for one in layers]
            all_valid: NDArray[Any] = np.logical_and.reduce(found)
            return all_valid.astype(layer.dtype)
        case Copied() as method:
            out = _copied(method, block, pool)
        case Scaled() | Warped() as method:
            out = _tiled(method, layer.dst_grid, block, pool)
    source = layer.method.source
    if source.as_coverage:
        out[np.isnan(out)] = 0
    return out if source.floor is None else np.maximum(out, source.floor, out=out)


def _copied(method: Copied, block: Block, pool: DatasetPool) -> NDArray[Any]:
    out = np.full((block.rows, block.cols), np.nan, dtype=method.source.working_dtype)
    wanted = block.moved(*method.src_offset)
    whole = method.source.georeference.whole
    if method.cols_round is not None:
        whole = replace(whole, col_off=wanted.col_off, cols=wanted.cols)
    there = wanted.intersection(whole)
    if there is not None:
        values = read_round(method.source, there, method.cols_round, pool)
        out[there.slices_in(wanted)] = values
    return out


def _tiled(
    method: Scaled | Warped, dst_grid: Grid, block: Block, pool: DatasetPool
) -> NDArray[Any]:
    """Compute whole squares of the target grid, and keep what the block has of them.

    These are as they are stored where all of them are.
    """
    size_px = (method.warped if isinstance(method, Scaled) else method).tile_px
    out: NDArray[Any] | None = None
    for part in block.tiles(size_px):
        tile = part.tile_of((size_px, size_px), dst_grid.whole)
        values = _tile_values(method, dst_grid, tile, pool)[part.slices_in(tile)]
        if out is None:
            out = np.empty((block.rows, block.cols), dtype=values.dtype)
        elif values.dtype != out.dtype:
            out = out.astype(method.source.working_dtype, copy=False)
        out[part.slices_in(block)] = values
    if out is None:
        raise ValueError(f"{block} has no pixel")
    return out


def _tile_values(
    method: Scaled | Warped, dst_grid: Grid, tile: Block, pool: DatasetPool
) -> NDArray[Any]:
    values = None
    if isinstance(method, Scaled) and method.shrink > 1:
        values = level_tile(method, dst_grid, tile, pool)
        if values is None and tile.rows > LEAST_PX:
            return _in_quarters(method, dst_grid, tile, pool)
    if values is None and isinstance(method, Scaled):
        values = _scale_tile(method, dst_grid, tile, pool)
    if isinstance(method, Warped) and method.src_grid is not None:
        values = _sample_tile(method, method.src_grid, dst_grid, tile, pool)
    if values is None:
        warped = method.warped if isinstance(method, Scaled) else method
        values = np.full((tile.rows, tile.cols), np.nan, method.source.working_dtype)
        warp_tile(warped, dst_grid.crop(tile), pool, values)
    return values


def _in_quarters(
    method: Scaled, dst_grid: Grid, tile: Block, pool: DatasetPool
) -> NDArray[Any]:
    """Compute parts of a tile, so that few of them need pixels where others do not."""
    values: NDArray[Any] = np.empty((tile.rows, tile.cols), method.source.working_dtype)
    for part in tile.tiles(max(tile.rows // 2, LEAST_PX)):
        values[part.slices_in(tile)] = _tile_values(method, dst_grid, part, pool)
    return values


def _scale_tile(
    method: Scaled, dst_grid: Grid, tile: Block, pool: DatasetPool
) -> NDArray[Any] | None:
    """Resample along the axes; None where that is not what GDAL's kernel would do.

    Beside invalid pixels a kernel is no longer a product of two, and GDAL's cubic
    becomes bilinear there and at the source's edges.
    """
    kernel, (x_scale, y_scale) = method.warped.resampler, method.warped.ratio
    if kernel in PICKED:
        return pick_tile(method, dst_grid, tile, pool)
    rows = row_taps(method.src_grid, dst_grid, tile, kernel, y_scale)
    cols = col_taps(method.src_grid, dst_grid, tile, kernel, x_scale)
    is_gauss = kernel is Resampling.gauss  # GDAL cannot warp with it
    if rows is None or cols is None:
        empty = np.full((tile.rows, tile.cols), np.nan, method.source.working_dtype)
        return empty if is_gauss else None
    reaches_out = rows.reaches_out or cols.reaches_out
    if reaches_out and (kernel is Resampling.cubic or method.source.as_coverage):
        return None
    window = Block(
        row_off=rows.first, col_off=cols.first, rows=rows.count, cols=cols.count
    )
    values = read_values(method.source, window, pool)
    if kernel is Resampling.nearest or np.isfinite(values).all():
        return resample(values, rows, cols)
    # See same_axes: to coarser pixels GDAL's own is not to be had.
    if is_gauss or (kernel is Resampling.lanczos and min(x_scale, y_scale) < 1):
        return resample_valid(values, rows, cols, centred=not is_gauss)
    return None


def _sample_tile(
    method: Warped, src_grid: Grid, dst_grid: Grid, tile: Block, pool: DatasetPool
) -> NDArray[Any] | None:
    """Resample at interpolated places; None where that is not what GDAL would do.

    Beside invalid pixels and over the source's edges a kernel is another.
    """
    source_coords = positions(src_grid, dst_grid, tile, method.tile_px, pool)
    if source_coords is None:
        return None
    window = needed(source_coords, method.resampler)
    shape, dtype = (tile.rows, tile.cols), method.source.working_dtype
    there = window.intersection(src_grid.whole)
    if there is None:
        return np.full(shape, np.nan, dtype)
    is_nearest = method.resampler is Resampling.nearest
    skips_invalid = is_nearest or method.resampler in PICKED
    if there != window and not skips_invalid:
        return None
    values = read_round(method.source, window, None, pool, as_stored=skips_invalid)
    if not skips_invalid and not np.isfinite(values).all():
        return None
    out = np.empty(shape, values.dtype if is_nearest else dtype)
    window_origin = window.row_off, window.col_off
    return (
        out
        if _resample_at(source_coords, values, window_origin, method.resampler, out)
        else None
    )


def _resample_at(
    source_coords: SourceCoords,
    values: NDArray[Any],
    window_origin: tuple[int, int],
    kernel: Resampling,
    out: NDArray[Any],
) -> bool:
    if kernel in PICKED:
        return pick_under(values, window_origin, source_coords, kernel, out)
    if kernel is Resampling.average:
        return average(values, window_origin, source_coords, out)
    sample(values, window_origin, source_coords, kernel, out)
    return True
