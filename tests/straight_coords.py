# SPDX-License-Identifier: GPL-3.0-or-later
"""Source coordinates of tiles on a source's own axes, where they are known by heart."""

from __future__ import annotations

import numpy as np

from exogenous.core.resampling.transform_fit import SourceCoords


def straight(
    shape: tuple[int, int], start: tuple[float, float], step: tuple[float, float]
) -> SourceCoords:
    """Return the coordinates of pixels that follow one another evenly.

    Args:
        shape: The tile's rows and columns.
        start: The source row and column of the tile's outer corner.
        step: Source pixels from one target pixel to the next, along rows and columns.
    """
    coefficients = np.zeros((2, 2, 2))
    half_rows, half_cols = (
        size * count / 2 for size, count in zip(step, shape, strict=True)
    )
    coefficients[0, 0, :] = start[1] + half_cols, half_cols
    coefficients[1, :, 0] = start[0] + half_rows, half_rows
    return SourceCoords(coefficients=coefficients, shape=shape)
