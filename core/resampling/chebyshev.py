# SPDX-License-Identifier: GPL-3.0-or-later
"""Chebyshev polynomials through the nodes of a tile, and their values in the tile.

A tile's sides go from -1 to 1; the nodes are the roots of the first polynomial that is
left out, where interpolation errs least.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Exact points a side, from which all positions are interpolated.
NODES: Final = 6

#: Exact points a side, edges included, at which the interpolation is checked.
CHECKS: Final = 7

#: Sizes of tiles whose polynomials are kept: tiles at a grid's edges are smaller.
_KEPT_SIZES: Final = 64


@lru_cache(maxsize=_KEPT_SIZES)
def at_centres(count: int) -> NDArray[np.float64]:
    """Return the polynomials at pixels' centres, shape (polynomials, pixels)."""
    return _lines((2 * np.arange(count) + 1) / count - 1)


@lru_cache(maxsize=_KEPT_SIZES)
def at_corners(count: int) -> NDArray[np.float64]:
    """Return the polynomials at pixels' corners, shape (polynomials, pixels + 1)."""
    return _lines(np.linspace(-1, 1, count + 1))


def _lines(places: NDArray[np.float64]) -> NDArray[np.float64]:
    # Each polynomial's values side by side: BLAS reads them faster that way.
    return np.ascontiguousarray(_values(places, NODES).T)


@cache
def at_checks() -> NDArray[np.float64]:
    """Return the polynomials at the checked points, shape (points, polynomials)."""
    return _values(np.linspace(-1, 1, CHECKS), NODES)


def nodes() -> NDArray[np.float64]:
    """Return the nodes along a side."""
    places: NDArray[np.float64] = np.cos(np.pi * (np.arange(NODES) + 0.5) / NODES)
    return places


def _values(places: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """Return the first polynomials at points of -1 to 1, shape (points, degrees)."""
    values: NDArray[np.float64] = np.cos(
        np.arange(count) * np.arccos(places)[:, np.newaxis]
    )
    return values


def fitted(exact: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the coefficients of the polynomials through values at the nodes.

    Values and coefficients have the nodes' shape as their last two axes.
    """
    to_coefficients = _to_coefficients()
    coefficients: NDArray[np.float64] = to_coefficients @ exact @ to_coefficients.T
    return coefficients


@cache
def _to_coefficients() -> NDArray[np.float64]:
    """Return the matrix that turns values at the nodes into coefficients."""
    matrix: NDArray[np.float64] = 2 / NODES * _values(nodes(), NODES).T
    matrix[0] /= 2
    return matrix
