# SPDX-License-Identifier: GPL-3.0-or-later
"""The tiles of a row: where each lies, and the sources that those on one grid make."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from ..geometry.grid import Grid
from ..sources.source import Source, source_of
from ..sources.tiles.mosaic import Mosaic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ..georeferencing.read import Georeference
    from ..sources.band_header import BandHeader
    from ..sources.source import Decoding
    from ..sources.tiles.tile_header import TileHeader

#: Tiles that stand for all, where something has to be known of them without a target.
_SOME: Final = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainTile:
    """A tile whose header says all that is to be known of it."""

    path: str
    header: TileHeader
    band: int
    """1-based number of the band that the row means."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TileGroup:
    """Tiles on one grid, in the order in which they count."""

    georeference: Georeference
    """Of all of them together."""
    tiles: tuple[PlainTile | Source, ...]
    places: NDArray[np.int64]
    """As a `Mosaic` has them."""
    ranks: NDArray[np.intp]
    """The tiles' numbers among all tiles of the layer."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TileSet:
    """All tiles of a row."""

    label: str
    names: tuple[str, ...]
    """The tiles' paths, in the order in which they count."""
    groups: tuple[TileGroup, ...]
    """In the order of their first tiles."""
    decoding: Decoding
    """What the row says."""
    like: BandHeader | None
    """The band of the first plain tile, whose legend and facts are all tiles'."""
    is_mean: bool = False
    """The mean counts where several have a value."""
    warnings: tuple[str, ...] = ()

    def some(self, group: TileGroup) -> Source:
        """Return a source of few of a group's tiles, which stand for all."""
        count = len(group.tiles)
        chosen = np.zeros(count, dtype=np.bool_)
        spread = np.linspace(0, count - 1, min(count, _SOME))
        chosen[np.rint(spread).astype(np.intp)] = True
        return self.source(group, chosen)

    def source(self, group: TileGroup, chosen: NDArray[np.bool_]) -> Source:
        """Return the source that some tiles of a group make together.

        Args:
            group: Tiles on one grid.
            chosen: Which of them are read, shape (tiles,); one at least.
        """
        numbers = np.flatnonzero(chosen)
        tiles = tuple(self._tile(group, int(number)) for number in numbers)
        first = tiles[0]
        if not isinstance(group.georeference, Grid):
            return first
        is_mean = self.is_mean and _do_overlap(group.places)
        is_decoded = is_mean or len({(one.scale, one.offset) for one in tiles}) > 1
        dtype = _shared_type([_type(one, is_decoded=is_decoded) for one in tiles])
        return replace(
            first,
            georeference=group.georeference,
            dtype=dtype,
            nodata=_shared(tiles),
            has_mask=any(one.has_mask for one in tiles),
            alpha_band=next(filter(None, (one.alpha_band for one in tiles)), None),
            scale=1.0 if is_decoded else first.scale,
            offset=0.0 if is_decoded else first.offset,
            masks=(),
            levels=(),
            is_tiled=all(one.is_tiled for one in tiles),
            deferred_file=None,
            mosaic=Mosaic(
                tiles=tiles,
                places=group.places[numbers],
                dtype=dtype,
                is_decoded=is_decoded,
                is_mean=is_mean,
                ranks=group.ranks[numbers],
            ),
        )

    def _tile(self, group: TileGroup, number: int) -> Source:
        tile = group.tiles[number]
        if isinstance(tile, Source):
            return tile
        if self.like is None or not isinstance(group.georeference, Grid):
            raise ValueError(f"{tile.path} is no plain tile")
        header = tile.header
        own = header.kind.bands[tile.band - 1]
        grid = replace(
            group.georeference,
            transform=header.affine,
            rows=header.rows,
            cols=header.cols,
        )
        return source_of(
            tile.path,
            self.label,
            own.header(tile.band, len(header.kind.bands), self.like),
            grid,
            self.decoding,
        )


def _type(source: Source, *, is_decoded: bool) -> str:
    return source.working_dtype if is_decoded else source.dtype


def _shared_type(dtypes: Sequence[str]) -> str:
    """Return the type that holds the numbers of all."""
    return np.result_type(*map(np.dtype, set(dtypes))).name


def _shared(tiles: Sequence[Source]) -> float | None:
    """Return the nodata value of all tiles; None where they differ."""
    values = {one.nodata for one in tiles}
    return values.pop() if len(values) == 1 else None


def _do_overlap(places: NDArray[np.int64]) -> bool:
    """Tell whether any two tiles share a pixel."""
    row, col, row_end, col_end = places.T.astype(np.float64)
    inside = shapely.box(col + 0.25, row + 0.25, col_end - 0.25, row_end - 0.25)
    pairs = shapely.STRtree(inside).query(inside, predicate="intersects")
    return bool((pairs[0] != pairs[1]).any())
