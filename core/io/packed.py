# SPDX-License-Identifier: GPL-3.0-or-later
"""Rasters in archives, by the names under which GDAL reads them in place."""

from __future__ import annotations

import re
import tarfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rasterio.errors import RasterioError

from ..errors import ReachesOut, ReadsAnyFile
from .opened import opened
from .paths import is_gdal_name
from .unpacking import DAMAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

_ZIP: Final = re.compile(r"(?i)\.zip$")
_TAR: Final = re.compile(r"(?i)\.(?:tar|tgz|tar\.gz)$")
_GZIP: Final = re.compile(r"(?i)\.gz$")

#: What goes with a raster, or is of the system's.
_BESIDE: Final = re.compile(
    r"(?i)(?:\.(?:ovr|msk|aux\.xml|xml|txt|html?|md|pdf|json)|/)$|(?:^|/)(?:\.|__MACOSX/)"
)

#: Archives of more files are products, or nothing for one row.
_MOST_FILES: Final = 200


def is_archive(path: str) -> bool:
    """Tell by its name whether a path is an archive, or a packed file."""
    return any(one.search(path) for one in (_ZIP, _TAR, _GZIP))


def rasters_inside(path: str) -> tuple[str, ...]:
    """List the rasters in a local archive; none where the path is no archive.

    Args:
        path: A .zip, .tar, .tar.gz or .tgz, or one file packed as .gz.
    """
    if is_gdal_name(path) or not is_archive(path):
        return ()
    names = list(_names(path))[: _MOST_FILES + 1]
    return tuple(filter(_is_raster, names)) if len(names) <= _MOST_FILES else ()


def _names(path: str) -> Iterator[str]:
    """Yield GDAL's name of each file; braces allow any archive's name."""
    try:
        if _ZIP.search(path):
            with zipfile.ZipFile(path) as packed:
                members, kind = packed.namelist(), "vsizip"
        elif _TAR.search(path):
            with tarfile.open(path) as packed_tar:
                members, kind = packed_tar.getnames(), "vsitar"
        else:
            yield f"/vsigzip/{Path(path).absolute()}"
            return
    except DAMAGE:
        return  # damaged, which whoever opens it as a product says
    for member in members:
        if not _BESIDE.search(member):
            yield f"/{kind}/{{{path}}}/{member}"


def _is_raster(name: str) -> bool:
    try:
        with opened(name) as src:
            return bool(src.count or src.subdatasets)
    except (ReachesOut, ReadsAnyFile):
        return True  # which whoever opens it says
    except RasterioError:
        return False
