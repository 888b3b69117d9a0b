# SPDX-License-Identifier: GPL-3.0-or-later
"""Copies the pixels of a block whose source has the target's own pixels."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ..sources.wraparound import read_round

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..geometry.grid import Block
    from ..io.dataset_pool import DatasetPool
    from ..planning.plan import Copied


def copied(method: Copied, block: Block, pool: DatasetPool) -> NDArray[Any]:
    """Read a block from the source's own pixels.

    Args:
        method: The source, and the target's offset in it.
        block: Pixels of the whole target grid.
        pool: Open files.

    Returns:
        Values with the block's shape, NaN where invalid and beyond the source.
    """
    source = method.source
    out = np.full((block.rows, block.cols), np.nan, dtype=source.working_dtype)
    wanted = block.moved(*method.src_offset)
    whole = source.georeference.whole
    if method.cols_round is not None:
        whole = replace(whole, col_off=wanted.col_off, cols=wanted.cols)
    there = wanted.intersection(whole)
    if there is not None:
        values = read_round(source, there, method.cols_round, pool)
        out[there.slices_in(wanted)] = values
    return out
