# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads across the seam of a source that goes round the Earth."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from .decode import read_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from ..geometry.grid import Block
    from ..io.dataset_pool import DatasetPool
    from .source import Source


def read_round(
    source: Source,
    block: Block,
    cols_round: int | None,
    pool: DatasetPool,
    *,
    as_stored: bool = False,
) -> NDArray[Any]:
    """Read a block of a source that may reach beyond the source's edges.

    Args:
        source: The source to read.
        block: Pixels counted from the source's first, some of them in its rows.
        cols_round: Columns after which the source begins anew; None where nothing
            lies beyond its edges.
        pool: Open files.
        as_stored: As for `read_values`, if the block lies wholly in the source.

    Returns:
        Values with the block's shape, as `read_values` gives them; beyond the edges
        the value that the source's contents have there.
    """
    own = source.georeference.whole
    limits = own
    if cols_round is not None:
        limits = replace(own, col_off=block.col_off, cols=block.cols)
    there = block.intersection(limits)
    if there is None:
        raise ValueError(f"{block} has no row of the source's {own}")
    parts = [there]
    if cols_round is not None and there.intersection(own) != there:
        parts = list(_round(there, cols_round))
    as_stored = as_stored and parts == [block]
    pieces = [read_values(source, p, pool, as_stored=as_stored) for p in parts]
    values = pieces[0] if len(pieces) == 1 else np.concatenate(pieces, axis=1)
    if there == block:
        return values
    nothing = source.contents.beyond_edges
    out: NDArray[Any] = np.full((block.rows, block.cols), nothing, dtype=values.dtype)
    out[there.slices_in(block)] = values
    return out


def _round(block: Block, cols_round: int) -> Iterator[Block]:
    col = block.col_off
    while col < block.col_end:
        start = col % cols_round
        width = min(cols_round - start, block.col_end - col)
        yield replace(block, col_off=start, cols=width)
        col += width
