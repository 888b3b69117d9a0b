# SPDX-License-Identifier: GPL-3.0-or-later
"""Refuses tiles that cannot be one layer: other bands, other classes, another unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import InvalidLayer
from ..io.raster import open_raster
from ..message import say
from ..sources.legend import read_legend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..sources.legend import Legend
    from ..sources.tiles.tile_header import TileBand
    from .tile_set import PlainTile

#: What GDAL has in a palette for numbers that no colour was given.
_NO_COLOUR = (0, 0, 0)


def refuse_others(tiles: Sequence[PlainTile], label: str) -> None:
    """Refuse tiles that are not as the first of them.

    Args:
        tiles: Of one layer.
        label: The row, for messages.

    Raises:
        InvalidLayer: A tile has another count of bands, other classes or another unit.
    """
    first = tiles[0]
    firsts: dict[tuple[object, ...], PlainTile] = {}
    for one in tiles:
        key = (len(one.header.kind.bands), _band(one).unit, _band(one).legend)
        firsts.setdefault(key, one)
    for one in firsts.values():
        _refuse_count(first, one, label)
        _refuse_unit(first, one, label)
    _refuse_classes(list(firsts.values()), label)


def _band(tile: PlainTile) -> TileBand:
    return tile.header.kind.bands[tile.band - 1]


def _refuse_count(first: PlainTile, other: PlainTile, label: str) -> None:
    count, own = len(first.header.kind.bands), len(other.header.kind.bands)
    if count == own:
        return
    raise InvalidLayer(
        label,
        say(
            "its tiles differ: {other!r} has {own} bands, {first!r} has {count}",
            other=other.path,
            own=own,
            first=first.path,
            count=count,
        ),
        say("Give tiles of one kind, or a row for each kind."),
    )


def _refuse_unit(first: PlainTile, other: PlainTile, label: str) -> None:
    units = _band(first).unit, _band(other).unit
    if not all(units) or units[0].casefold() == units[1].casefold():
        return
    raise InvalidLayer(
        label,
        say(
            "its tiles differ: {other!r} is in {own}, {first!r} in {unit}",
            other=other.path,
            own=units[1],
            first=first.path,
            unit=units[0],
        ),
        say("Give tiles in one unit, or a row for each."),
    )


def _refuse_classes(tiles: Sequence[PlainTile], label: str) -> None:
    if len({_band(one).legend for one in tiles}) == 1:
        return
    first, known = tiles[0], _legend(tiles[0], label)
    for other in tiles[1:]:
        code = _conflict(known, _legend(other, label))
        if code is not None:
            raise InvalidLayer(
                label,
                say(
                    "its tiles have other classes: {code} is not the same in {other!r} "
                    "as in {first!r}",
                    code=code,
                    other=other.path,
                    first=first.path,
                ),
                say("Give tiles of one legend, or a row for each."),
            )


def _legend(tile: PlainTile, label: str) -> Legend:
    with open_raster(tile.path, label) as src:
        return read_legend(src, tile.band)


def _conflict(one: Legend, other: Legend) -> int | None:
    """Return the first class that is another in two legends; None for none.

    A legend may lack classes that its tile has no pixel of.
    """
    for code in sorted({*one.colormap} & {*other.colormap}):
        colours = one.colormap[code][:3], other.colormap[code][:3]
        if _NO_COLOUR not in colours and colours[0] != colours[1]:
            return code
    names = zip(one.categories, other.categories, strict=False)
    for code, (name, another) in enumerate(names):
        if name and another and name != another:
            return code
    return None
