# SPDX-License-Identifier: GPL-3.0-or-later
"""What a row's path means: a file, a layer of the user's project, or several."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..errors import InvalidLayer
from ..io import paths
from ..message import say
from .layer_table_forms import FORMS
from .tile_paths import default_name, list_text, listed_in

if TYPE_CHECKING:
    from .time_chosen import LayerTime


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLayer:
    """A layer of the user's project, as far as the core needs it."""

    name: str
    path: str
    crs: str | None = None
    """The CRS set by the user, where the file has another or none."""
    nodata: Mapping[str, str] = field(default_factory=dict)
    """The nodata values set by the user, as a row's key has them, by the number and by
    the name of each band."""
    filter: str | None = None
    """Which of its features are meant, as a row's key has it."""
    times: tuple[LayerTime, ...] = ()
    """What the user has set of its times."""


#: Turns a layer object, id or name into a map layer; None where there is no such layer.
Lookup = Callable[[object], MapLayer | None]


def located(path: object, label: str, lookup: Lookup) -> MapLayer:
    """Return the file or map layer that a row's path means.

    Args:
        path: A path, a layer's object, id or name, or a list of these, which are the
            tiles of one layer.
        label: The row, for messages.
        lookup: Finds map layers.

    Raises:
        InvalidLayer: It means none.
    """
    if isinstance(path, str | os.PathLike):
        text = os.fspath(path)
        listed = listed_in(text)
        if listed is not None:
            return _located_list(listed, label, lookup)
        file = MapLayer(name=default_name(text), path=text)
        # Where a file and a layer have one name, the file is meant. A layer's name may
        # look like a name that only GDAL can look up ("Sentinel: VV").
        is_file = not paths.is_gdal_name(text) and paths.exists(text)
        if is_file:
            return replace(file, times=_times_of(text, lookup))
        return lookup(text) or file
    if isinstance(path, Sequence) and not isinstance(path, bytes):
        return _located_list(path, label, lookup)
    layer = lookup(path)
    if layer is None:
        raise InvalidLayer(
            label, say("{path!r} is no file or raster layer", path=path), FORMS
        )
    return layer


def _times_of(path: str, lookup: Lookup) -> tuple[LayerTime, ...]:
    """Return what is set of the times of a map layer that shows a file."""
    try:
        found = lookup(path)
    except InvalidLayer:  # a layer of another kind that lies in the same file
        return ()
    return found.times if found is not None and found.path == path else ()


def _located_list(items: Sequence[object], label: str, lookup: Lookup) -> MapLayer:
    """Return files and layers that are tiles of one layer as one map layer."""
    if not items:
        raise InvalidLayer(
            label, say("its list of files is empty"), say("Give the files to read.")
        )
    found = [_located_tile(item, label, lookup) for item in items]
    first, text = found[0], list_text([one.path for one in found])
    if any((one.crs, one.nodata) != (first.crs, first.nodata) for one in found):
        raise InvalidLayer(
            label,
            say("its layers have a CRS or nodata values of their own, set by hand"),
            say("Set the same for all of them, or give the files in their place."),
        )
    name = first.name if len(found) == 1 else default_name(text)
    return MapLayer(name=name, path=text, crs=first.crs, nodata=first.nodata)


def _located_tile(item: object, label: str, lookup: Lookup) -> MapLayer:
    is_blank = isinstance(item, str) and not item.strip()
    is_list = isinstance(item, Sequence) and not isinstance(item, str)
    if is_blank or is_list or isinstance(item, Mapping):
        raise InvalidLayer(
            label,
            say("{item!r} in its list of files is no file", item=item),
            say('Give a list of files, like ["a.tif", "b.tif"].'),
        )
    return located(item, label, lookup)
