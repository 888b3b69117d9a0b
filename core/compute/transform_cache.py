# SPDX-License-Identifier: GPL-3.0-or-later
"""Works out where tiles lie in a source, those of a neighbourhood at once.

A call of PROJ is worth some hundred places, and Python is at work for one thread only
while it lasts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..resampling.transform_fit import SourceCoords, fit

if TYPE_CHECKING:
    from ..geometry.grid import Block, Grid
    from ..io.dataset_pool import DatasetPool

#: Tiles a side. Neighbourhoods lie where multiples of this are in the whole grid:
#: where PROJ knows several ways, GDAL chooses one by the places that it is given.
_TILES: Final = 4


class _Itself:
    """A grid as a key: no other is equal.

    Equal CRSs may have places elsewhere (PROJ compares no TOWGS84 with one that is
    not there), and rasterio writes a CRS's text anew for each hash. As long as the key
    is kept, no other object has the grid's identity.
    """

    __slots__ = ("_grid",)

    def __init__(self, grid: Grid) -> None:
        self._grid = grid

    def __hash__(self) -> int:
        return id(self._grid)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self._grid is other._grid


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
    around = tile.tile_of((_TILES * size_px,) * 2, dst.whole)
    key = _Itself(src), _Itself(dst), size_px, around
    found = pool.kept(key, lambda: fit(src, dst, tuple(around.tiles(size_px))))
    row = (tile.row_off - around.row_off) // size_px
    col = (tile.col_off - around.col_off) // size_px
    across = -(-around.cols // size_px)
    return SourceCoords.of(found[row * across + col], tile)
