# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast positions change over a tile, from the polynomials that give them."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..transform_fit import SourceCoords


def per_col(coords: SourceCoords) -> NDArray[np.float64]:
    """Return the coefficients of the change per target column.

    They are as `SourceCoords.coefficients`: shape (2, powers along rows, powers along
    columns), of Chebyshev's polynomials, in source pixels.
    """
    return along_cols(coords.coefficients, coords.shape[1])


def per_row(coords: SourceCoords) -> NDArray[np.float64]:
    """Return the coefficients of the change per target row, as those of `per_col`."""
    return along_rows(coords.coefficients, coords.shape[0])


def along_cols(coefficients: NDArray[np.float64], cols: int) -> NDArray[np.float64]:
    """Return the coefficients of the change per column of a tile with so many."""
    slopes: NDArray[np.float64] = coefficients @ _derivative(coefficients.shape[2])
    return slopes * (2 / cols)


def along_rows(coefficients: NDArray[np.float64], rows: int) -> NDArray[np.float64]:
    """Return the coefficients of the change per row of a tile with so many."""
    slopes: NDArray[np.float64] = _derivative(coefficients.shape[1]).T @ coefficients
    return slopes * (2 / rows)


def in_middle(coefficients: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the values of two polynomials in the middle of a tile, shape (2,)."""
    rows, cols = (np.cos(np.arange(n) * np.pi / 2) for n in coefficients.shape[1:])
    values: NDArray[np.float64] = coefficients @ cols @ rows
    return values


def most(coefficients: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what two polynomials do not exceed anywhere in a tile, shape (2,)."""
    limits: NDArray[np.float64] = np.abs(coefficients).sum(axis=(1, 2))
    return limits


@cache
def _derivative(count: int) -> NDArray[np.float64]:
    """Return what turns coefficients along an axis into those of the derivative.

    T'(j) is 2j times the sum of T(j - 1), T(j - 3), ..., with half of T(0).
    """
    matrix = np.zeros((count, count))
    for power in range(1, count):
        matrix[power, power - 1 :: -2] = 2 * power
    matrix[:, 0] /= 2
    return matrix


@lru_cache(maxsize=64)
def at_centres(count: int, powers: int) -> NDArray[np.float64]:
    """Return the polynomials at pixels' centres, shape (powers, pixels)."""
    places = (2 * np.arange(count) + 1) / count - 1
    values: NDArray[np.float64] = np.cos(
        np.arange(powers)[:, np.newaxis] * np.arccos(places)
    )
    return values
