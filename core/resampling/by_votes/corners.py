# SPDX-License-Identifier: GPL-3.0-or-later
"""The corners of some pixels of a tile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..transform_fit import along_rows, at_corners

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..transform_fit import SourceCoords


def corners_of(
    coords: SourceCoords,
    rows: NDArray[np.intp],
    cols: NDArray[np.intp],
    left: float,
    top: float,
) -> NDArray[np.float64]:
    """Return the positions of some pixels' corners, in turn: shape (2, 4, pixels).

    Args:
        coords: Where the tile's pixels lie in the source.
        rows: The pixels' in the tile.
        cols: The pixels' in the tile.
        left: The source column that columns are counted from.
        top: The source row that rows are counted from.
    """
    down, across = (at_corners(count) for count in coords.shape)
    lines = along_rows(down.T, coords.coefficients, (left, top)).swapaxes(1, 2)
    across = across[: lines.shape[1]]
    lines, across = np.ascontiguousarray(lines), np.ascontiguousarray(across)
    at_row = [lines.take(rows + below, axis=2) for below in (0, 1)]
    at_col = [across.take(cols + right, axis=1) for right in (0, 1)]
    corners = np.empty((2, 4, rows.size))
    for number, (below, right) in enumerate(((0, 0), (0, 1), (1, 1), (1, 0))):
        each = at_row[below] * at_col[right]
        each.sum(axis=1, out=corners[:, number])
    return corners
