# SPDX-License-Identifier: GPL-3.0-or-later
"""A vector file as QGIS writes it: the path, and which of its features are meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ..errors import (
    ExogenousError,
    InvalidRequest,
    Parameter,
    SourceUnreadable,
    SourceUnusable,
)
from ..errors.root import listed
from ..io.cloud import no_access
from ..io.foreign import UNRECOGNISED
from ..io.paths import readable, without_end
from ..io.vector_layers import UnreadableFile
from ..io.vector_reader import vector_reader
from ..message import say

#: What QGIS puts behind a path. A filter comes last and may hold anything.
_PARTS: Final = re.compile(
    r"\|(?=(?:layername|layerid|subset|geometrytype|uniqueGeometryType|option:\w+"
    r"|authcfg)=)",
    re.IGNORECASE,
)

_KNOWN: Final = say(
    "Behind a path come |layername=NAME, |layerid=NUMBER or |subset=FILTER."
)


#: What to give as an area.
GIVE_AN_AREA: Final = say(
    "Give a vector file, or an extent: xmin,xmax,ymin,ymax [EPSG:4326]."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VectorFile:
    """A vector file, and what of it is meant."""

    path: str
    layer: str | int | None = None
    """Name, or number counted from 0; None where nobody says which."""
    subset: str | None = None
    """A filter in SQL; None for all features."""

    def only_layer(self, label: str) -> str | int | None:
        """Return the layer that is meant, the only one with places where none is said.

        Args:
            label: What the user gave, for messages.

        Raises:
            InvalidRequest: There are several.
            SourceUnreadable: It is no vector file.
        """
        if self.layer is not None:
            return self.layer
        names = _layers_with_places(self.path)
        if len(names) > 1:
            raise InvalidRequest(
                "AOI",
                label,
                say(
                    "It has several layers ({names}): give one, like "
                    "{path}|layername={name}.",
                    names=", ".join(names),
                    path=self.path,
                    name=names[0],
                ),
            )
        return names[0] if names else None


def vector_file(text: str) -> VectorFile:
    """Take a path and what QGIS puts behind it apart.

    Raises:
        InvalidRequest: Something else is behind it.
    """
    path, subset = text, None
    before, is_filtered, after = _partition(text)
    if is_filtered:
        path, subset = before, after or None
    path, *parts = _PARTS.split(path)
    said = {
        key.casefold(): value for key, _, value in (p.partition("=") for p in parts)
    }
    odd = path.partition("|")[2] or _not_a_number(said.get("layerid"))
    if odd:
        raise InvalidRequest("AOI", text, _KNOWN)
    number = said.get("layerid")
    layer = said.get("layername", None if number is None else int(number))
    return VectorFile(path=without_end(path), layer=layer, subset=subset)


def names_a_layer(text: str) -> bool:
    """Tell whether a path has something behind it that QGIS puts there."""
    return _PARTS.search(text) is not None


def filter_leaves_nothing(label: str) -> InvalidRequest:
    """Say that an area has a filter and no feature."""
    return InvalidRequest(
        "AOI", label, say("Its filter leaves no feature: change it or leave it out.")
    )


def no_features(text: str, file: VectorFile, reason: str) -> ExogenousError:
    """Say why a layer of a file gives no features: its name, the filter, or the file.

    Args:
        text: What the user gave.
        file: The file, the layer and the filter.
        reason: What GDAL says.
    """
    names = _layers_with_places(file.path)
    is_there = file.layer in {None, *names, *range(len(names))}
    if not is_there:
        problem = say(
            "It has no layer {name!r}. It has {names}.",
            name=file.layer,
            names=listed(names),
        )
        return InvalidRequest("AOI", text, problem)
    if not file.subset:
        return unreadable(file.path, reason)
    problem = say(
        "{filter!r} is no filter for it: that is like name = 'plot 1', with one of its "
        "fields: {fields}.",
        filter=file.subset,
        fields=listed(_fields(file)),
    )
    return InvalidRequest("AOI", text, problem)


def _fields(file: VectorFile) -> list[str]:
    return vector_reader().fields(readable(file.path), file.layer)


def unreadable(path: str, reason: str) -> SourceUnreadable:
    """Say that a file is no vector file, or what is known to be in the way.

    Args:
        path: The file.
        reason: What GDAL says of it.
    """
    known = no_access(path, reason)
    if known:
        return SourceUnusable(Parameter("AOI"), path, *known)
    if UNRECOGNISED in reason:
        return SourceUnusable(
            Parameter("AOI"), path, say("it holds no features"), GIVE_AN_AREA
        )
    return SourceUnreadable(Parameter("AOI"), path, reason)


def _partition(text: str) -> tuple[str, str, str]:
    found = re.search(r"\|subset=", text, re.IGNORECASE)
    if found is None:
        return text, "", ""
    return text[: found.start()], found[0], text[found.end() :]


def _not_a_number(text: str | None) -> str:
    return "" if text is None or text.isdecimal() else text


def _layers_with_places(path: str) -> list[str]:
    try:
        layers = vector_reader().layers(readable(path))
    except UnreadableFile as error:
        raise unreadable(path, str(error)) from error
    if not layers:
        raise SourceUnusable(
            Parameter("AOI"), path, say("it holds no features"), GIVE_AN_AREA
        )
    return [name for name, has_places in layers if has_places]
