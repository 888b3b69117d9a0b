# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens a product: of a known kind, a raster, rasters, or with EOReader."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ..errors import ExogenousError, Parameter, SourceMissing, UnknownProduct, flat
from ..errors.root import listed
from ..geometry.crs import parse_crs
from ..io.cloud import access_errors, how_to_get_in
from ..io.foreign import of_qgis
from ..io.near_names import what_is_there
from ..io.packed import is_archive, rasters_inside
from ..io.paths import any_path, exists, is_gdal_name, without_end
from ..message import joined, say
from ..progress import never
from ..request.cleaning import Cleaning
from ..request.product_paths import product_paths
from .eoreader import LateBands, find_interpreter, open_with_eoreader
from .eoreader.interpreter import HOW_TO_GET_IT
from .formats import open_known, whole_product
from .product import CHOOSE
from .raster import open_raster_product
from .raster_list import open_raster_list
from .sentinel2.roots import NO_PRODUCT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rasterio.crs import CRS

    from ..request.product_paths import ProductPath
    from ..request.request import FileCrs
    from .product import Product

_CLOUD: Final = re.compile(r"^(?:s3|gs|az)://")

#: Rasters in a cloud, which GDAL opens by itself.
_RASTER: Final = re.compile(r"(?i)\.(?:tiff?|vrt|jp2|img|nc|h5|hdf5|gri?b2?)$")

_EMPTY: Final = say("the folder is empty")


def open_product(
    path: ProductPath,
    *,
    crs: Sequence[FileCrs] = (),
    cleaning: Cleaning = Cleaning.NODATA,
    eoreader_python: str = "",
    is_cancelled: Callable[[], bool] = never,
) -> Product:
    """Open a product from headers and metadata alone.

    Args:
        path: A `.SAFE` folder, a `.zip` with a `.SAFE` folder inside, a metadata file
            of either, or any raster that GDAL opens; several rasters, see
            `product_paths` and `open_raster_list`; or any product that EOReader opens.
        crs: The CRSs of plain rasters, where the user knows better than the file.
        cleaning: Which pixels of a satellite product are invalid.
        eoreader_python: The Python that has EOReader, see `find_interpreter`.
        is_cancelled: Asked again and again while EOReader works; True gives up.

    Raises:
        InvalidRequest: The value is no path.
        SourceMissing: There is no file or folder at the path.
        UnknownProduct: The path is no product that can be opened.
        InvalidProduct: The product is damaged.
        SourceUnreadable: An image of the product is damaged.
        SubdatasetNeeded: The file is a container of rasters.
        EoreaderFailed: EOReader knows the product, and cannot open it.
        EoreaderUnusable: EOReader is needed, and does not run.
        Cancelled: `is_cancelled` said to give up.
    """
    first, *more = product_paths(path)
    known = {one.path: parse_crs(one.crs, "PRODUCT") for one in crs}
    if more:
        return open_raster_list([first, *more], known)
    one = _Asked(
        path=_whole_product(first),
        crs=known.get(first),
        cleaning=cleaning,
        eoreader_python=eoreader_python,
        is_cancelled=is_cancelled,
    )
    return one.open()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """One path to open as a product, with the options for opening."""

    path: str
    crs: CRS | None
    """Of a plain raster; None for the file's."""
    cleaning: Cleaning
    eoreader_python: str
    is_cancelled: Callable[[], bool]

    def open(self) -> Product:
        """Open the path as a known kind or raster, else with EOReader."""
        path = self.path
        is_in_cloud = _CLOUD.match(path) is not None
        if is_gdal_name(path) and not is_in_cloud:
            return open_raster_product(path, self.crs)
        if is_in_cloud and _RASTER.search(path):
            return open_raster_product(path, self.crs)
        try:
            return self._file_or_folder(path)
        except access_errors() as error:
            raise _no_access(path, error) from error

    def _file_or_folder(self, path: str) -> Product:
        if not exists(path):
            known = of_qgis(path)
            if known:
                raise UnknownProduct(path, *known)
            raise SourceMissing(Parameter("PRODUCT"), path, what_is_there(path))
        is_folder = any_path(path).is_dir()
        try:
            product = self._known(is_folder=is_folder)
            if product is None and is_folder:
                raise _no_product(path)
            return product or open_raster_product(path, self.crs)
        except UnknownProduct as error:
            return self._otherwise(error, is_folder=is_folder)

    def _known(self, *, is_folder: bool) -> Product | None:
        """Open a product of a known kind; None where the path may be a raster."""
        found = open_known(self.path, self.cleaning, is_folder=is_folder)
        if found is None:
            return None
        product, kind = found
        if not kind.is_eoreaders:
            return product
        late = LateBands(
            path=product.path,
            python=self.eoreader_python,
            cleaning=self.cleaning,
            is_cancelled=self.is_cancelled,
        )
        return replace(product, more_bands=(*product.more_bands, late))

    def _otherwise(self, error: UnknownProduct, *, is_folder: bool) -> Product:
        """Open the path with EOReader, else as a raster, which may be a folder."""
        interpreter = find_interpreter(self.eoreader_python)
        product = None
        if interpreter is not None:
            product = open_with_eoreader(
                self.path, interpreter, self.cleaning, self.is_cancelled
            )
        may_be_product = is_folder or is_archive(self.path)
        is_other = not self.path.lower().endswith(".zip") or error.reason == NO_PRODUCT
        inside = rasters_inside(self.path) if is_other and product is None else ()
        if len(inside) == 1:
            return open_raster_product(inside[0], self.crs)
        if inside:
            error = _several(self.path, inside)
        elif product is None and may_be_product:
            with suppress(ExogenousError):
                product = open_raster_product(self.path, self.crs)
        if product is not None:
            return product
        if interpreter is None and may_be_product and error.reason != _EMPTY:
            remedy = joined([error.remedy, HOW_TO_GET_IT], " ")
            raise UnknownProduct(self.path, error.reason, remedy) from error
        raise error


def stands_for_product(path: str) -> bool:
    """Tell from its name alone whether a path leads to a part of a product."""
    return whole_product(path) is not None


def _whole_product(path: str) -> str:
    """Return the path of a product, where a user's path leads to a part of it."""
    whole = whole_product(path)
    return without_end(path) if whole is None else whole


def _no_access(path: str, error: BaseException) -> UnknownProduct:
    reason = say("the cloud gives no access ({problem})", problem=flat(str(error)))
    return UnknownProduct(path, reason, how_to_get_in(path) or CHOOSE)


def _several(path: str, inside: Sequence[str]) -> UnknownProduct:
    reason = say("it holds {count} rasters, and no product", count=len(inside))
    remedy = say("Give one of them: {names}.", names=listed(inside))
    return UnknownProduct(path, reason, remedy)


def _no_product(path: str) -> UnknownProduct:
    is_empty = next(iter(any_path(path).iterdir()), None) is None
    reason = _EMPTY if is_empty else say("the folder is no product that is known")
    return UnknownProduct(path, reason, CHOOSE)
