# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens whatever a user calls a product."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sertit import AnyPath

from ..errors import ExogenousError, SourceMissing, UnknownProduct
from ..paths import exists, is_gdal_name
from .cleaning import Cleaning
from .product import CHOOSE
from .product_paths import product_paths
from .raster import open_raster_product
from .raster_list import open_raster_list
from .sentinel2 import open_safe
from .sentinel2.archive import opened_archive
from .sentinel2.folder import open_folder

if TYPE_CHECKING:
    from .product import Product
    from .product_paths import ProductPath

#: Files that stand for the product they are in.
_STANDS_FOR: Final = re.compile(
    r"(?:^|[/\\])(?:MTD_MSIL(?:1C|2A)\.xml|manifest\.safe"
    r"|GRANULE[/\\][^/\\]+[/\\]MTD_TL\.xml)$"
)

#: A product inside an archive, as GDAL and file browsers write it.
_IN_ZIP: Final = re.compile(
    r"(?i)^/vsizip/(?:\{(?P<braced>[^}]+)\}|(?P<plain>.+?\.zip))"
    r"(?:/[^/]+\.SAFE)?/?$"
)

_CLOUD: Final = re.compile(r"^(?:s3|gs|az)://")


def open_product(path: ProductPath, *, cleaning: Cleaning = Cleaning.NODATA) -> Product:
    """Open a product from headers and metadata alone.

    Args:
        path: A `.SAFE` folder, a `.zip` that holds one, a metadata file of
            either, or any raster that GDAL opens; or several rasters, see
            `product_paths` and `open_raster_list`.
        cleaning: Which pixels of a satellite product are invalid.

    Raises:
        InvalidRequest: It is no path.
        SourceMissing: There is nothing at that path.
        UnknownProduct: It is no product that can be opened.
        InvalidProduct: It is one, but damaged.
        SourceUnreadable: An image of it is damaged.
        SubdatasetNeeded: It is a container of rasters.
    """
    first, *more = product_paths(path)
    return open_raster_list([first, *more]) if more else _open_one(first, cleaning)


def _open_one(path: str, cleaning: Cleaning) -> Product:
    path = _meant(path)
    if is_gdal_name(path) and not _CLOUD.match(path):
        return open_raster_product(path)
    if not exists(path):
        raise SourceMissing("PRODUCT", path)
    if AnyPath(path).is_dir():
        return _open_folder(path, cleaning)
    if path.lower().endswith(".zip"):
        with opened_archive(path) as archive:
            return open_safe(archive, cleaning)
    return open_raster_product(path)


def _meant(path: str) -> str:
    """Return the product that a path to a part of it means."""
    part = _STANDS_FOR.search(path)
    if part:
        path = path[: part.start()] or "."
    inside = _IN_ZIP.match(path)
    if inside:
        return inside["braced"] or inside["plain"]
    return path.rstrip("/\\") or path


def _open_folder(path: str, cleaning: Cleaning) -> Product:
    folder = open_folder(path)
    if folder is not None:
        return open_safe(folder, cleaning)
    try:  # some rasters are folders
        return open_raster_product(path)
    except ExogenousError as error:
        is_empty = next(iter(AnyPath(path).iterdir()), None) is None
        reason = "the folder is empty" if is_empty else "the folder is no product"
        raise UnknownProduct(path, reason, CHOOSE) from error
