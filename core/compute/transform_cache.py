# SPDX-License-Identifier: GPL-3.0-or-later
"""Works out where tiles lie in a source, those of a neighbourhood at once.

A call of PROJ is worth some hundred places, and Python is at work for one thread only
while it lasts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from ..resampling.transform_fit import SourceCoords, fit

if TYPE_CHECKING:
    from ..geometry.grid import Block, Grid
    from ..io.dataset_pool import DatasetPool

#: Tiles a side. Neighbourhoods lie where multiples of this are in the whole grid:
#: where PROJ knows several ways, GDAL chooses one by the places that it is given.
_TILES: Final = 4


@dataclass(frozen=True, slots=True)
class _Itself:
    """A grid as a key: no other is equal.

    Equal CRSs may have places elsewhere (PROJ compares no TOWGS84 with one that is
    not there), and rasterio writes a CRS's text anew for each hash. As long as the key
    is kept, no other object has the grid's identity.
    """

    identity: int
    grid: Grid = field(compare=False)


def positions(
    src: Grid, dst: Grid, tile: Block, size_px: int, pool: DatasetPool
) -> SourceCoords | None:
    """Return where a tile's pixels lie in a source.

    Args:
        src: The source's grid.
        dst: The whole target grid, in another CRS.
        tile: A square of it, less what the grid's edges cut off.
        size_px: The edge of such a square.
        pool: Keep what is known of the neighbours.

    Returns:
        None where interpolation would be off by more than the tolerance.
    """
    tiles, number = tile.neighbourhood(size_px, _TILES, dst.whole)
    key = _Itself(id(src), src), _Itself(id(dst), dst), size_px, tiles[0]
    coefficients = pool.cache.get(key, lambda: fit(src, dst, tiles))[number]
    if np.isnan(coefficients[0, 0, 0]):
        return None
    return SourceCoords(coefficients=coefficients, shape=(tile.rows, tile.cols))
