# SPDX-License-Identifier: GPL-3.0-or-later
"""GDAL's `gauss`, which is an overview's: onto whole multiples of source pixels alone.

It is no kernel with a closed form around a centre, but what GDAL defines
(GDALResampleChunk_Gauss). The weights are a row of Pascal's triangle along each axis:
three of them for targets up to twice as coarse, five up to four times, seven beyond. Of
n pixels the middle weight is on that with the number (n + 1) / 2, rounded down, from 0:
half a pixel beyond the middle for an even n, a whole pixel for an odd one. On the
source's own pixels nothing is done.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from .georeferences import Grid
from .positions import HAIR_PX, relative

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .georeferences import Georeference


def weighed(
    values: NDArray[np.float64], src: Georeference, dst: Grid
) -> NDArray[np.float64]:
    """Resample by the mean of the valid pixels, weighed.

    Args:
        values: Shape of the source, NaN where invalid.
        src: The source's grid, whose pixels the target's are whole multiples of.
        dst: The target's grid, on the same axes.

    Returns:
        Shape of the target, NaN where no valid pixel has a weight.
    """
    if not isinstance(src, Grid):
        raise TypeError("gauss needs a grid")
    exact = np.array(relative(src.transform, dst.transform))
    by_u, turned, u, back, by_v, v = np.round(exact).astype(int).tolist()
    if turned or back or (np.abs(exact - np.round(exact)) > HAIR_PX).any():
        raise ValueError("gauss needs whole multiples on the same axes")
    along_u = _weights(u, by_u, dst.cols, src.cols)
    along_v = _weights(v, by_v, dst.rows, src.rows)
    valid = np.isfinite(values)
    total = along_v @ np.where(valid, values, 0.0) @ along_u.T
    weight = along_v @ valid.astype(np.float64) @ along_u.T
    with np.errstate(divide="ignore", invalid="ignore"):
        found: NDArray[np.float64] = np.where(weight > 0, total / weight, np.nan)
    return found


def _weights(first: int, by: int, targets: int, size: int) -> NDArray[np.float64]:
    """Return the weight of every source pixel in every target pixel along an axis."""
    if by == 1:
        return np.eye(targets, size, first)
    count = 3 if by <= 2 else 5 if by <= 4 else 7
    out = np.zeros((targets, size))
    for target in range(targets):
        start = first + target * by + (by + 1) // 2 - count // 2
        for tap in range(count):
            if 0 <= start + tap < size:
                out[target, start + tap] = math.comb(count - 1, tap)
    return out
