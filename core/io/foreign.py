# SPDX-License-Identifier: GPL-3.0-or-later
"""What a file is that rasterio does not open, and how to go on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from ..message import Message, say
from .cloud import how_to_get_in, no_access
from .paths import is_gdal_name

#: How GDAL says that none of its drivers takes a file.
UNRECOGNISED: Final = "not recognized as being in a supported file format"

#: How files of formats begin that rasterio's GDAL has no driver for, at what byte.
_BEGINNINGS: Final = (
    ("HDF4", 0, (b"\x0e\x03\x13\x01",)),
    ("FITS", 0, (b"SIMPLE  =",)),
    ("HEIF", 4, (b"ftyphei", b"ftyphev", b"ftypmif1", b"ftypmsf1", b"ftypavif")),
)

#: The same as names for GDAL: `HDF4_SDS:…`, `PG:dbname=…`.
_NAMES: Final = re.compile(
    r"(?i)^(?P<driver>HDF4|FITS|HEIF|PG|RASTERLITE|GEORASTER|TILEDB|OGDI|ECRGTOC)"
    r"(?:_\w+)?:"
)

#: Vector files by their extension; what is in a GeoPackage, OGR alone knows.
VECTOR: Final = re.compile(
    r"(?i)\.(?:shp|dbf|shx|geojson|geojsonl|kml|kmz|gml|gpx|dxf|tab|mif|fgb|gpkg"
    r"|sqlite|gdb|csv|dgn|osm|pbf)$"
)

_POINTS: Final = re.compile(r"(?i)\.(?:xyz|las|laz|copc|e57|ply)$")

_SAVE_IT: Final = say(
    "Add it to QGIS and choose that layer, or save it as GeoTIFF first (Raster, "
    "Conversion, Translate)."
)

_IF_QGIS: Final = say(
    "If QGIS opens it, choose that layer, or save it as GeoTIFF first."
)

#: Keys in QGIS's own names of maps from servers, which have the address beside them.
_OF_SERVERS: Final = frozenset({"layers", "styles", "tilematrixset"})

#: What QGIS's name of a table begins with, and what follows there.
_DATABASE: Final = "dbname="
_TABLE: Final = re.compile(r"\btable=")

_FROM_QGIS: Final = say("Add it to QGIS and choose that layer.")

_PICTURES: Final = say("Save it as GeoTIFF in QGIS (Layer, Save As) and give that.")

#: What the driver XYZ says of points.
_NO_GRID: Final = re.compile(r"(?i)couldn't determine [xy] spacing|ungridded")

#: What to do, by what a file is.
_RASTERIZE: Final = say(
    "Burn them into a raster first (Raster, Conversion, Rasterize) and give that."
)
_GRID: Final = say(
    "Make a raster of them first (Raster, Analysis, Grid) and give that."
)


def what_else(path: str, reason: str) -> tuple[Message, Message] | None:
    """Tell what a file is that is no raster, from its name and first bytes.

    Args:
        path: A file, or a name for GDAL.
        reason: What GDAL says of it.

    Returns:
        What it is, to follow "cannot be read:", and what to do, as a sentence; None
        where nobody knows.
    """
    driver = _driver(path)
    if driver:
        return say("the GDAL of rasterio reads no {format}", format=driver), _SAVE_IT
    if is_gdal_name(path) or how_to_get_in(path):
        return no_access(path, reason)
    return _what_file(path, reason)


def of_qgis(path: str) -> tuple[Message, Message] | None:
    """Tell of a name that means something to QGIS alone what it is, and what to do."""
    folded = path.casefold()
    if folded.startswith(_DATABASE) and _TABLE.search(folded):
        return say("it is a table of a database, as QGIS names it"), _FROM_QGIS
    if _is_map_of_server(folded):
        return say("it is a map from a server: pictures, without values"), _PICTURES
    return None


def _is_map_of_server(name: str) -> bool:
    pairs = [part.partition("=") for part in name.split("&")]
    values = {key: value for key, equals, value in pairs if equals}
    is_tiles = values.get("type") in {"xyz", "tms"} and len(pairs) > 1
    is_service = "url" in values and not _OF_SERVERS.isdisjoint(values)
    return is_tiles or is_service or "contextualwmslegend" in values


def _what_file(path: str, reason: str) -> tuple[Message, Message] | None:
    if not _first_bytes(path):
        return say("it is empty"), say("Make or fetch it again.")
    if VECTOR.search(path) and UNRECOGNISED in reason:
        return say("it holds features, not pixels"), _RASTERIZE
    if _POINTS.search(path) or _NO_GRID.search(reason):
        return say("its points lie on no regular grid"), _GRID
    if UNRECOGNISED in reason:
        return say("it is in no raster format that is known"), _IF_QGIS
    return None


def _driver(path: str) -> str | None:
    """Return the format that rasterio lacks."""
    named = _NAMES.match(path)
    if named:
        name = named["driver"].upper()
        return "PostGIS raster" if name == "PG" else name
    start = b"" if is_gdal_name(path) else _first_bytes(path)
    known = (
        name
        for name, at, beginnings in _BEGINNINGS
        if any(start.startswith(one, at) for one in beginnings)
    )
    return next(known, None)


def _first_bytes(path: str) -> bytes:
    """Return how a file begins; a folder, or a file nobody may read, has something."""
    try:
        with Path(path).open("rb") as stream:
            return stream.read(32)
    except OSError:
        return b"?"
