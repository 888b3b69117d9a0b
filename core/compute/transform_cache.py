# SPDX-License-Identifier: GPL-3.0-or-later
"""Interpolated transforms of tiles, fitted for a neighbourhood at once and cached.

A call of PROJ costs as much as transforming some hundred points, and holds up Python in
all other threads.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from ..georeferencing.tie_point_coords import fit_tie_points, fitted_coords
from ..resampling.transform_fit import SourceCoords, fit

if TYPE_CHECKING:
    from ..geometry.grid import Block, Grid
    from ..georeferencing.gcps_rpcs import TiePoints
    from ..io.dataset_pool import DatasetPool
    from ..resampling.limits import Limit

#: Tiles along a side of a neighbourhood. Neighbourhoods are fixed to the whole grid:
#: where PROJ knows several operations, GDAL chooses one by the points that it is given.
_TILES: Final = 4


@dataclass(frozen=True, slots=True)
class _IdentityKey:
    """A georeference as a key of the cache, by identity: no other is equal.

    CRSs that compare equal may transform differently (PROJ takes a CRS with TOWGS84 for
    equal to one without), and rasterio exports a CRS as text for each hash. As long as
    the key is kept, no other object has the georeference's identity.
    """

    identity: int
    georeference: Grid | TiePoints = field(compare=False)


def positions(
    src: Grid, dst: Grid, tile: Block, size_px: int, pool: DatasetPool
) -> SourceCoords | None:
    """Return where a tile's pixels lie in a source.

    Args:
        src: The source's grid.
        dst: The whole target grid, in another CRS.
        tile: A square tile of the target grid, cut off by the grid's edges.
        size_px: The edge of a whole tile.
        pool: The pool whose cache keeps the fits of neighbouring tiles.

    Returns:
        None where interpolation would be off by more than the tolerance.
    """
    tiles, number = tile.neighbourhood(size_px, _TILES, dst.whole)
    key = _IdentityKey(id(src), src), _IdentityKey(id(dst), dst), size_px, tiles[0]
    coefficients = pool.cache.get(key, lambda: fit(src, dst, tiles))[number]
    if np.isnan(coefficients[0, 0, 0]):
        return None
    return SourceCoords(coefficients=coefficients, shape=(tile.rows, tile.cols))


def tie_point_positions(
    src: TiePoints, dst: Grid, tile: Block, size_px: int, pool: DatasetPool
) -> SourceCoords | Limit:
    """Return where a tile's pixels lie in a source that tie points place.

    Args:
        src: The source's tie points.
        dst: The whole target grid.
        tile: A square tile of the target grid, cut off by the grid's edges.
        size_px: The edge of a whole tile.
        pool: The pool whose cache keeps the fits of neighbouring tiles.

    Returns:
        The limit where the tile is not smooth, or lies off the source.
    """
    tiles, number = tile.neighbourhood(size_px, _TILES, dst.whole)
    key = _IdentityKey(id(src), src), _IdentityKey(id(dst), dst), size_px, tiles[0]
    coefficients = pool.cache.get(key, lambda: fit_tie_points(src, dst, tiles))
    return fitted_coords(coefficients[number], src, dst, tile)
