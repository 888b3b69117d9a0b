# SPDX-License-Identifier: GPL-3.0-or-later
"""A product's bands: their names, their files, and how to decode them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ...errors import UnknownOffset
from ...message import Message, say
from ...request.cleaning import Cleaning
from ...sources.masks import RasterMask
from ...sources.source import Decoding
from ..product import BandFile, ProductBand
from .masks import QUALITY_KINDS, BandMasks
from .reflectance import NODATA, quantity_decoding, radiometry
from .spectral import bands_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .identity import Identity
    from .masks import MaskReader
    from .spectral import SpectralBand

#: The class "no data" of the scene classification (PSD, SCL).
_UNCLASSIFIED: Final = 0.0

_AS_STORED: Final = say(
    "Nothing in the product says its processing baseline, and so the offset of its "
    "numbers: bands are the numbers as they are, no reflectance."
)
_NO_QUALITY: Final = say("The product has no quality masks; only nodata is taken out.")


@dataclass(frozen=True, slots=True, kw_only=True)
class BandBuilder:
    """Builds the bands of one product."""

    product: Identity
    masks: MaskReader
    gdal_name: Callable[[str], str]
    """Turns a file's name in the product into a name for GDAL."""

    def build(self) -> tuple[tuple[ProductBand, ...], tuple[str, ...]]:
        """Describe every band that a product of this level has.

        Returns:
            The bands, without files where the product does not contain them, and
            warnings about them, one sentence each.
        """
        spectral = bands_of(self.product.level)
        found = {
            band.id: self.masks.of_band(band.id)
            for band in spectral
            if band.id in self.product.files.images
        }
        bands, problems = self._reflectances(spectral, found)
        if self.product.level == "L2A":
            bands += self._quantities()
            problems += self._quantity_problems()
        return tuple(bands), tuple(dict.fromkeys(problems))

    @property
    def _is_raw(self) -> bool:
        return self.masks.cleaning is Cleaning.RAW

    @property
    def _nodata(self) -> float | None:
        """The images' number for nodata; None where every number is to stay."""
        if self._is_raw:
            return None
        said = self.product.datatake.nodata
        return NODATA if said is None else said

    def _reflectances(
        self, spectral: tuple[SpectralBand, ...], found: Mapping[str, BandMasks]
    ) -> tuple[list[ProductBand], list[str]]:
        product = self.product
        numbers = radiometry(product.datatake, product.baseline, spectral)
        bands = []
        for band in spectral:
            masks = found.get(band.id, BandMasks())
            is_unknown = band.index in numbers.unknown
            bands.append(
                ProductBand(
                    name=band.name,
                    id=band.id,
                    files=self._files(band.id, band.pixel_size),
                    aliases=band.aliases,
                    decoding=numbers.decoding(band, masks, self._nodata),
                    radiometry="" if is_unknown else "reflectance",
                    lacks_offset=is_unknown and not self._is_raw,
                )
            )
        problems = [*numbers.problems, *self._mask_problems(spectral, found)]
        if numbers.unknown:
            refusal = UnknownOffset(product.path).advice
            problems.append(_AS_STORED if self._is_raw else refusal)
        return bands, problems

    def _quantities(self) -> list[ProductBand]:
        """Describe the bands of L2A alone: classes, aerosols, vapour, probabilities."""
        datatake, nodata = self.product.datatake, self._nodata
        unclassified = None if nodata is None else _UNCLASSIFIED
        seen = Decoding(masks=self._where_classified())
        decodings = {
            "SCL": Decoding(nodata=unclassified),
            "AOT": quantity_decoding(datatake.aot_quantification, nodata),
            "WVP": quantity_decoding(datatake.wvp_quantification, nodata),
            "CLDPRB": seen,
            "SNWPRB": seen,
        }
        return [
            ProductBand(
                name=band,
                id=band,
                files=self._files(band),
                aliases=(f"MSK_{band}",) if decoding is seen else (),
                decoding=decoding,
                is_classes=band == "SCL",
            )
            for band, decoding in decodings.items()
        ]

    def _files(
        self, band: str, pixel_size: float | None = None
    ) -> tuple[BandFile, ...]:
        return tuple(
            BandFile(
                path=self.gdal_name(file.name), pixel_size=file.pixel_size or pixel_size
            )
            for file in self.product.files.images.get(band, ())
        )

    def _where_classified(self) -> tuple[RasterMask, ...]:
        """Return the mask of pixels where cloud and snow probabilities are valid.

        Outside the swath probabilities are 0, which would read as a clear sky; the
        scene classification has 0, "no data", there.
        """
        classified = self._files("SCL")
        if not classified or self._nodata is None:
            return ()
        return (RasterMask(path=classified[0].path, valid_where_zero=False),)

    def _mask_problems(
        self, spectral: tuple[SpectralBand, ...], found: Mapping[str, BandMasks]
    ) -> list[str]:
        cleaning, nodata = self.masks.cleaning, self._nodata
        if nodata is None or not found:
            return []
        problems = [text for masks in found.values() for text in masks.problems]
        unseen = [
            band.name
            for band in spectral
            if band.id in found and not found[band.id].has_footprint
        ]
        if len(unseen) == len(found):
            problems.append(_no_footprints(nodata))
        elif unseen:
            problems.append(_some_footprints(unseen, nodata))
        kinds = {kind for kind, _ in self.product.files.masks}
        if cleaning is Cleaning.CLEAN and not kinds & QUALITY_KINDS:
            problems.append(_NO_QUALITY)
        return problems

    def _quantity_problems(self) -> list[str]:
        datatake, images = self.product.datatake, self.product.files.images
        said = {"AOT": datatake.aot_quantification, "WVP": datatake.wvp_quantification}
        return [
            say(
                "The metadata do not say the quantification of {band}; "
                "1000 is used, as in every product so far.",
                band=band,
            )
            for band, value in said.items()
            if value is None and band in images
        ]


def _no_footprints(nodata: float) -> Message:
    return say(
        "The product has no detector footprint masks; pixels with DN {nodata:g} alone "
        "are taken as nodata.",
        nodata=nodata,
    )


def _some_footprints(unseen: list[str], nodata: float) -> Message:
    return say(
        "There is no detector footprint mask for {bands}; "
        "pixels with DN {nodata:g} alone are taken as nodata there.",
        bands=", ".join(unseen),
        nodata=nodata,
    )
