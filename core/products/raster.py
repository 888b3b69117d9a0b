# SPDX-License-Identifier: GPL-3.0-or-later
"""Any georeferenced raster as a product."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from rasterio.enums import ColorInterp
from rasterio.errors import NotGeoreferencedWarning

from ..errors import (
    MissingCrs,
    MissingGeoreference,
    NoRegularGrid,
    Parameter,
    SourceUnreadable,
    SourceUnusable,
    UnknownProduct,
)
from ..io.paths import stem
from ..io.patience import got_no_answer
from ..io.raster import open_raster
from ..message import say
from ..sources.other_reader import borrow
from ..sources.source import Decoding, open_source
from .band_names import distinct
from .product import BandFile, Product, ProductBand
from .sentinel2.band_file import is_band_file, subdataset

if TYPE_CHECKING:
    from rasterio.crs import CRS
    from rasterio.io import DatasetReader

    from ..geometry.grid import Grid
    from ..sources.other_reader import Borrowed
    from ..sources.source import Source

#: TIFF 6.0 specification, tag 306: 20 characters, "YYYY:MM:DD HH:MM:SS".
_TIFF_TIME: Final = "%Y:%m:%d %H:%M:%S"


def open_raster_product(path: str, crs: CRS | None = None) -> Product:
    """Open a raster as a product, from its header.

    A band's name is its description; a band without one is called `Band n`, as
    in QGIS, and bands that would share a name get ` (band n)` behind it.
    The number and `Bn` stand for the band too.

    Args:
        path: A name that GDAL opens.
        crs: The CRS; None for the file's.

    Raises:
        SourceMissing: There is no such file.
        SubdatasetNeeded: The file is a container of rasters.
        SourceUnreadable: The file is damaged or out of reach.
        UnknownProduct: The file is no raster, or has no regular grid.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        try:
            return _product(path, path, crs)
        except SourceUnreadable as error:
            is_gone, label = got_no_answer(error), Parameter("PRODUCT")
            borrowed = None if is_gone else borrow(path, stem(path), label)
            if borrowed is not None:
                return _lent(path, borrowed, crs)
            if isinstance(error, SourceUnusable):
                raise UnknownProduct(path, error.reason, error.remedy) from error
            raise


def _product(path: str, file: str, crs: CRS | None) -> Product:
    """Open a raster from the file that has its header."""
    with open_raster(file, Parameter("PRODUCT")) as src:
        attributes = _attributes(path, src)
        return Product(
            path=path,
            name=str(attributes["product_name"]),
            grid=_grid(file, crs),
            bands=_bands(file, src, crs),
            attributes=attributes,
            warnings=_warnings(path),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lender:
    """Has the pixels of a raster written that somebody else reads, see `Origin`."""

    borrowed: Borrowed

    def source(
        self,
        band: ProductBand,
        pixel_size: float | None,  # noqa: ARG002  (one signature for all origins)
    ) -> Source:
        """Return the header of a band whose pixels will be written."""
        number, label = band.files[0].band, say("band {name!r}", name=band.name)
        source = open_source(
            self.borrowed.path, number, label=label, decoding=band.decoding
        )
        return replace(source, deferred_file=self.borrowed.deferred(number))


def _lent(path: str, borrowed: Borrowed, crs: CRS | None) -> Product:
    product = _product(path, borrowed.path, crs)
    lender = _Lender(borrowed=borrowed)
    bands = tuple(replace(band, origin=lender) for band in product.bands)
    return replace(product, bands=bands)


def _warnings(path: str) -> tuple[str, ...]:
    """Say of a part of a Sentinel-2 product that its numbers are no reflectance."""
    if not is_band_file(path) and subdataset(path) is None:
        return ()
    return (
        say(
            "{path!r} is part of a Sentinel-2 product and taken as a plain raster: its "
            "numbers have no offset, and 0 is a value. Give the product itself, its "
            ".SAFE folder or archive, for reflectance.",
            path=path,
        ),
    )


def _grid(path: str, crs: CRS | None) -> Grid:
    try:
        decoding = Decoding(crs=crs)
        return open_source(path, 1, label=Parameter("PRODUCT"), decoding=decoding).grid
    except MissingCrs as error:
        raise UnknownProduct(
            path,
            say("it has no coordinate reference system"),
            say(
                "Set it for its layer in QGIS (Layer, Set CRS of Layer) and choose the "
                'layer, or write it into the file with "Assign projection".'
            ),
        ) from error
    except MissingGeoreference as error:
        by = error.placed_by if isinstance(error, NoRegularGrid) else None
        raise UnknownProduct(
            path,
            say("it is placed by {points} only, so it has no pixel grid", points=by)
            if by
            else say("it is not placed, so it has no pixel grid"),
            say('Bring it onto one first, with "Warp (reproject)".'),
        ) from error


def _bands(path: str, src: DatasetReader, crs: CRS | None) -> tuple[ProductBand, ...]:
    wanted = [
        description or f"Band {index}"
        for index, description in enumerate(src.descriptions, 1)
    ]
    return tuple(
        ProductBand(
            name=name,
            id=str(index),
            files=(BandFile(path=path, band=index),),
            aliases=(f"B{index}", f"Band {index}", wanted[index - 1]),
            is_classes=src.colorinterp[index - 1] == ColorInterp.palette,
            decoding=Decoding(crs=crs),
            is_any_raster=True,
        )
        for index, name in enumerate(distinct(wanted), 1)
    )


def _attributes(path: str, src: DatasetReader) -> dict[str, str | float]:
    name = stem(path)
    attributes: dict[str, str | float] = {
        "product_path": path,
        "product_name": name,
        "product_filename": name,
        "condensed_name": name,
    }
    date = _acquisition_date(src.tags().get("TIFFTAG_DATETIME", ""))
    return {**attributes, "acquisition_date": date} if date else attributes


def _acquisition_date(text: str) -> str | None:
    try:
        time = datetime.strptime(re.sub(r"\s+", " ", text.strip()), _TIFF_TIME)  # noqa: DTZ007 the tag has no zone
    except ValueError:
        return None
    return time.strftime("%Y%m%dT%H%M%S")
