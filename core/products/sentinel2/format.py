# SPDX-License-Identifier: GPL-3.0-or-later
"""Sentinel-2 in the SAFE format as a kind of product."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from .archive import opened_archive
from .folder import open_folder
from .product import open_safe

if TYPE_CHECKING:
    from ...request.cleaning import Cleaning
    from ..product import Product

#: Files by which a user may name the product they are in.
_STANDS_FOR: Final = re.compile(
    r"(?:^|[/\\])(?:MTD_MSIL(?:1C|2A)\.xml|manifest\.safe"
    r"|GRANULE[/\\][^/\\]+[/\\]MTD_TL\.xml)$"
)

#: A product inside an archive, as GDAL and file browsers write it.
_IN_ZIP: Final = re.compile(
    r"(?i)^/vsizip/(?:\{(?P<braced>[^}]+)\}|(?P<plain>.+?\.zip))"
    r"(?:/[^/]+\.SAFE)?/?$"
)


@dataclass(frozen=True, slots=True)
class Sentinel2:
    """L1C and L2A, a folder or a `.zip`, see `ProductFormat`."""

    is_eoreaders: ClassVar[bool] = True

    def whole(self, path: str) -> str | None:
        """Return the folder or archive of a metadata file, see `ProductFormat`."""
        part = _STANDS_FOR.search(path)
        if part:
            path = path[: part.start()] or "."
        inside = _IN_ZIP.match(path)
        if inside:
            return inside["braced"] or inside["plain"]
        return path if part else None

    def open(self, path: str, cleaning: Cleaning, *, is_folder: bool) -> Product | None:
        """Open a `.SAFE` folder, or an archive that has one, see `ProductFormat`."""
        if is_folder:
            folder = open_folder(path)
            return None if folder is None else open_safe(folder, cleaning)
        if not path.lower().endswith(".zip"):
            return None
        with opened_archive(path) as archive:
            return open_safe(archive, cleaning)
