# SPDX-License-Identifier: GPL-3.0-or-later
"""The product: a grid, named bands with their files, and attributes."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Protocol

from ..errors import (
    BandNotFound,
    DuplicateName,
    InvalidProduct,
    Parameter,
    UnknownOffset,
)
from ..message import joined, say
from ..sources.source import Decoding, open_source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from ..geometry.grid import Grid
    from ..sources.source import Source

#: What to choose as a product, for messages.
CHOOSE: Final = say(
    "Choose a .SAFE folder, a product .zip, a Landsat folder or .tar, or a raster file."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BandFile:
    """One file that holds a product band at one resolution."""

    path: str
    """A name that GDAL opens, `/vsizip/…` for archive members."""
    band: int = 1
    """1-based band number in the file."""
    pixel_size: float | None = None
    """Nominal pixel size in CRS units; None where the product does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductBand:
    """A band as users name it, and the files that hold it."""

    name: str
    """The name in outputs: spectral (`GREEN`), mask (`SCL`), or the raster's own."""
    id: str
    """The sensor's identifier (`03`, `8A`), or the band number of a raster."""
    files: tuple[BandFile, ...] = ()
    """Finest first; empty for a band that is described but not contained."""
    aliases: tuple[str, ...] = ()
    """Other words for the band, matched like the name, in any case."""
    decoding: Decoding = field(default_factory=Decoding)
    """How the file's numbers become values and which pixels are invalid."""
    is_classes: bool = False
    """Values are codes: they are never averaged."""
    is_any_raster: bool = False
    """No product is known that says what its values are, only the file."""
    radiometry: str = ""
    """What a spectral band measures: `reflectance`; empty for other bands."""
    lacks_offset: bool = False
    """Nothing in the product says what to add to the numbers: they are no values."""
    origin: Origin | None = None
    """The maker of a band that no file of the product holds."""

    @property
    def is_there(self) -> bool:
        """Whether the product contains the band, or the band can be made."""
        return bool(self.files) or self.origin is not None

    def answers_to(self, key: str) -> bool:
        """Tell whether a user's word, in any case, means this band."""
        words = {self.name, self.id, *self.aliases}
        return key.strip().casefold() in {word.casefold() for word in words}

    def file_for(self, pixel_size: float | None) -> BandFile:
        """Choose the file of exactly that pixel size, else the finest."""
        exact = (file for file in self.files if file.pixel_size == pixel_size)
        return next(exact, self.files[0])


class Origin(Protocol):
    """A maker of bands that are in no file."""

    def source(self, band: ProductBand, pixel_size: float | None) -> Source:
        """Return the header of a file that will be made before it is read.

        Args:
            band: A band of this maker.
            pixel_size: The target's pixel size, in units of the product's CRS.

        Raises:
            ExogenousError: The file cannot be made.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class BandGroup:
    """Bands of one kind, mostly one for each band of the sensor."""

    kind: str
    """The start of the bands' names."""
    meaning: str
    """The meaning of the values, in a few words."""
    names: tuple[str, ...]


class MoreBands(Protocol):
    """Bands that a product does not list: they are looked up when a user names one."""

    @property
    def remedy(self) -> str:
        """A sentence on what to do where a word stands for no band, or nothing."""

    def groups(self) -> Sequence[BandGroup]:
        """List the bands by groups, as far as they can be listed."""

    def find(self, key: str) -> ProductBand | None:
        """Return the band that a user's word stands for, None where there is none.

        Raises:
            ExogenousError: The files that the band is made from cannot be read.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """An opened product; only headers and metadata have been read."""

    path: str
    name: str
    grid: Grid | None
    """The grid of the finest reflectance band; None where there are no images."""
    quicklook: str | None = None
    """The product's own small picture, a name that GDAL opens."""
    late_grid: Callable[[], Grid] | None = None
    """Finds the grid where that takes long: images that are yet to be geocoded."""
    nominal_grid: Grid | None = None
    """The grid the metadata promise; for descriptions only, images may differ."""
    bands: tuple[ProductBand, ...]
    more_bands: tuple[MoreBands, ...] = ()
    """Look up bands that are not among `bands`."""
    attributes: Mapping[str, str | float] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """Attributes that travel with results, named as in EOReader."""
    facts: Mapping[str, str | float] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """Facts that only a description shows (tile name, baseline, …)."""
    instants: Mapping[str, datetime] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """Of Sentinel-2, in UTC: of the `tile`, the `granule` and the `datatake`, as far as
    they are known."""
    warnings: tuple[str, ...] = ()
    """Warnings about the product's pixels, one sentence each."""

    def band(self, key: str) -> ProductBand:
        """Return the band that a user's word stands for.

        Raises:
            BandNotFound: The word stands for no band, or for one without a file.
            DuplicateName: The word stands for several bands.
        """
        found = [band for band in self.bands if band.answers_to(key)]
        named = [band for band in found if band.name == key.strip()]
        if len(named or found) > 1:
            raise DuplicateName(
                key, (say("band {id}", id=band.id) for band in named or found)
            )
        if found and found[0].is_there:
            return (named or found)[0]
        for more in self.more_bands:
            band = more.find(key)
            if band is not None:
                return band
        present = (band.name for band in self.bands if band.is_there)
        remedy = joined((more.remedy for more in self.more_bands if more.remedy), " ")
        raise BandNotFound(
            Parameter("BANDS"), self.path, key, present, remedy, is_unknown=not found
        )

    def source(self, band: ProductBand, pixel_size: float | None) -> Source:
        """Open the band's file that suits a pixel size best, and check its masks.

        Only headers are read.

        Raises:
            ExogenousError: The file or a mask cannot be used.
        """
        if band.origin is not None:
            return band.origin.source(band, pixel_size)
        if band.lacks_offset:
            raise UnknownOffset(self.path)
        file, label = band.file_for(pixel_size), say("band {name!r}", name=band.name)
        for mask in band.decoding.masks:
            mask.check(label)
        return open_source(file.path, file.band, label=label, decoding=band.decoding)

    def attributes_of(self, bands: Sequence[ProductBand]) -> dict[str, str | float]:
        """Return the attributes of a result that has these bands and no others.

        As in EOReader, the radiometry is stated only where it holds for all bands.
        """
        kinds = {band.radiometry: None for band in bands}
        if not kinds or "" in kinds:
            return dict(self.attributes)
        words = sorted(kinds, reverse=True)  # reflectance and brightness temperature
        return {**self.attributes, "radiometry": " and ".join(words)}

    def pixels(self) -> Grid:
        """Return the product's own grid.

        Raises:
            InvalidProduct: The product has metadata but no image files.
        """
        if self.grid is None and self.late_grid is not None:
            return self.late_grid()
        if self.grid is None:
            raise InvalidProduct(self.path, say("it has metadata but no image files"))
        return self.grid
