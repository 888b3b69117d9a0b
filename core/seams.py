# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads across the seam of a source that goes round the Earth."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from .reading import read_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from .grid import Block
    from .readers import Readers
    from .source import Source


def read_round(
    source: Source, block: Block, cols_round: int | None, readers: Readers
) -> NDArray[Any]:
    """Read a block of a source, which may go on where the source begins anew.

    Args:
        source: What to read.
        block: Pixels in the source's own count, of rows that it has.
        cols_round: Columns after which the source begins anew. None where it does
            not; then the block lies inside.
        readers: Open files.

    Returns:
        Values with the block's shape, as `read_values` gives them.
    """
    pieces = list(_pieces(source.georeference.cols, block, cols_round))
    if len(pieces) == 1:
        return read_values(source, pieces[0], readers)
    return np.concatenate(
        [read_values(source, piece, readers) for piece in pieces], axis=1
    )


def _pieces(cols: int, block: Block, cols_round: int | None) -> Iterator[Block]:
    if cols_round is None or (block.col_off >= 0 and block.col_end <= cols):
        yield block
        return
    col = block.col_off
    while col < block.col_end:
        start = col % cols_round
        width = min(cols_round - start, block.col_end - col)
        yield replace(block, col_off=start, cols=width)
        col += width
