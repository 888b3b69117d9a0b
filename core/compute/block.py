# SPDX-License-Identifier: GPL-3.0-or-later
"""Computes the pixels of one block of a planned layer: the entry to all reading."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from rasterio.enums import Resampling

from ..planning.burnt_method import Burnt
from ..planning.plan import AllValid, Copied, Empty, Merged, Warped
from ..resampling.kernels import KERNELS
from ..sources.contents import UNBOUNDED, Angles, Decibels, Flags, Half
from .burnt import burnt, burnt_indices
from .copied import copied
from .height_shift import shifted
from .merged import merged
from .tile import read_tile
from .tile_context import TileContext

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..geometry.grid import Block, Grid
    from ..io.dataset_pool import DatasetPool
    from ..planning.plan import LayerPlan


def read_block(layer: LayerPlan, block: Block, pool: DatasetPool) -> NDArray[Any]:
    """Compute a block of a layer.

    Args:
        layer: The layer's plan.
        block: Pixels of the layer's whole target grid.
        pool: Open files.

    Returns:
        Values with shape (rows, cols), NaN where invalid. The values do not depend on
        how the grid is cut into blocks. Short integers under `nearest` may stay in the
        file's type, where all are valid.
    """
    match layer.method:
        case Empty():
            return np.full((block.rows, block.cols), np.nan, dtype=layer.dtype)
        case AllValid(layers=layers):
            valid = np.ones((block.rows, block.cols), dtype=np.bool_)
            for one in layers:
                valid &= np.isfinite(_any_half(one, block, pool))
            return valid.astype(layer.dtype)
        case Burnt() as method:
            return burnt(method, layer.dst_grid, block, layer.dtype)
        case Merged() as merged_method:
            return merged(
                merged_method,
                layer,
                block,
                lambda one, part: read_block(one, part, pool),
            )
        case Copied() as method:
            out = copied(method, block, pool)
        case Warped() as method:
            out = _warped(method, layer.dst_grid, block, pool)
    contents = method.source.contents
    if contents != UNBOUNDED:
        out = contents.finished(out)
    if layer.height_shift is None:
        return out
    return shifted(out, layer.height_shift, layer.dst_grid, block)


def _warped(
    method: Warped, dst_grid: Grid, block: Block, pool: DatasetPool
) -> NDArray[Any]:
    """Resample values, or what they are a measure of."""
    contents = method.source.contents
    if isinstance(contents, Angles):
        sine, cosine = (
            _tiled(_part(method, part), dst_grid, block, pool)
            for part in ("sin", "cos")
        )
        return contents.joined(sine, cosine)
    if isinstance(contents, Decibels):
        return _power(method, dst_grid, block, pool)
    if isinstance(contents, Flags):
        return _bits(method, contents, dst_grid, block, pool)
    return _tiled(method, dst_grid, block, pool)


def _power(
    method: Warped, dst_grid: Grid, block: Block, pool: DatasetPool
) -> NDArray[Any]:
    """Resample power, which is positive.

    Around a bright target negative weights leave nothing of what is dark, or less:
    there the triangle of the same width takes the kernel's place, as it does beside
    invalid pixels.
    """
    out = _tiled(method, dst_grid, block, pool)
    shape = KERNELS[method.resampler].shape
    if shape is not None and shape.has_negative:
        with np.errstate(invalid="ignore"):  # NaN is neither
            is_dark = out <= 0
        if is_dark.any():
            instead = replace(method, resampler=Resampling.bilinear)
            np.copyto(out, _tiled(instead, dst_grid, block, pool), where=is_dark)
    return out.astype(method.source.working_dtype, copy=False)


def _bits(
    method: Warped, flags: Flags, dst_grid: Grid, block: Block, pool: DatasetPool
) -> NDArray[Any]:
    """Resample each bit, and put them together again."""
    dtype = method.source.working_dtype
    out: NDArray[Any] = np.zeros((block.rows, block.cols), dtype=dtype)
    for bit in range(flags.bits):
        source = replace(method.source, contents=replace(flags, bit=bit))
        part = _tiled(replace(method, source=source), dst_grid, block, pool)
        out += flags.worth(bit) * part
    return out


def _part(method: Warped, part: str) -> Warped:
    """Return what resamples one part of directions."""
    contents = method.source.contents
    if not isinstance(contents, Angles):
        raise TypeError(f"{contents} are no angles")
    source = replace(method.source, contents=replace(contents, part=part))
    return replace(method, source=source)


def _any_half(layer: LayerPlan, block: Block, pool: DatasetPool) -> NDArray[Any]:
    """Compute values that tell where a layer has any, as long as they may be."""
    match layer.method:
        case Copied() | Warped() as method if method.source.may_be_long:
            half = replace(method.source, contents=Half(is_upper=True))
            layer = replace(layer, method=replace(method, source=half))
        case Burnt(measure="attribute") as method:
            index = burnt_indices(method, layer.dst_grid, block)
            return np.where(index >= 0, 1.0, np.nan)
    return read_block(layer, block, pool)


def _tiled(
    method: Warped, dst_grid: Grid, block: Block, pool: DatasetPool
) -> NDArray[Any]:
    """Compute whole tiles of the target grid, and crop them to the block.

    The result has the file's type where all tiles have.
    """
    shape = (method.tile_px, method.tile_px)
    out: NDArray[Any] | None = None
    for tile, in_tile, in_block in block.tile_parts(shape, dst_grid.whole):
        values = read_tile(
            TileContext(method=method, dst_grid=dst_grid, tile=tile, pool=pool)
        )[in_tile]
        if out is None:
            out = np.empty((block.rows, block.cols), dtype=values.dtype)
        elif values.dtype != out.dtype:
            out = out.astype(method.source.working_dtype, copy=False)
        out[in_block] = values
    if out is None:
        raise ValueError(f"{block} has no pixel")
    return out
