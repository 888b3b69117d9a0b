# SPDX-License-Identifier: GPL-3.0-or-later
"""How the numbers of a product become reflectances and other quantities.

`(number + offset) / quantification`, PSD, "Radiometric offset and
quantification". Offsets came with baseline 04.00, so that dark pixels need not
be cut off at 0; reflectances below 0 are set to 0, as EOReader does.
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

#: What every product has had so far, for metadata that do not say.
_QUANTIFICATION: Final = 10000.0
_OFFSET: Final = -1000.0
_QUANTIFICATION_OF_QUANTITIES: Final = 1000.0

_OFFSETS_SINCE: Final = 4.0

#: What every product has had so far for "no data" (PSD, Special_Values).
NODATA: Final = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Radiometry:
    """The numbers that reflectances are made with."""

    quantification: float
    offsets: dict[int, float]
    """By the band's index; bands without one have 0."""
    unknown: frozenset[int] = frozenset()
    """The bands whose offset nothing in the product says, by index."""
    problems: tuple[str, ...] = ()
    """One sentence for each number that the metadata should have said."""

    def decoding(
        self, band: SpectralBand, masks: BandMasks, nodata: float | None
    ) -> Decoding:
        """Say how a band's numbers become reflectance; they stay where nobody knows.

        Args:
            band: The band.
            masks: What makes its pixels invalid beside the number for nodata.
            nodata: That number; None where every number is a value.
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
    """Choose quantification and offsets; say which the metadata left open.

    Args:
        metadata: What the product's metadata say.
        baseline: Of the processor, 4.0 for 04.00; None where it is unknown.
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
    """Say how the numbers of AOT (no unit) and WVP (cm) become values."""
    return Decoding(
        nodata=nodata, scale=1 / (quantification or _QUANTIFICATION_OF_QUANTITIES)
    )
