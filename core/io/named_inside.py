# SPDX-License-Identifier: GPL-3.0-or-later
"""The names of other files that a raster's file and its companions have inside.

A virtual raster is a text that names rasters; a tile index, an overview or the metadata
beside a raster name some as well. GDAL opens all of them with any of its drivers.
"""

from __future__ import annotations

import gzip
import os
import re
import tarfile
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from defusedxml import DefusedXmlException, ElementTree

from .tile_index import tile_names
from .unpacking import DAMAGE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element  # nosec B405

#: A description of a raster is no longer; what GDAL looks at first is.
_MOST_BYTES: Final = 64 * 1024**2
_LOOKED_AT_BYTES: Final = 64 * 1024

#: How descriptions begin that name rasters; `PAMDataset` lies beside a raster.
_NAMES_RASTERS: Final = re.compile(
    rb"<(?:VRTDataset|GDALTileIndexDataset|OGRVRTDataSource|PAMDataset)", re.IGNORECASE
)

#: How descriptions of services begin.
_SERVICE: Final = re.compile(
    rb"<(?:GDAL_WMS|GDAL_WMTS|WCS_GDAL|WMS_Tile_Service|TiledPatterns|TiledGroup"
    rb"|WMT_MS_Capabilities|WMS_Capabilities|TileMap|Services|Capabilities"
    rb"|CoverageDescription|OGRWFSDataSource|OGRWFSLayer|OGRCSWDataSource"
    rb"|WFS_Capabilities)\b",
    re.IGNORECASE,
)

#: Catalogues of rasters in JSON, as STAC items and tile services are.
_CATALOGUE: Final = re.compile(
    rb"^\s*[{\[].*(?:\"(?:stac_version|tileInfo|tileMatrixSet\w*|tiled-assets|links)\"\s*:)"
    rb".*://",
    re.DOTALL,
)

#: What GDAL opens beside a raster, by the end of the name.
_COMPANIONS: Final = (".aux.xml", ".ovr", ".msk")

#: Elements whose texts are no names, in lower case as GDAL compares them. `MDI` names
#: files in the domains below.
_TEXTUAL: Final = frozenset(
    {
        *("srs", "description", "unittype", "category", "f", "mdi", "gcp", "code"),
        *("pixelfunctioncode", "histcounts", "geotransform", "name", "wkt"),
    }
)
_NAMING_DOMAINS: Final = frozenset({"overviews", "geolocation"})

#: The kind of band that is read byte by byte.
_RAW: Final = "vrtrawrasterband"

_NO_NAME: Final = re.compile(r"[-+0-9.,eE\s]*")
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_VIRTUAL: Final = re.compile(r"^vrt://(?P<path>[^?]*)", re.IGNORECASE)
_MEMBER: Final = re.compile(
    r"^/vsi(?P<kind>zip|tar)/(?:\{(?P<braced>[^}]+)\}/?(?P<in_braced>.*)"
    r"|(?P<plain>.+?\.(?:zip|kmz|tar|tgz|tar\.gz))(?:/(?P<member>.*))?)$",
    re.IGNORECASE,
)
_PACKED: Final = "/vsigzip/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name inside of a file."""

    name: str
    is_raw: bool = False
    """The named file is read byte by byte, whatever its format."""
    is_service: bool = False
    """The file itself describes a service; the name is the file's."""
    folder: str | None = None
    """Where the file that names it lies; None for a text that was typed."""


def named_inside(name: str) -> Iterator[Named]:
    """Yield what a raster, and the files beside it, name.

    Args:
        name: A path, or another name of GDAL's for something on this machine.
    """
    virtual = _VIRTUAL.match(name)
    if virtual:
        yield Named(name=virtual["path"])
        return
    if name.lstrip().startswith("<"):
        yield from _in_text(name.encode(), name, None)
        return
    yield from _in_text(_start(name), name, os.path.dirname(name))  # noqa: PTH120
    for index, tile in tile_names(name):
        yield Named(name=tile, folder=str(index.parent))
    for end in _COMPANIONS:
        yield from _in_text(_start(name + end), name + end, os.path.dirname(name))  # noqa: PTH120


def _in_text(start: bytes, name: str, folder: str | None) -> Iterator[Named]:
    if _SERVICE.search(start) or _CATALOGUE.match(start):
        yield Named(name=name, is_service=True)
    elif _NAMES_RASTERS.search(start):
        whole = start if folder is None else _start(name, _MOST_BYTES)
        yield from _in_description(whole.decode("utf-8", errors="replace"), folder)


def _in_description(text: str, folder: str | None) -> Iterator[Named]:
    try:
        root = ElementTree.fromstring(_DECLARATION.sub("", text))
    except (ElementTree.ParseError, DefusedXmlException, ValueError):
        # GDAL's own parser may still make something of it: each text counts.
        for piece in re.split(r"[<>\"']|&lt;|&gt;|&quot;", text):
            yield from _name(piece, folder, is_raw=_RAW in text.lower())
        return
    for metadata in root.iter():
        domain = _attributes(metadata).get("domain", "").lower()
        if metadata.tag.lower() == "metadata" and domain in _NAMING_DOMAINS:
            for item in metadata:
                yield from _name(item.text or "", folder)
    yield from _in_element(root, folder, is_raw=False)


def _attributes(element: Element) -> dict[str, str]:
    return {name.lower(): value for name, value in element.attrib.items()}


def _in_element(
    element: Element, folder: str | None, *, is_raw: bool
) -> Iterator[Named]:
    said = _attributes(element)
    is_raw = is_raw or said.get("subclass", "").lower() == _RAW
    if element.tag.lower() not in _TEXTUAL:
        text = (element.text or "").strip()
        is_relative = said.get("relativetovrt") == "1"
        if is_relative and folder is not None and not text.startswith("/vsi"):
            text = os.path.join(folder, text)  # noqa: PTH118  (a name of GDAL's)
        yield from _name(text, folder, is_raw=is_raw)
    for child in element:
        yield from _in_element(child, folder, is_raw=is_raw)


def _name(text: str, folder: str | None, *, is_raw: bool = False) -> Iterator[Named]:
    text = text.strip()
    if not _NO_NAME.fullmatch(text):
        yield Named(name=text, folder=folder, is_raw=is_raw)


def _start(name: str, most: int = _LOOKED_AT_BYTES) -> bytes:
    """Return how a file begins, in an archive as well; nothing where there is none."""
    member = _MEMBER.match(name)
    with suppress(*DAMAGE):
        if member:
            inside = member["in_braced"] or member["member"] or ""
            return _of_member(member["braced"] or member["plain"], inside, most)
        if name.startswith(_PACKED):
            with gzip.open(name.removeprefix(_PACKED)) as packed:
                return packed.read(most)
        if not Path(name).is_file():  # a pipe gives nothing twice
            return b""
        with Path(name).open("rb") as file:
            return file.read(most)
    return b""


def _of_member(archive: str, member: str, most: int) -> bytes:
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as packed, packed.open(member) as file:
            return file.read(most)
    with tarfile.open(archive) as tape:
        stream = tape.extractfile(member)
        return stream.read(most) if stream else b""
