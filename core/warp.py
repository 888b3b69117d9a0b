# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns one block of a planned layer into pixels: all that reads them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from rasterio.enums import Resampling
from rasterio.io import MemoryFile
from rasterio.vrt import WarpedVRT

from . import placing
from .grid import Block
from .plan import Way
from .reading import read_values
from .resampling import RADIUS_PX

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .grid import Grid
    from .plan import LayerPlan
    from .readers import Readers

#: Largest error of the interpolated transform, in source pixels.
TOLERANCE_PX: Final = 0.005


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
    if layer.source is None or layer.way is Way.EMPTY:
        return out
    if layer.way is Way.COPIED:
        _copy(layer, block, readers, out)
    else:
        for tile in block.tiles(layer.tile_px):
            whole = _whole_tile(tile, layer.tile_px, layer.dst_grid)
            values = _warp(layer, whole, readers)
            out[tile.slices_in(block)] = values[tile.slices_in(whole)]
    floor = layer.source.floor
    return out if floor is None else np.maximum(out, out.dtype.type(floor))


def _copy(
    layer: LayerPlan, block: Block, readers: Readers, out: NDArray[Any]
) -> None:
    row, col = layer.src_offset
    wanted = block.moved(row, col)
    there = wanted.intersection(layer.source.grid.whole)
    if there is not None:
        out[there.slices_in(wanted)] = read_values(layer.source, there, readers)


def _warp(layer: LayerPlan, tile: Block, readers: Readers) -> NDArray[Any]:
    dst = layer.dst_grid.crop(tile)
    window = _source_window(layer, dst)
    if window is None:
        return np.full((tile.rows, tile.cols), np.nan, dtype=layer.dtype)
    values = read_values(layer.source, window, readers)
    return warp_values(
        values, layer.src_grid.crop(window), dst, layer.resampler, layer.ratio
    )


def warp_values(
    values: NDArray[Any],
    src: Grid,
    dst: Grid,
    resampler: Resampling,
    ratio: tuple[float, float],
) -> NDArray[Any]:
    """Resample values from one grid to another with GDAL's kernels.

    Args:
        values: Shape (rows, cols) of `src`, float, NaN where there is none.
        src: The grid of the values.
        dst: The target's grid, at most 512 columns wide.
        resampler: The kernel.
        ratio: Target pixels per source pixel along x and y.

    Returns:
        Values with the shape of `dst` and the type of `values`.
    """
    nan = float("nan")
    with MemoryFile() as memory:
        with memory.open(
            driver="GTiff",
            width=src.cols,
            height=src.rows,
            count=1,
            dtype=values.dtype.name,
            crs=src.crs,
            transform=src.transform,
            blockysize=src.rows,
        ) as dataset:
            dataset.write(values, 1)
        with (
            memory.open() as dataset,
            WarpedVRT(
                dataset,
                src_crs=src.crs,
                crs=dst.crs,
                transform=dst.transform,
                width=dst.cols,
                height=dst.rows,
                resampling=resampler,
                tolerance=TOLERANCE_PX,
                src_nodata=nan,
                nodata=nan,
                XSCALE=ratio[0],
                YSCALE=ratio[1],
            ) as vrt,
        ):
            warped: NDArray[Any] = vrt.read(1)
            return warped


def _source_window(layer: LayerPlan, dst: Grid) -> Block | None:
    found = placing.reach(layer.src_grid, dst)
    if found is None:
        return None
    return found.window(
        layer.src_grid,
        (
            _margin(layer.resampler, layer.ratio[0], found.right - found.left),
            _margin(layer.resampler, layer.ratio[1], found.bottom - found.top),
        ),
    )


def _margin(resampler: Resampling, scale: float, extent_px: float) -> float:
    """Pixels that a kernel may need beyond the reach of its target.

    Two for rounding, and a twentieth of the reach for edges that bulge between
    the points of the lattice.
    """
    radius = RADIUS_PX.get(resampler, 1)
    return math.ceil(radius / min(scale, 1.0)) + 2 + extent_px / 20


def _whole_tile(part: Block, size_px: int, grid: Grid) -> Block:
    row, col = part.row_off // size_px * size_px, part.col_off // size_px * size_px
    return Block(
        row_off=row,
        col_off=col,
        rows=min(size_px, grid.rows - row),
        cols=min(size_px, grid.cols - col),
    )
