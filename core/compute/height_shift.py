# SPDX-License-Identifier: GPL-3.0-or-later
"""Heights over one surface made of heights over another, pixel by pixel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..geometry.grid import move
from ..geometry.vertical import height_offsets

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..geometry.grid import Block, Grid
    from ..planning.plan import HeightShift


def shifted(
    values: NDArray[Any], shift: HeightShift, grid: Grid, block: Block
) -> NDArray[Any]:
    """Return heights over the surface of the product's CRS, in its unit.

    Args:
        values: Heights over the source's surface, shape (rows, cols), NaN for none.
        shift: Between which surfaces, and in which units.
        grid: The whole target grid.
        block: The pixels of it.
    """
    there = np.flatnonzero(np.isfinite(values))
    rows, cols = np.unravel_index(there, values.shape)
    xs, ys = move(
        grid.transform, cols + block.col_off + 0.5, rows + block.row_off + 0.5
    )
    out = values.astype(np.float64) * shift.scale
    offsets = height_offsets(shift.dst_crs, shift.src_crs, xs, ys)
    out.ravel()[there] -= offsets * shift.offset_scale
    return out.astype(values.dtype if values.dtype.kind == "f" else np.float32)
