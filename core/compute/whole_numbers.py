# SPDX-License-Identifier: GPL-3.0-or-later
"""Integers that no float holds, resampled by what stands for them.

Where each pixel of a result is one known pixel of the source, two halves of a number
come through on their own. Where classes are counted, codes are counted for them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ..geometry.rasterize import outside
from ..planning.burnt_method import Burnt
from ..planning.plan import Copied, Empty, Warped
from ..resampling.kernels import KERNELS
from ..sources.band_header import LONG
from ..sources.code_book import CodeBook
from ..sources.contents import Coded, Half
from .burnt import burnt_integers
from .polygon_mask import read_inside

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..geometry.grid import Block
    from ..io.dataset_pool import DatasetPool
    from ..planning.plan import LayerPlan, Plan
    from ..sources.contents import Contents

    #: Numbers of the source's type, and where they are valid.
    Whole = tuple[NDArray[Any], NDArray[np.bool_]]


def has_whole_numbers(layer: LayerPlan) -> bool:
    """Tell whether each pixel of a layer is one of its source's, as long as may be."""
    if isinstance(layer.method, Burnt):
        return layer.method.dtype in LONG
    if layer.source is None or not layer.source.may_be_long:
        return False
    kernel = KERNELS[layer.resampler]
    has_way = kernel.takes_one or kernel.counts_votes
    return layer.keeps_values and (has_way or isinstance(layer.method, Copied))


def read_whole_numbers(
    layer: LayerPlan, plan: Plan, block: Block, pool: DatasetPool
) -> Whole:
    """Compute a block of a layer that `has_whole_numbers`, without any float.

    Args:
        layer: What is planned.
        plan: As for `read_inside`.
        block: Pixels of the plan's whole grid.
        pool: Open files.

    Returns:
        Numbers of the source's type with shape (rows, cols), and where they are valid.
    """
    if isinstance(layer.method, Burnt):
        numbers, valid = burnt_integers(layer.method, layer.dst_grid, block)
        if plan.mask is not None:
            valid &= ~outside(plan.mask, plan.target.grid, block)
        return numbers, valid
    if layer.source is None:
        raise ValueError(f"{layer.name} has no source")
    dtype = np.dtype(layer.source.dtype)
    counts_votes = KERNELS[layer.resampler].counts_votes
    if counts_votes and not isinstance(layer.method, Copied):
        return _voted(layer, CodeBook(dtype.name), plan, block, pool)
    upper, lower = (
        read_inside(_holding(layer, Half(is_upper=which)), plan, block, pool)
        for which in (True, False)
    )
    valid = ~np.isnan(upper)
    numbers = np.where(valid, upper, 0).astype(dtype) << 32
    numbers |= np.where(valid, lower, 0).astype(dtype)
    return numbers, valid


def _voted(
    layer: LayerPlan, book: CodeBook, plan: Plan, block: Block, pool: DatasetPool
) -> Whole:
    """Count codes, which a block has of its own: they are equal where numbers are."""
    codes = read_inside(_holding(layer, Coded(book=book)), plan, block, pool)
    valid = ~np.isnan(codes)
    numbers = np.zeros(codes.shape, dtype=book.dtype)
    numbers[valid] = book.numbers_of(codes[valid])
    return numbers, valid


def _holding(layer: LayerPlan, contents: Contents) -> LayerPlan:
    """Return the plan of a layer of what stands for its integers."""
    match layer.method:
        case Copied() | Warped() as method:
            source = replace(method.source, contents=contents)
            return replace(layer, source=source, method=replace(method, source=source))
        case Empty():
            return layer
    raise ValueError(f"{layer.name} has no numbers of its own")
