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
from .baseline import USER_BASELINE

if TYPE_CHECKING:
    from .masks import BandMasks
    from .metadata import DatatakeMetadata
    from .spectral import SpectralBand

#: The values of every product so far, for metadata that lack them.
_QUANTIFICATION: Final = 10000.0
_OFFSET: Final = -1000.0
_QUANTIFICATION_OF_QUANTITIES: Final = 1000.0

_OFFSETS_SINCE: Final = 4.0

#: The nodata value of every image so far (PSD, Special_Values).
NODATA: Final = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Radiometry:
    """The quantification and the offsets of reflectances."""

    quantification: float
    offsets: dict[int, float]
    """By the band's index; bands that are missing have 0."""
    unknown: frozenset[int] = frozenset()
    """The bands whose offset nothing in the product says, by index."""
    problems: tuple[str, ...] = ()
    """One sentence for each number that the metadata lack."""

    def decoding(
        self, band: SpectralBand, masks: BandMasks, nodata: float | None
    ) -> Decoding:
        """Return the decoding of a band's numbers as reflectance.

        Numbers of a band whose offset is unknown stay as they are.

        Args:
            band: The band.
            masks: The masks that make pixels invalid beside the nodata value.
            nodata: The nodata value; None where every number is a value.
        """
        if band.index in self.unknown:
            return Decoding(nodata=nodata, scale=1, offset=0, masks=masks.masks)
        return Decoding(
            nodata=nodata,
            scale=1 / self.quantification,
            offset=self.offsets.get(band.index, 0.0) / self.quantification,
            masks=masks.masks,
            is_nodata_masked=masks.has_footprint,
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
    is_users = baseline == USER_BASELINE
    if baseline is None or (is_users and not metadata.is_read):
        return Radiometry(
            quantification=quantification,
            offsets=offsets,
            unknown=frozenset(band.index for band in missing),
            problems=tuple(problems),
        )
    if missing and not is_users:
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
