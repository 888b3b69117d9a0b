# SPDX-License-Identifier: GPL-3.0-or-later
"""The rasters of a folder or a pattern, and folders that are one product instead."""

from __future__ import annotations

import glob
import os
import re
from typing import TYPE_CHECKING, Final

from ...errors import InvalidLayer, SourceUnreadable, SubdatasetNeeded
from ...errors.root import listed
from ...io.raster import open_raster
from ...message import joined, say

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Formats that tiles come in, by the ends of their names. Virtual rasters and tables
#: are left out: where they lie among tiles they mostly are made of them.
_RASTER: Final = re.compile(
    r"(?i)\.(?:tiff?|jp2|j2k|img|hgt|hgt\.zip|hgt\.gz|asc|bil|bip|bsq|flt|dem|dt[0-5]"
    r"|nc|nc4|h5|grd|rst|sdat|kea|ecw|sid|gtx|ter|png|jpe?g|gif|bmp|webp|grib2?|grb2?"
    r"|mrf|pix|rik|adf)$"
)

#: What lies beside rasters, whatever a pattern says.
_BESIDE: Final = re.compile(r"(?i)\.(?:aux\.xml|ovr|msk|[a-z]{2}w|[a-z]{3}w|prj)$")

#: Files by which a folder is known to be a product, or one raster.
_OF_PRODUCT: Final = re.compile(
    r"(?i)(?:_MTL\.(?:txt|xml|json)|^manifest\.safe|^MTD_.*\.xml|^MTD\.xml"
    r"|^xfdumanifest\.xml|^DIM_.*\.xml|^VOL_.*\.xml|_metadata(?:_json)?\.(?:xml|json)"
    r"|^product\.xml|^catalog\.json|^collection\.json|^\.zgroup|^\.zarray|^zarr\.json"
    r"|^hdr\.adf|\.IMD|\.dim|_ANG\.txt|^summary\.txt|_MTD_ALL\.xml|\.xemt"
    r"|^T[SD]X1_.*\.xml|_extended\.json|^annotation)$"
)
_PRODUCT_FOLDER: Final = re.compile(r"(?i)\.(?:SAFE|SEN3|zarr|data)$")

#: How many names an error lists.
_MOST_LISTED: Final = 6


def rasters_of_folder(folder: str, label: str) -> list[str]:
    """List the rasters of a folder by name; of its subfolders where it has none.

    Raises:
        InvalidLayer: They are of several formats, and so hardly tiles of one layer.
    """
    inside = (
        os.path.join(root, name)  # noqa: PTH118  (speed)
        for root, _, names in os.walk(folder)
        for name in names
    )
    found = _sorted(_own(folder)) or _sorted(filter(_RASTER.search, inside))
    ends = sorted({_end(name) for name in found})
    if len(ends) > 1:
        raise InvalidLayer(
            label,
            say(
                "the folder {folder!r} has rasters of several formats ({ends})",
                folder=folder,
                ends=joined(ends),
            ),
            say(
                "Give a pattern for those that are tiles of one layer, like {pattern}.",
                pattern=os.path.join(folder, f"*.{ends[0]}"),  # noqa: PTH118
            ),
        )
    return found


def _end(name: str) -> str:
    """Return what a format's files end with, in one spelling."""
    end = name.rpartition(".")[2].lower()
    return {"tiff": "tif", "jpeg": "jpg", "nc4": "nc"}.get(end, end)


def is_one_source(folder: str) -> bool:
    """Tell whether a folder is a product, or a raster that GDAL opens as a folder."""
    if _PRODUCT_FOLDER.search(folder.rstrip("/\\")):
        return True
    if any(map(_OF_PRODUCT.search, _names(folder))):
        return True
    try:
        open_raster(folder, "").close()
    except SubdatasetNeeded:
        return True
    except SourceUnreadable:
        return False
    return True


def matching(pattern: str, label: str) -> list[str]:
    """List the files that a pattern means, by name.

    Raises:
        InvalidLayer: No file matches.
    """
    found = glob.glob(_safe(pattern), recursive=True)  # noqa: PTH207  (any text)
    says_end = re.search(r"\.\w+$", pattern) is not None
    files = [
        name
        for name in found
        if not _BESIDE.search(name)
        and (says_end or _RASTER.search(name))
        and (_PRODUCT_FOLDER.search(name) or not os.path.isdir(name))  # noqa: PTH112
    ]
    if files:
        return _sorted(files)
    raise InvalidLayer(
        label,
        say("no raster matches {pattern!r}", pattern=pattern),
        _what_is_there(pattern),
    )


def _safe(pattern: str) -> str:
    """Return a pattern whose folders count as they are, signs among their letters."""
    head, tail = pattern, ""
    while head and not os.path.isdir(head):  # noqa: PTH112  (a part of a pattern)
        shorter, last = os.path.split(head)
        if shorter == head:
            break
        head, tail = shorter, os.path.join(last, tail) if tail else last  # noqa: PTH118
    if not head:
        return pattern
    return os.path.join(glob.escape(head), tail)  # noqa: PTH118


def _what_is_there(pattern: str) -> str:
    folder = os.path.dirname(pattern) or os.curdir  # noqa: PTH120
    names = sorted(_names(folder))
    if not names:
        return say("Check the pattern: * stands for any letters, ** for any folders.")
    return say(
        "{folder!r} has {names}: check the pattern.",
        folder=folder,
        names=listed(names, _MOST_LISTED),
    )


def _own(folder: str) -> Iterable[str]:
    for name in _names(folder):
        path = os.path.join(folder, name)  # noqa: PTH118  (speed)
        if _RASTER.search(name) and os.path.isfile(path):  # noqa: PTH113
            yield path


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208  (speed)
    except OSError:  # not there, or not to be looked into
        return []


def _sorted(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (name.casefold(), name))
