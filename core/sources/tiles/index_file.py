# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads which tiles an index names: `gdaltindex`'s tables, and GDAL's GTI.

Relative names are looked for from the index's folder, then from each folder above it:
`gdaltindex` writes them as they were typed. Source: GDAL, "gdaltindex" and "GTI".
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from defusedxml import DefusedXmlException, ElementTree

from ...errors import (
    InvalidLayer,
    ReachesOut,
    SourceMissing,
    SourceUnreadable,
    SubdatasetNeeded,
)
from ...io import paths
from ...io.near_names import what_is_there
from ...io.raster import open_raster
from ...io.remote_names import is_network_allowed, is_remote
from ...io.tile_index import INDEXES
from ...io.vector_layers import UnreadableFile, UnreadableLayer
from ...io.vector_reader import vector_reader
from ...io.vectors import vectors_of
from ...message import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...io.vector_layers import VectorReader

#: Tables that may be indexes of tiles, by the ends of their names.
_TABLE: Final = re.compile(
    r"(?i)\.(?:gpkg|shp|geojson|json|fgb|gml|sqlite|parquet|geoparquet|gti)$"
)

#: The field with the names of tiles, where an index does not say which.
_LOCATION: Final = "location"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    """Where the names of tiles stand."""

    path: str
    layer: str | None = None
    field: str = _LOCATION
    where: str | None = None
    sort_field: str | None = None
    is_ascending: bool = True
    is_described: bool = False
    """A description names it: it is an index, and no raster."""


def may_be_index(path: str) -> bool:
    """Tell by its name whether a path may be an index of tiles."""
    return bool(_TABLE.search(path)) or path.upper().startswith("GTI:")


def tiles_of_index(path: str, label: str) -> list[str] | None:
    """Return the tiles that an index names, the first of them on top.

    Args:
        path: A table with a field `location`, or a description of a GTI.
        label: The row that asks, for messages.

    Returns:
        None where the path is no index of tiles.

    Raises:
        InvalidLayer: The index is empty.
        SourceMissing: A tile does not exist.
        SourceUnreadable: The index is damaged.
        ReachesOut: A tile would be read from the network.
    """
    path = path[4:] if path.upper().startswith("GTI:") else path
    if not Path(path).is_file() or _is_raster(path, label):
        return None
    index = _described(path, label)
    names = None if index is None else _names(index, label)
    if names is None:
        return None
    if not names:
        raise InvalidLayer(
            label,
            say("the index of tiles {path!r} names no tile", path=path),
            say("Make it again with gdaltindex, or give the tiles' folder."),
        )
    above = list(Path(path).absolute().parents)
    return [_tile(name, path, above, label) for name in names]


def _is_raster(path: str, label: str) -> bool:
    """Tell whether GDAL opens a file as a raster, as a GeoPackage may be one.

    It opens a GTI as well, which is read as an index here.
    """
    if path.lower().endswith((".gti", *INDEXES)):
        return False
    try:
        open_raster(path, label).close()
    except SubdatasetNeeded:
        return True
    except SourceUnreadable:
        return False
    return True


def _described(path: str, label: str) -> _Index | None:
    if not path.lower().endswith(".gti"):
        return _Index(path=path)
    try:
        root = ElementTree.parse(path).getroot()
    except (ElementTree.ParseError, DefusedXmlException, ValueError) as error:
        raise SourceUnreadable(label, path, str(error)) from error
    said = {child.tag.lower(): (child.text or "").strip() for child in root}
    if "indexdataset" not in said:
        return None
    return _Index(
        path=os.path.join(Path(path).parent, said["indexdataset"]),  # noqa: PTH118
        layer=said.get("indexlayer") or None,
        field=said.get("locationfield") or _LOCATION,
        where=said.get("filter") or None,
        sort_field=said.get("sortfield") or None,
        is_ascending=said.get("sortfieldasc", "true").casefold() != "false",
        is_described=True,
    )


def _names(index: _Index, label: str) -> list[str] | None:
    reader = vector_reader()
    with vectors_of(index.path, label):
        try:
            layer = index.layer or _layer(index, reader)
            if layer is None:
                return None
            fields = {one.casefold(): one for one in reader.fields(index.path, layer)}
            location = fields.get(index.field.casefold())
            if location is None:
                return None
            names = reader.values(index.path, layer, location, index.where)
            order: Sequence[int] = range(len(names))
            if index.sort_field:
                sort_field = fields.get(index.sort_field.casefold())
                if sort_field is None:
                    raise _no_sort_field(index, label)
                keys = reader.values(index.path, layer, sort_field, index.where)
                order = _order(keys, is_ascending=index.is_ascending)
        except (UnreadableFile, UnreadableLayer) as error:
            if not index.is_described:  # no table: whoever opens it says what it is
                return None
            raise SourceUnreadable(label, index.path, str(error)) from error
    return [str(names[n]).strip() for n in order if names[n]]


def _layer(index: _Index, reader: VectorReader) -> str | None:
    """Return the first layer that has names of tiles."""
    for name, _ in reader.layers(index.path):
        fields = reader.fields(index.path, name)
        if index.field.casefold() in {one.casefold() for one in fields}:
            return name
    return None


def _order(keys: Sequence[Any], *, is_ascending: bool) -> Sequence[int]:
    """Return an order whose first is drawn last: what GDAL has on top is on top."""
    known = [n for n, key in enumerate(keys) if key is not None]
    order = sorted(known, key=lambda n: keys[n])
    order += [n for n, key in enumerate(keys) if key is None]
    return order[::-1] if is_ascending else order


def _no_sort_field(index: _Index, label: str) -> InvalidLayer:
    return InvalidLayer(
        label,
        say(
            "the index of tiles {path!r} has no field {name!r} to sort by",
            path=index.path,
            name=index.sort_field,
        ),
        say("Mend its SortField."),
    )


def _tile(name: str, index: str, above: Sequence[Path], label: str) -> str:
    if is_remote(name) and not is_network_allowed():
        raise ReachesOut(label, index, name)
    if paths.is_gdal_name(name) or Path(name).is_absolute():
        _refuse_missing(name, label)
        return name
    for folder in above:
        found = folder / name
        if found.exists():
            return str(found)
    missing = str(above[0] / name)
    raise SourceMissing(label, missing, what_is_there(missing))


def _refuse_missing(name: str, label: str) -> None:
    if not paths.exists(name):
        raise SourceMissing(label, name, what_is_there(name))
