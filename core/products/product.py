# SPDX-License-Identifier: GPL-3.0-or-later
"""What a product is: a grid, named bands with their files, and attributes."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Protocol

from ..errors import BandNotFound, DuplicateName, InvalidProduct
from ..message import joined, say
from ..sources.source import Decoding, open_source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ..geometry.grid import Grid
    from ..sources.source import Source

#: What may be called a product, for messages.
CHOOSE: Final = say("Choose a .SAFE folder, a product .zip or a raster file.")


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
    """Finest first; empty where the product describes a band it does not bring."""
    aliases: tuple[str, ...] = ()
    """Other words for the band, matched like the name, in any case."""
    decoding: Decoding = field(default_factory=Decoding)
    """How the file's numbers become values and which of them are invalid."""
    is_classes: bool = False
    """Values are codes: they are never averaged."""
    is_any_raster: bool = False
    """No product is known that says what its values are, only the file."""
    radiometry: str = ""
    """What a spectral band measures: `reflectance`; empty for other bands."""
    origin: Origin | None = None
    """Who makes the band where no file of the product holds it."""

    @property
    def is_there(self) -> bool:
        """Whether the product brings the band, or somebody makes it."""
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
    """Who makes bands that are in no file."""

    def source(self, band: ProductBand, pixel_size: float | None) -> Source:
        """Return the header of a file that will be made before it is read.

        Args:
            band: One of its own.
            pixel_size: In units of the product's CRS, what it is to be used at.

        Raises:
            ExogenousError: It cannot be made.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class BandGroup:
    """Bands of one kind, mostly one for each band of the sensor."""

    kind: str
    """What their names begin with."""
    meaning: str
    """What the values say, in a few words."""
    names: tuple[str, ...]


class MoreBands(Protocol):
    """Bands that nobody lists: they are looked for when a user names one."""

    @property
    def remedy(self) -> str:
        """Say what to do where a word means none, in a sentence or not at all."""

    def groups(self) -> Sequence[BandGroup]:
        """List what there is, as far as anybody can."""

    def find(self, key: str) -> ProductBand | None:
        """Return the band that a user's word means, None where it means none.

        Raises:
            ExogenousError: What the band is made of cannot be read.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """An opened product; only headers and metadata have been read."""

    path: str
    name: str
    grid: Grid | None
    """The grid of the finest reflectance band; None where there are no pixels."""
    quicklook: str | None = None
    """A small picture that the product brings, a name that GDAL opens."""
    late_grid: Callable[[], Grid] | None = None
    """Finds the grid where that takes long: images that are yet to be placed."""
    nominal_grid: Grid | None = None
    """The grid the metadata promise; for descriptions only, images may differ."""
    bands: tuple[ProductBand, ...]
    more_bands: tuple[MoreBands, ...] = ()
    """Where to look for bands that are not among these."""
    attributes: Mapping[str, str | float] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """What travels with results, named as EOReader names it."""
    facts: Mapping[str, str | float] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """What only a description shows (tile name, baseline, masks present, …)."""
    warnings: tuple[str, ...] = ()
    """What the user should know before using the pixels, one sentence each."""

    def band(self, key: str) -> ProductBand:
        """Return the band a user's word means.

        Raises:
            BandNotFound: None does, or its file is not in the product.
            DuplicateName: Several do.
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
        raise BandNotFound("BANDS", self.path, key, present, remedy)

    def source(self, band: ProductBand, pixel_size: float | None) -> Source:
        """Open the headers of the file that serves a pixel size best, and its masks'.

        Raises:
            ExogenousError: One of them cannot be used.
        """
        if band.origin is not None:
            return band.origin.source(band, pixel_size)
        file, label = band.file_for(pixel_size), say("band {name!r}", name=band.name)
        for mask in band.decoding.masks:
            mask.check(label)
        return open_source(file.path, file.band, label=label, decoding=band.decoding)

    def attributes_of(self, bands: Sequence[ProductBand]) -> dict[str, str | float]:
        """Return what travels with a result that has these bands and no others.

        As EOReader does, the radiometry is said only where it holds for all of it.
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
