# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns one block of a planned layer into pixels: all that reads them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from rasterio.io import MemoryFile
from rasterio.vrt import WarpedVRT

from . import placing
from .grid import Block, Grid
from .plan import Copied, Empty, Warped
from .reading import read_values
from .resampling import RADIUS_PX

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from rasterio.enums import Resampling

    from .plan import LayerPlan
    from .readers import Readers

#: Largest error of the interpolated transform, in source pixels.
TOLERANCE_PX: Final = 1e-4

_NAN: Final = float("nan")


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
    there = wanted.intersection(way.source.grid.whole)
    if there is not None:
        out[there.slices_in(wanted)] = read_values(way.source, there, readers)


def _warp(
    way: Warped, dst_grid: Grid, block: Block, readers: Readers, out: NDArray[Any]
) -> None:
    for part in block.tiles(way.tile_px):
        tile = _whole_tile(part, way.tile_px, dst_grid)
        dst = dst_grid.crop(tile)
        window = _source_window(way, dst)
        if window is not None:
            values = read_values(way.source, window, readers)
            src = way.src_grid.crop(window)
            warped = warp_values(values, src, dst, way.resampler, way.ratio)
            out[part.slices_in(block)] = warped[part.slices_in(tile)]


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
        ratio: Target pixels per source pixel along x and y. GDAL would work it
            out anew for each call, and kernels of neighbouring tiles would
            differ in width.

    Returns:
        Values with the shape of `dst` and the type of `values`.
    """
    with (
        _dataset_of(values, src) as memory,
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
            src_nodata=_NAN,
            nodata=_NAN,
            XSCALE=ratio[0],
            YSCALE=ratio[1],
        ) as vrt,
    ):
        warped: NDArray[Any] = vrt.read(1)
        return warped


def _dataset_of(values: NDArray[Any], grid: Grid) -> MemoryFile:
    memory = MemoryFile()
    with memory.open(
        driver="GTiff",
        width=grid.cols,
        height=grid.rows,
        count=1,
        dtype=values.dtype.name,
        crs=grid.crs,
        transform=grid.transform,
        blockysize=grid.rows,
    ) as dataset:
        dataset.write(values, 1)
    return memory


def _source_window(way: Warped, dst: Grid) -> Block | None:
    found = placing.reach(way.src_grid, dst)
    if found is None:
        return None
    return found.window(
        way.src_grid,
        (
            _margin_px(way.resampler, way.ratio[0], found.right - found.left),
            _margin_px(way.resampler, way.ratio[1], found.bottom - found.top),
        ),
    )


def _margin_px(resampler: Resampling, scale: float, extent_px: float) -> float:
    """Return how far a kernel may look beyond the reach of its target.

    Two pixels more for rounding, and a twentieth of the reach for edges that
    bulge between the points of the lattice.
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
