# SPDX-License-Identifier: GPL-3.0-or-later
"""Source coordinates of tiles that are known by heart: straight, or bent on purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from exogenous.core.resampling.transform_fit import SourceCoords

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

#: Powers along rows and columns, as `transform_fit` has them.
_POWERS = 6


def straight(
    shape: tuple[int, int], start: tuple[float, float], step: tuple[float, float]
) -> SourceCoords:
    """Return the coordinates of pixels that follow one another evenly.

    Args:
        shape: The tile's rows and columns.
        start: The source row and column of the tile's outer corner.
        step: Source pixels from one target pixel to the next, along rows and columns.
    """
    half_rows, half_cols = (
        size * count / 2 for size, count in zip(step, shape, strict=True)
    )
    return bent(
        shape,
        cols=[[start[1] + half_cols, half_cols]],
        rows=[[start[0] + half_rows], [half_rows]],
    )


def bent(shape: tuple[int, int], cols: ArrayLike, rows: ArrayLike) -> SourceCoords:
    """Return coordinates by the coefficients of their lowest Chebyshev polynomials.

    Args:
        shape: The tile's rows and columns.
        cols: Of the source's columns: shape (powers along rows, along columns).
        rows: Of the source's rows.
    """
    coefficients = np.zeros((2, _POWERS, _POWERS))
    for axis, lowest in enumerate(map(np.asarray, (cols, rows))):
        coefficients[axis, : lowest.shape[0], : lowest.shape[1]] = lowest
    return SourceCoords(coefficients=coefficients, shape=shape)
