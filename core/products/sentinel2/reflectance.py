# SPDX-License-Identifier: GPL-3.0-or-later
"""The decoding of a product's numbers as reflectances and other quantities.

Reflectance is `(number + offset) / quantification`, PSD, "Radiometric offset and
quantification". Offsets came with baseline 04.00, so that dark pixels need not be cut
off at 0; reflectances below 0 are set to 0, as in EOReader.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ...message import say
from ...sources.contents import Values
from ...sources.source import Decoding

if TYPE_CHECKING:
    from ...sources.masks import Mask
    from .metadata import DatatakeMetadata
    from .spectral import SpectralBand

#: The values of every product so far, for metadata that lack them.
_QUANTIFICATION: Final = 10000.0
_OFFSET: Final = -1000.0
_QUANTIFICATION_OF_QUANTITIES: Final = 1000.0

_OFFSETS_SINCE: Final = 4.0

#: The baseline of products made by users with Sen2Cor, which have offsets if, and only
#: if, the metadata have them.
_USER_BASELINE: Final = 99.99

#: The nodata value of every image (PSD, Special_Values).
NODATA: Final = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Radiometry:
    """The quantification and the offsets of reflectances."""

    quantification: float
    offsets: dict[int, float]
    """By the band's index; bands that are missing have 0."""
    problems: tuple[str, ...] = ()
    """One sentence for each number that the metadata lack."""

    def decoding(
        self, band: SpectralBand, masks: tuple[Mask, ...], nodata: float | None
    ) -> Decoding:
        """Return the decoding of a band's numbers as reflectance."""
        return Decoding(
            nodata=nodata,
            scale=1 / self.quantification,
            offset=self.offsets.get(band.index, 0.0) / self.quantification,
            masks=masks,
            contents=Values(floor=0.0),
        )


def radiometry(
    metadata: DatatakeMetadata, baseline: float | None, bands: tuple[SpectralBand, ...]
) -> Radiometry:
    """Choose quantification and offsets; note those that the metadata lack.

    Args:
        metadata: The product's metadata.
        baseline: The version of the processor, 4.0 for 04.00; None where unknown.
        bands: The bands of the product.
    """
    problems = []
    quantification = metadata.quantification
    if quantification is None:
        quantification = _QUANTIFICATION
        problems.append(
            say(
                "The metadata do not say the quantification of reflectance; "
                "{quantification:g} is used, as in every product so far.",
                quantification=quantification,
            )
        )
    if baseline is not None and baseline < _OFFSETS_SINCE:
        return Radiometry(
            quantification=quantification, offsets={}, problems=tuple(problems)
        )
    offsets = dict(metadata.offsets)
    missing = [band for band in bands if band.index not in offsets]
    if missing and baseline not in (None, _USER_BASELINE):
        offsets.update((band.index, _OFFSET) for band in missing)
        problems.append(
            say(
                "The metadata do not say the radiometric offset of {bands}; "
                "{offset:g} is used, as in every product since baseline 04.00.",
                bands=", ".join(band.name for band in missing),
                offset=_OFFSET,
            )
        )
    return Radiometry(
        quantification=quantification, offsets=offsets, problems=tuple(problems)
    )


def quantity_decoding(quantification: float | None, nodata: float | None) -> Decoding:
    """Return the decoding of the numbers of AOT (no unit) or WVP (cm)."""
    return Decoding(
        nodata=nodata, scale=1 / (quantification or _QUANTIFICATION_OF_QUANTITIES)
    )
