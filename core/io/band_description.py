# SPDX-License-Identifier: GPL-3.0-or-later
"""What GDAL knows of a band and rasterio has no word for: its classes' names.

GDAL describes any raster as a virtual one, in XML, without reading a pixel; category
names and attribute tables are in there, whether the format keeps them itself, in an
`.aux.xml` or in a table beside it.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import rasterio.shutil
from defusedxml import ElementTree
from rasterio.io import MemoryFile

from .opened import opened
from .paths import readable

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element  # nosec B405

    from rasterio.io import DatasetReader

#: Kinds of columns in an attribute table (GDALRATFieldUsage in gdal.h).
_NAMES: Final = "2"
_COLOURS: Final = frozenset({"6", "7", "8"})

#: The type of a column of texts (GDALRATFieldType in gdal.h).
_TEXTS: Final = "2"

#: A table of values and counts alone is a list of classes where it is no longer: some
#: programs make them for every raster of whole numbers.
_MOST_COUNTED: Final = 256


#: Formats that have no place for names of classes but in files beside theirs.
_NAMELESS: Final = frozenset(
    {"GTiff", "COG", "JP2OpenJPEG", "PNG", "JPEG", "GIF", "AAIGrid", "SRTMHGT"}
)

#: Formats of arrays, which may have a thousand bands, and names where these say so.
_OF_ARRAYS: Final = frozenset({"netCDF", "GRIB", "Zarr", "HDF5Image"})
_FLAGS: Final = "flag_values"

#: XML 1.0, section 2.2.
_UNREADABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class BandDescription:
    """The names that a band's codes have."""

    categories: tuple[str, ...] = ()
    """The name of the class 0, of 1 and so on."""
    attribute_table: str = ""
    """As GDAL writes it, `<GDALRasterAttributeTable>…`; empty where there is none."""
    has_class_table: bool = False
    """The attribute table lists classes, not the bins of a histogram."""


def band_description(src: DatasetReader, band: int) -> BandDescription:
    """Return what GDAL knows of a band.

    Args:
        src: An open raster.
        band: Its 1-based number.
    """
    if src.driver in _NAMELESS and len(src.files) <= 1:
        return BandDescription()
    if (
        src.driver in _OF_ARRAYS
        and len(src.files) <= 1
        and _FLAGS not in src.tags(band)
    ):
        return BandDescription()
    changes = tuple(_changed_ns(path) for path in src.files)
    return _described(src.name, changes)[band - 1]


def _changed_ns(path: str) -> int:
    """Return when a file was changed, 0 where the system does not know it."""
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116  (names that only GDAL opens)
    except (OSError, ValueError):
        return 0


@lru_cache(maxsize=16)
def _described(name: str, _changes: tuple[int, ...]) -> tuple[BandDescription, ...]:
    """Describe all bands of a raster, which a file of many is asked for one by one."""
    with opened(readable(name)) as src, MemoryFile(ext=".vrt") as text:
        rasterio.shutil.copy(src, text.name, driver="VRT")
        root = ElementTree.fromstring(_legible(bytes(text.getbuffer())))
    return tuple(_of(band) for band in root.findall("VRTRasterBand"))


def _legible(written: bytes) -> str:
    """Return XML without what XML has no place for: GDAL passes tags on as they are."""
    return _UNREADABLE.sub("", written.decode("utf-8", errors="replace"))


def _of(band: Element) -> BandDescription:
    names = tuple(one.text or "" for one in band.findall("CategoryNames/Category"))
    table = band.find("GDALRasterAttributeTable")
    return BandDescription(
        categories=names if any(names) else (),
        attribute_table="" if table is None else _text(table),
        has_class_table=table is not None and _lists_classes(table),
    )


def _text(table: Element) -> str:
    written: str = ElementTree.tostring(table, encoding="unicode")
    return written.strip()


def _lists_classes(table: Element) -> bool:
    columns = [
        (column.findtext("Type", ""), column.findtext("Usage", ""))
        for column in table.findall("FieldDefn")
    ]
    if any(kind == _TEXTS or usage == _NAMES for kind, usage in columns):
        return True
    if table.get("tableType", "thematic") != "thematic":
        return False
    has_colours = any(usage in _COLOURS for _, usage in columns)
    return has_colours or 0 < len(table.findall("Row")) <= _MOST_COUNTED
