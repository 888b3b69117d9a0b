# SPDX-License-Identifier: GPL-3.0-or-later
"""Where tiles' pixels lie in a source that control points or polynomials place.

Polynomials go on beyond the ground that they were fitted to, and may come back from
there: places where they run round the other way than in the source have no pixel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ..geometry.grid import move
from ..geometry.transform_points import reproject
from ..resampling.limits import Limit
from ..resampling.over_areas import slopes
from ..resampling.placed_coords import corners_in_turn, placed_by_corners
from ..resampling.transform_fit import SourceCoords, points_in, through

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ..geometry.grid import Block, Grid
    from ..resampling.placed_coords import PlacedCoords
    from .gcps_rpcs import TiePoints

#: Source pixels that a tile may be wide; polynomials run away beyond the source.
_MOST_PX: Final = 8192

#: Places a side of a tile at which its orientation is looked at.
_LOOKED_AT: Final = 9


def fit_tie_points(
    src: TiePoints, dst: Grid, tiles: Sequence[Block]
) -> NDArray[np.float64]:
    """Fit polynomials to the transforms from some tiles' pixels to a source's.

    Args:
        src: The source's tie points.
        dst: The whole target grid.
        tiles: Blocks of the target grid.

    Returns:
        The coefficients of each tile, as `transform_fit.fit` returns them.
    """
    return through(_pixels(src, dst, points_in(dst, tiles)))


def fitted_coords(
    coefficients: NDArray[np.float64], src: TiePoints, dst: Grid, tile: Block
) -> SourceCoords | Limit:
    """Return a tile's positions by the polynomials that were fitted to them.

    Args:
        coefficients: Those of the tile.
        src: The source's tie points.
        dst: The whole target grid.
        tile: A block of the target grid.

    Returns:
        The limit where the tile is not smooth, or no pixel of the source is near.
    """
    if np.isnan(coefficients).any():
        return Limit.NOT_SMOOTH
    coords = SourceCoords(coefficients=coefficients, shape=(tile.rows, tile.cols))
    left, top, right, bottom = coords.bounds()
    if right < 0 or bottom < 0 or left > src.cols or top > src.rows:
        return Limit.OFF_SOURCE
    turns, sign = _turns(coords), _orientation(src, dst)
    if (turns == -sign).all():
        return Limit.OFF_SOURCE
    is_large = max(right - left, bottom - top) > _MOST_PX
    return coords if (turns == sign).all() and not is_large else Limit.NOT_SMOOTH


def exact_coords(src: TiePoints, dst: Grid, tile: Block) -> PlacedCoords | None:
    """Look up all corners of a tile's pixels.

    Args:
        src: The source's tie points.
        dst: The whole target grid.
        tile: Pixels of it, few.

    Returns:
        None where no pixel has a place near the source.
    """
    cols, rows = np.meshgrid(
        np.arange(tile.cols + 1) / tile.cols, np.arange(tile.rows + 1) / tile.rows
    )
    at = _pixels(src, dst, np.stack(dst.coordinates_in(tile, cols, rows)))
    corners = corners_in_turn(at)
    with np.errstate(invalid="ignore"):
        across = corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1]
        area = across[0][0] * across[1][1] - across[0][1] * across[1][0]
        low, high = corners.min(axis=1), corners.max(axis=1)
        size = np.array([src.cols, src.rows])[:, np.newaxis, np.newaxis]
        is_there = (high > 0).all(axis=0) & (low < size).all(axis=0)
        is_there &= np.sign(area) == _orientation(src, dst)
        is_there &= (high - low < _MOST_PX).all(axis=0)
    corners[:, :, ~is_there] = np.nan
    return placed_by_corners(corners)


def _pixels(
    src: TiePoints, dst: Grid, ground: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return columns and rows of places in the target's CRS, shape (2, ...)."""
    x, y = (axis.ravel() for axis in ground)
    x, y = reproject(x, y, dst.crs, src.crs, dst.operations)
    pixels = np.full((2, x.size), np.nan)
    exist = np.isfinite(x) & np.isfinite(y)
    if exist.any():
        pixels[:, exist] = src.pixels_at(x[exist], y[exist])
    return pixels.reshape(ground.shape)


def _orientation(src: TiePoints, dst: Grid) -> int:
    """Return 1 where the source's rows turn from its columns as the target's, else -1.

    Places are those of the source's outline, by the polynomials to the ground.
    """
    xs, ys = reproject(*src.outline(), src.crs, dst.crs, dst.operations)
    side = round(xs.size**0.5)
    x, y = move(~dst.transform, xs, ys)
    with np.errstate(invalid="ignore"):
        across = [np.diff(of.reshape(side, side), axis=1)[:-1] for of in (x, y)]
        down = [np.diff(of.reshape(side, side), axis=0)[:, :-1] for of in (x, y)]
        area = across[0] * down[1] - across[1] * down[0]
    return 1 if np.nansum(np.sign(area)) >= 0 else -1


def _turns(coords: SourceCoords) -> NDArray[np.float64]:
    """Return the signs of the transform's determinant all over a tile."""
    at = slopes.at_centres(_LOOKED_AT, coords.coefficients.shape[1])
    u_col, v_col = at.T @ slopes.per_col(coords) @ at
    u_row, v_row = at.T @ slopes.per_row(coords) @ at
    signs: NDArray[np.float64] = np.sign(u_col * v_row - v_col * u_row)
    return signs
