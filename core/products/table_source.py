# SPDX-License-Identifier: GPL-3.0-or-later
"""What a row of the table is read from: a raster, a product, or a file of a product."""

from __future__ import annotations

import os
import warnings
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from rasterio.errors import NotGeoreferencedWarning

from ..errors import (
    ExogenousError,
    SourceUnreadable,
    SubdatasetNeeded,
    UnknownProduct,
    about,
)
from ..io.packed import is_archive
from ..io.paths import without_end
from ..io.raster import find_band, open_raster
from ..message import say
from ..progress import never
from ..request.cleaning import Cleaning
from ..request.nodata_rule import NodataRule
from ..request.request import FileCrs
from ..sources.contents import UNBOUNDED
from ..sources.source import open_source
from .open_tiles import ANY_TIME, open_tiles
from .opening import open_product, stands_for_product
from .row_bands import bands_of_product, bands_of_raster
from .row_raster import RowSource, of_raster, said_by, says_values, without_metadata
from .seen_tiles import SeenTiles
from .sentinel2 import band_file as sentinel2

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from ..request.band_choice import ListedBand
    from ..request.exo_layer import ExoLayer
    from ..sources.source import Source
    from .product import BandFile, Product, ProductBand

#: The number that every row has whose band nobody gives.
_NO_BAND_GIVEN: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReader:
    """Opens what rows name, from headers and metadata alone."""

    cleaning: Cleaning = Cleaning.NODATA
    """Which pixels of a product's band are invalid."""
    eoreader_python: str = ""
    """The Python that has EOReader, see `find_interpreter`."""
    is_cancelled: Callable[[], bool] = never
    """Asked while EOReader works, and headers are read, whether to give up."""
    instant: datetime | None = None
    """When the product was acquired; None where nobody says."""
    has_product: bool = True
    """Without a product, what depends on it is not missed."""
    tiles_seen: SeenTiles = field(default_factory=SeenTiles, compare=False)
    """Which tiles there are, looked up once."""

    def source(self, row: ExoLayer, pixel_size: float | None = None) -> RowSource:
        """Read the header of what a row asks for.

        A product's band comes as the product has it: as reflectance, its masks
        looked at. So does a Sentinel-2 band file whose metadata lie above it. What the
        row says itself, of nodata, scale or offset, counts more.

        Args:
            row: One row of the table.
            pixel_size: Which of a band's files is best, in units of its CRS.

        Raises:
            ExogenousError: The file, its band or its georeference is not there.
        """
        row = replace(row, path=without_end(row.path))
        try:
            names = self.tiles_seen.names(row.path, row.label)
            if names is not None:
                return self._of_tiles(row, names, pixel_size)
            return self._of_product(row, pixel_size) or of_raster(row)
        except ExogenousError as error:
            raise about(error, row.label) from error

    def bands(self, path: str, label: str) -> tuple[str, ...]:
        """List the bands that a row's path has, as `number: description` or number.

        Raises:
            ExogenousError: It is neither raster nor product.
        """
        return tuple(map(str, self.listed(path, label)))

    def listed(self, path: str, label: str) -> tuple[ListedBand, ...]:
        """List the bands that a row's path has, in their order.

        Raises:
            ExogenousError: It is neither raster nor product.
        """
        path = without_end(path)
        names = self.tiles_seen.names(path, label)
        path = path if names is None else names[0]
        product = self._product(path, label)
        if product is None:
            return bands_of_raster(path, label)
        return bands_of_product(product)

    def count_tiles(self, path: str, label: str) -> int:
        """Return how many tiles a row's path stands for; 0 where it is one source.

        Raises:
            ExogenousError: There are none, or one does not exist.
        """
        return len(self.tiles_seen.names(without_end(path), label) or ())

    def _of_tiles(
        self, row: ExoLayer, names: tuple[str, ...], pixel_size: float | None
    ) -> RowSource:
        warned: list[str] = []

        def opened(path: str) -> Source:
            found = self.source(replace(row, path=path), pixel_size)
            warned.extend(found.warnings)
            return found.source

        tiles = open_tiles(
            row,
            self.tiles_seen.headers(row.path, names, row.label, self.is_cancelled),
            said_by(row),
            opened,
            self.instant if self.has_product else ANY_TIME,
        )
        return RowSource(
            source=tiles.some(tiles.groups[0]),
            warnings=tuple(dict.fromkeys(warned)),
            tiles=tiles,
        )

    def _of_product(self, row: ExoLayer, pixel_size: float | None) -> RowSource | None:
        path = row.path
        subdataset = sentinel2.subdataset(path)
        if subdataset:
            word = sentinel2.word_of(_band_text(row))
            product = self._opened(subdataset.metadata)
            band = product.band(word)
            return _in_product(row, product, band, subdataset.pixel_size)
        if sentinel2.is_band_file(path):
            return self._of_band_file(row)
        found = self._product(path, row.label, row.crs)
        if found is None:
            return None
        band = found.band(str(row.band))
        if band.is_any_raster:  # a raster in an archive
            file = band.files[0]
            return of_raster(replace(row, path=file.path, band=file.band))
        source = _in_product(row, found, band, pixel_size)
        if row.band != _NO_BAND_GIVEN:
            return source
        chosen = say(
            "{label}: band 1 of the product is {band}. Give another by its name.",
            label=row.label,
            band=band.name,
        )
        return replace(source, warnings=(chosen, *source.warnings))

    def _of_band_file(self, row: ExoLayer) -> RowSource | None:
        """Read a band file by the metadata above it; warn where there are none."""
        above = sentinel2.product_above(row.path)
        found = None
        if above is not None:
            try:
                product = self._opened(above)
            except UnknownProduct:  # an archive of other files
                product = None
            found = sentinel2.band_of(product, row.path) if product else None
        if found is None or above is None or product is None:
            return without_metadata(row)
        band, file = found
        return _in_file(row, product, band, file)

    def _product(self, path: str, label: str, crs: str | None = None) -> Product | None:
        """Open what is no raster of its own as a product; None where it is one.

        Args:
            path: The row's.
            label: The row.
            crs: Of a raster in an archive; None for its own.

        Raises:
            ExogenousError: It is neither.
        """
        if sentinel2.subdataset(path) or not _may_be_product(path):
            return None
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", NotGeoreferencedWarning)
                open_raster(path, label).close()
        except (SourceUnreadable, SubdatasetNeeded) as error:
            try:
                return self._opened(path, crs)
            except UnknownProduct:
                if isinstance(error, SubdatasetNeeded):
                    return None
                raise
        return None

    def _opened(self, path: str, crs: str | None = None) -> Product:
        return open_product(
            path,
            crs=(FileCrs(path=path, crs=crs),) if crs else (),
            cleaning=self.cleaning,
            eoreader_python=self.eoreader_python,
            is_cancelled=self.is_cancelled,
        )


