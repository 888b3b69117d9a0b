# SPDX-License-Identifier: GPL-3.0-or-later
"""Where an array's nodes lie in a tile, exactly if they are few, else near the tile.

These places say which cells a tile may touch, and nothing else: of many nodes those
that are far from the tile are left out, and the others are placed by polynomials.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from affine import Affine

from ..geometry.grid import Grid
from ..resampling.transform_fit import points_in, through

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .array_frame import Frame

#: So few nodes are placed by PROJ.
_FEW: Final = 10_000

#: How far beyond a tile nodes are placed, as a share of the tile's size; the cells
#: between nodes have to be smaller.
_AROUND: Final = 0.25


def nodes_in_target(
    frame: Frame, x: NDArray[np.float64], y: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return nodes' columns and rows in a tile.

    Args:
        frame: The coordinates that cells are bilinear in.
        x: The nodes' x in the source's CRS, on one side of the Earth.
        y: Their y, of the same shape.

    Returns:
        Shape (2, rows, cols), NaN for nodes that do not exist in the target's CRS;
        maybe for those far from the tile.
    """
    if x.size <= _FEW or frame.is_target:
        return frame.in_target(x, y)
    ground = frame.ground(frame.lattice_points())
    domain = _domain(*ground, x, y)
    if domain is None:
        return frame.in_target(x, y)
    grid = Grid(crs=frame.src.crs, transform=domain, rows=1, cols=1)
    points = points_in(grid, [grid.whole])
    (coefficients,) = through(frame.in_target(points[0], points[1]))
    if np.isnan(coefficients).any():
        return frame.in_target(x, y)
    return _evaluated(
        coefficients, (x - domain.c) / domain.a, (y - domain.f) / domain.e
    )


def _domain(
    ground_x: NDArray[np.float64],
    ground_y: NDArray[np.float64],
    x: NDArray[np.float64],
    y: NDArray[np.float64],
) -> Affine | None:
    """Return the transform of one pixel that holds a tile and some more around it.

    None where a tile has places that do not exist, or cells are too large.
    """
    sides = []
    for ground, nodes in ((ground_x, x), (ground_y, y)):
        low, high = float(ground.min()), float(ground.max())
        more = _AROUND * (high - low)
        steps = [np.abs(np.diff(nodes, axis=axis)) for axis in (0, 1)]
        largest = max(float(np.nanmax(step)) for step in steps)
        if not 2 * largest < more:
            return None
        sides.append((low - more, high - low + 2 * more))
    (left, width), (bottom, height) = sides
    return Affine(width, 0, left, 0, height, bottom)


def _evaluated(
    coefficients: NDArray[np.float64], u: NDArray[np.float64], v: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return polynomials at some places, NaN where these are not within 0 to 1."""
    out = np.full((2, u.size), np.nan)
    with np.errstate(invalid="ignore"):
        near = np.flatnonzero((np.abs(u - 0.5) <= 0.5) & (np.abs(v - 0.5) <= 0.5))
    count = coefficients.shape[2]
    across, down = (_chebyshev(2 * of.ravel()[near] - 1, count) for of in (u, v))
    for axis, own in enumerate(coefficients):
        lines = own.T @ down
        lines *= across
        out[axis, near] = lines.sum(axis=0)
    return out.reshape(2, *u.shape)


def _chebyshev(at: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """Return the first polynomials, shape (count, places)."""
    values = np.empty((count, at.size))
    values[0], values[1] = 1, at
    for power in range(2, count):
        np.multiply(2 * at, values[power - 1], out=values[power])
        values[power] -= values[power - 2]
    return values
