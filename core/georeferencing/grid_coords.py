# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a tile's pixels lie in a grid, looked up one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..resampling.placed_coords import (
    corners_in_turn,
    placed_at_centres,
    placed_by_corners,
)
from ..resampling.transform_fit import exact_coords

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..geometry.grid import Block, Grid
    from ..resampling.placed_coords import PlacedCoords


def grid_coords(
    src: Grid, dst: Grid, tile: Block, centre: float | None, *, from_corners: bool
) -> PlacedCoords | None:
    """Look up the positions of a tile's pixels.

    Args:
        src: The source's grid.
        dst: The whole target grid.
        tile: Pixels of it, few.
        centre: The x around which points are put by whole turns; None leaves them.
        from_corners: Corners are looked up, not centres.

    Returns:
        None where no pixel has a place.
    """
    if not from_corners:
        at = _at(src, dst, tile, centre, (_middles(tile.cols), _middles(tile.rows)))
        return placed_at_centres(at)
    lines = np.linspace(0, 1, tile.cols + 1), np.linspace(0, 1, tile.rows + 1)
    return placed_by_corners(corners_in_turn(_at(src, dst, tile, centre, lines)))


def _at(
    src: Grid,
    dst: Grid,
    tile: Block,
    centre: float | None,
    lines: tuple[NDArray[np.float64], NDArray[np.float64]],
) -> NDArray[np.float64]:
    """Return source columns and rows where lines cross: shape (2, rows, cols)."""
    points = np.stack(np.meshgrid(*lines))
    with np.errstate(invalid="ignore"):  # points that do not exist are infinite
        found = exact_coords(src, dst, [tile], points.reshape(2, -1), centre)
    return found.reshape(points.shape)


def _middles(count: int) -> NDArray[np.float64]:
    return (np.arange(count) + 0.5) / count
