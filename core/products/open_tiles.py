# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens the tiles of a row: from kept headers, and one by one what is no plain file."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Final

import numpy as np

from ..errors import BandNotFound, InvalidLayer, MissingCrs
from ..geometry.grid import Grid
from ..io.raster import open_raster
from ..message import say
from ..request.overlaps import LAST, MEAN, NEAREST_IN_TIME
from ..sources.band_header import read_band_header
from ..sources.source import Source
from ..sources.tiles.shared_grids import Placed, shared_grids
from ..sources.tiles.tile_dates import date_in_name, date_told
from .same_tiles import refuse_others
from .tile_set import PlainTile, TileGroup, TileSet
from .tile_systems import Systems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from ..request.exo_layer import ExoLayer
    from ..sources.band_header import BandHeader
    from ..sources.source import Decoding
    from ..sources.tiles.tile_header import TileHeader, TileKind

    Tile = PlainTile | Source

#: Stands for the product's, where there is no product yet.
ANY_TIME: Final = datetime(1970, 1, 1, tzinfo=timezone.utc)


def open_tiles(
    row: ExoLayer,
    headers: Mapping[str, TileHeader | None],
    decoding: Decoding,
    opened: Callable[[str], Source],
    instant: datetime | None,
) -> TileSet:
    """Make a set of a row's tiles.

    Args:
        row: One row of the table.
        headers: Of all tiles by path, in their order; None for what is no plain file.
        decoding: What the row says of numbers.
        opened: Opens a tile that is no plain file as a source.
        instant: When the product was acquired, where that is known.

    Raises:
        ExogenousError: A tile cannot be used, or it is not of the others' kind.
    """
    ordered = _ordered(row, headers, instant)
    plain = [*_plain(row, ordered)]
    if plain:
        refuse_others(plain, row.label)
    by_path = {tile.path: tile for tile in plain}
    tiles = {
        path: by_path[path] if path in by_path else opened(path) for path in ordered
    }
    systems = Systems(row.label, decoding.crs)
    return TileSet(
        label=row.label,
        names=tuple(ordered),
        groups=tuple(_groups([*tiles.values()], systems)),
        decoding=decoding,
        like=_like(plain[0], row.label, is_alone=len(tiles) == 1) if plain else None,
        is_mean=row.overlap == MEAN,
    )


def _ordered(
    row: ExoLayer,
    headers: Mapping[str, TileHeader | None],
    instant: datetime | None,
) -> Mapping[str, TileHeader | None]:
    """Return tiles in the order in which they count."""
    paths = [*headers]
    if row.overlap == LAST:
        paths.reverse()
    elif row.overlap == NEAREST_IN_TIME:
        if instant is None:
            raise InvalidLayer(
                row.label,
                say("nobody says when the product was acquired"),
                say("Use first, last or mean in place of nearest in time."),
            )
        away = {
            path: abs(_date(path, header, row.label) - instant)
            for path, header in headers.items()
        }
        paths.sort(key=lambda path: away[path])
    return {path: headers[path] for path in paths}


def _date(path: str, header: TileHeader | None, label: str) -> datetime:
    when = date_in_name(path)
    if when is None and header is not None:
        when = date_told(header.time)
    if when is None:
        raise InvalidLayer(
            label,
            say("{path!r} has no date in its name, nor in its header", path=path),
            say(
                "Give names with dates, like dem_20250131.tif, or another overlap: "
                "first, last or mean."
            ),
        )
    return when


def _plain(
    row: ExoLayer, headers: Mapping[str, TileHeader | None]
) -> Iterator[PlainTile]:
    bands: dict[TileKind, int] = {}
    for path, header in headers.items():
        if header is None:
            continue
        if header.kind not in bands:
            bands[header.kind] = _band(row, header.kind, path)
        if not header.kind.crs and row.crs is None:
            raise MissingCrs(row.label, path)
        yield PlainTile(path=path, header=header, band=bands[header.kind])


def _band(row: ExoLayer, kind: TileKind, path: str) -> int:
    """Return the number of the band that a row means, as `find_band` does."""
    count = len(kind.bands)
    if isinstance(row.band, int) and 1 <= row.band <= count:
        return row.band
    names = [band.description for band in kind.bands]
    if row.band in names:
        return names.index(str(row.band)) + 1
    if str(row.band).isdecimal() and 1 <= int(row.band) <= count:
        return int(row.band)
    told = [f"{n}: {name}" if name else str(n) for n, name in enumerate(names, 1)]
    raise BandNotFound(row.label, path, row.band, told)


def _like(tile: PlainTile, label: str, *, is_alone: bool) -> BandHeader:
    with open_raster(tile.path, label) as src:
        header = read_band_header(src, tile.band)
    # Other tiles are of other days.
    facts = header.facts if is_alone else replace(header.facts, time="")
    return replace(header, facts=facts)


def _groups(tiles: Sequence[Tile], systems: Systems) -> Iterator[TileGroup]:
    """Yield groups of tiles on one grid, in the order of their first tiles."""
    ranks: dict[bool, list[int]] = defaultdict(list)
    for rank, tile in enumerate(tiles):
        on_grid = isinstance(tile, PlainTile) or isinstance(tile.georeference, Grid)
        ranks[on_grid].append(rank)
    groups = [*_on_grids(tiles, np.array(ranks[True], dtype=np.intp), systems)]
    for rank in ranks[False]:
        tile = tiles[rank]
        if isinstance(tile, Source):
            whole = tile.georeference.whole
            groups.append(
                TileGroup(
                    georeference=tile.georeference,
                    tiles=(tile,),
                    places=np.array([[0, 0, whole.rows, whole.cols]]),
                    ranks=np.array([rank]),
                )
            )
    yield from sorted(groups, key=lambda group: int(group.ranks[0]))


def _on_grids(
    tiles: Sequence[Tile], ranks: NDArray[np.intp], systems: Systems
) -> Iterator[TileGroup]:
    placed = [_placed(tiles[rank], systems) for rank in ranks]
    for shared in shared_grids(placed) if placed else ():
        yield TileGroup(
            georeference=Grid(
                crs=systems.crs(placed[shared.members[0]].crs),
                transform=shared.transform,
                rows=shared.rows,
                cols=shared.cols,
            ),
            tiles=tuple(tiles[ranks[number]] for number in shared.members),
            places=shared.places,
            ranks=ranks[shared.members],
        )


def _placed(tile: Tile, systems: Systems) -> Placed:
    if isinstance(tile, PlainTile):
        header = tile.header
        return Placed(
            crs=systems.of_plain(tile),
            transform=header.transform,
            rows=header.rows,
            cols=header.cols,
        )
    grid = tile.grid
    t = grid.transform
    return Placed(
        crs=systems.of(grid.crs),
        transform=(t.a, t.b, t.c, t.d, t.e, t.f),
        rows=grid.rows,
        cols=grid.cols,
    )
