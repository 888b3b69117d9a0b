# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens rasters, and looks up their bands by number or description."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rasterio.errors import RasterioError, RasterioIOError

from ..errors import (
    BandNotFound,
    SourceMissing,
    SourceUnreadable,
    SourceUnusable,
    SubdatasetNeeded,
)
from ..message import say
from .complaints import whole_header
from .foreign import of_qgis, what_else
from .near_names import what_is_there
from .opened import opened
from .paths import exists, readable
from .patience import NoAnswer, watch

#: Python's stand-ins for bytes in a name that are no text.
_UNNAMABLE: Final = re.compile("[\ud800-\udfff]")

if TYPE_CHECKING:
    from rasterio.io import DatasetReader


def open_raster(path: str, label: str) -> DatasetReader:
    """Open a raster.

    Raises:
        SourceMissing: There is no such file.
        ReachesOut: A local file leads to the network.
        ReadsAnyFile: A virtual raster reads a file elsewhere as raw bytes.
        SourceUnreadable: The file is not a raster.
        SourceUnusable: The file is known to be something else.
        SubdatasetNeeded: The file is a container of rasters.
    """
    if not exists(path):
        known = of_qgis(path)
        if known:
            raise SourceUnusable(label, path, *known)
        raise SourceMissing(label, path, what_is_there(path))
    if _UNNAMABLE.search(path):
        raise SourceUnusable(
            label, path, say("its name is not UTF-8"), say("Rename it.")
        )
    try:
        src = _opened(path, label)
    except NoAnswer as error:  # A second look would wait as well.
        raise SourceUnreadable(label, path, str(error)) from error
    except (RasterioIOError, RasterioError) as error:
        known = what_else(path, str(error))
        if known:
            raise SourceUnusable(label, path, *known) from error
        raise SourceUnreadable(label, path, str(error)) from error
    if src.count == 0:
        inside = list(src.subdatasets)
        src.close()
        raise SubdatasetNeeded(label, path, inside)
    return src


def _opened(path: str, label: str) -> DatasetReader:
    watching = watch()
    with whole_header():
        if watching is None:
            return opened(readable(path), label)
        return watching.wait_for(path, opened, readable(path), label)


def find_band(src: DatasetReader, band: int | str, label: str) -> int:
    """Return the 1-based number of a band given by number or description.

    Raises:
        BandNotFound: The raster has no such band.
    """
    if isinstance(band, int) and 1 <= band <= src.count:
        return band
    for index, description in enumerate(src.descriptions, 1):
        if description == str(band):  # before numbers: years and wavelengths
            return index
    if str(band).isdecimal() and 1 <= int(band) <= src.count:
        return int(band)
    raise BandNotFound(label, src.name, band, band_names(src))


def band_names(src: DatasetReader) -> tuple[str, ...]:
    """List a raster's bands as `number: description`, or `number` alone."""
    return tuple(
        f"{index}: {description}" if description else str(index)
        for index, description in enumerate(src.descriptions, 1)
    )
