# SPDX-License-Identifier: GPL-3.0-or-later
"""Integers that no float holds, put together again from two halves that floats do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ..planning.plan import Copied, Empty, Warped
from ..resampling.kernels import KERNELS
from ..sources.contents import Half
from .polygon_mask import read_inside

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..geometry.grid import Block
    from ..io.dataset_pool import DatasetPool
    from ..planning.plan import LayerPlan, Plan


def has_whole_numbers(layer: LayerPlan) -> bool:
    """Tell whether each pixel of a layer is one of its source's, as long as may be.

    Both halves of a number come from one source pixel then.
    """
    if layer.source is None or not layer.source.may_be_long:
        return False
    is_one_pixel = KERNELS[layer.resampler].takes_one
    return layer.keeps_values and (is_one_pixel or isinstance(layer.method, Copied))


def read_whole_numbers(
    layer: LayerPlan, plan: Plan, block: Block, pool: DatasetPool
) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Compute a block of a layer that `has_whole_numbers`, without any float.

    Args:
        layer: What is planned.
        plan: As for `read_inside`.
        block: Pixels of the plan's whole grid.
        pool: Open files.

    Returns:
        Numbers of the source's type with shape (rows, cols), and where they are valid.
    """
    if layer.source is None:
        raise ValueError(f"{layer.name} has no source")
    dtype = np.dtype(layer.source.dtype)
    upper = read_inside(half_of(layer, is_upper=True), plan, block, pool)
    lower = read_inside(half_of(layer, is_upper=False), plan, block, pool)
    valid = ~np.isnan(upper)
    numbers = np.where(valid, upper, 0).astype(dtype) << 32
    numbers |= np.where(valid, lower, 0).astype(dtype)
    return numbers, valid


def half_of(layer: LayerPlan, *, is_upper: bool) -> LayerPlan:
    """Return the plan of one half of a layer's integers."""
    match layer.method:
        case Copied() | Warped() as method:
            half = replace(method.source, contents=Half(is_upper=is_upper))
            return replace(layer, source=half, method=replace(method, source=half))
        case Empty():
            return layer
    raise ValueError(f"{layer.name} has no numbers of its own")