def _may_be_product(path: str) -> bool:
    if stands_for_product(path) or is_archive(path):
        return True
    return os.path.isdir(path)  # noqa: PTH112  a GDAL name can be too long for Path


def _band_text(row: ExoLayer) -> str:
    """Return what GDAL calls a band that a number means; a word is the band's own."""
    if isinstance(row.band, str) and not row.band.strip().isdecimal():
        return row.band
    with open_raster(row.path, row.label) as src:
        index = find_band(src, row.band, row.label)
        return src.descriptions[index - 1] or str(index)


def _in_product(
    row: ExoLayer, product: Product, band: ProductBand, pixel_size: float | None
) -> RowSource:
    if band.origin is None and not band.lacks_offset:
        return _in_file(row, product, band, band.file_for(pixel_size))
    source = replace(product.source(band, pixel_size), label=row.label)
    return RowSource(source=source, warnings=_warnings(row, product))


def _in_file(
    row: ExoLayer, product: Product, band: ProductBand, file: BandFile
) -> RowSource:
    """Open one file of a product's band by what product and row say of it."""
    if band.lacks_offset and not says_values(row):
        product.source(band, None)  # says what is lacking
    said, own = said_by(row), band.decoding
    decoding = replace(
        own,
        nodata=_nodata(own.nodata, said.nodata),
        is_nodata_masked=own.is_nodata_masked and said.nodata is None,
        crs=said.crs or own.crs,
        scale=own.scale if said.scale is None else said.scale,
        offset=own.offset if said.offset is None else said.offset,
        has_masks=said.has_masks,
        contents=UNBOUNDED if says_values(row) else own.contents,
    )
    for mask in decoding.masks:
        mask.check(row.label)
    source = open_source(file.path, file.band, label=row.label, decoding=decoding)
    if band.is_classes and not source.legend.is_classes:
        legend = replace(source.legend, classes_by=say("the product says so"))
        source = replace(source, legend=legend)
    return RowSource(source=source, warnings=_warnings(row, product))


def _nodata(
    own: float | NodataRule | None, said: float | NodataRule | None
) -> float | NodataRule | None:
    """Return what a row says of nodata; `file` means what the product says."""
    if said is None:
        return own
    if isinstance(said, NodataRule) and said.of_file and isinstance(own, float):
        return NodataRule(of_file=False, ranges=(*said.ranges, (own, own)))
    return said


def _warnings(row: ExoLayer, product: Product) -> tuple[str, ...]:
    return tuple(
        say("{label}: {problem}", label=row.label, problem=warning)
        for warning in product.warnings
    )
