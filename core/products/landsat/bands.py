# SPDX-License-Identifier: GPL-3.0-or-later
"""The bands of a scene: their files, and how numbers become values.

Level 2: `number * mult + add`, reflectance of the surface or its temperature in kelvin.
Level 1: the same, divided by the sine of the sun's elevation, is the reflectance at the
top of the atmosphere; thermal numbers become radiance, and that a temperature (DFCB,
"Radiometric rescaling").
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ...message import say
from ...request.cleaning import Cleaning
from ...request.nodata_rule import NodataRule
from ...sources.contents import UNBOUNDED, Brightness, Values
from ...sources.source import Decoding
from ..metadata_file import UnreadableFile
from ..product import BandFile, ProductBand

if TYPE_CHECKING:
    from ...sources.contents import Contents
    from .files import SceneFiles
    from .instruments import LandsatBand
    from .mtl import Mtl
    from .quality import Flags

#: The number of fill in bands; what the file declares counts beside it.
_FILL: Final = NodataRule(of_file=True, ranges=((0.0, 0.0),))

_ANY: Final = NodataRule(of_file=False)

#: Files of flags: codes whose bits are looked up in the DFCB.
_CODES: Final = ("QA_PIXEL", "QA_RADSAT", "BQA", "SR_QA_AEROSOL", "SR_CLOUD_QA")

#: Other files of numbers, and the value of 1: kelvin, degrees, radiance in
#: W/(m2 sr um), kilometres; emissivity, transmittance and opacity have no unit.
_QUANTITIES: Final = {
    "ST_QA": 0.01,
    "ST_EMIS": 0.0001,
    "ST_EMSD": 0.0001,
    "ST_ATRAN": 0.0001,
    "ST_TRAD": 0.001,
    "ST_URAD": 0.001,
    "ST_DRAD": 0.001,
    "ST_CDIST": 0.01,
    "SR_ATMOS_OPACITY": 0.001,
    "SAA": 0.01,
    "SZA": 0.01,
    "VAA": 0.01,
    "VZA": 0.01,
}
_ANGLES: Final = {"SAA", "SZA", "VAA", "VZA"}
_FILL_OF_QUANTITIES: Final = -9999.0

#: Beyond, no coefficient of a 16-bit image can be.
_MOST: Final = 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class BandBuilder:
    """Builds the bands of one scene."""

    files: SceneFiles
    mtl: Mtl
    flags: Flags

    def build(self, instrument: tuple[LandsatBand, ...]) -> tuple[ProductBand, ...]:
        """Describe the instrument's bands, and the other files that are there.

        Raises:
            UnreadableFile: The metadata lack a coefficient of a band that is there, or
                have one that cannot be.
        """
        return (
            *map(self._measured, instrument),
            *(self._codes(name) for name in _CODES if self.files.image(name)),
            *(self._quantity(name) for name in _QUANTITIES if self.files.image(name)),
        )

    @property
    def _is_raw(self) -> bool:
        return self.flags.cleaning is Cleaning.RAW

    def _measured(self, band: LandsatBand) -> ProductBand:
        start = "ST_" if band.is_thermal else "SR_"
        end = f"B{band.id}" if self.mtl.is_level_1 else f"{start}B{band.id}"
        path = self.files.image(end)
        own = f"B{band.id}"
        return ProductBand(
            name=band.name,
            id=band.id,
            files=() if path is None else (BandFile(path=path),),
            aliases=(own, *band.others, *((end,) if end != own else ())),
            decoding=Decoding() if path is None else self._decoding(band),
            radiometry=self._radiometry(band),
        )

    def _radiometry(self, band: LandsatBand) -> str:
        if not band.is_thermal:
            return "reflectance"
        level_1 = self.mtl.is_level_1
        return "brightness temperature" if level_1 else "surface temperature"

    def _decoding(self, band: LandsatBand) -> Decoding:
        scale, offset, contents = self._coefficients(band)
        return Decoding(
            nodata=_ANY if self._is_raw else _FILL,
            scale=scale,
            offset=offset,
            has_masks=not self._is_raw,
            masks=self.flags.masks(band),
            contents=contents,
        )

    def _coefficients(self, band: LandsatBand) -> tuple[float, float, Contents]:
        if not band.is_thermal:
            scale, offset = self._pair("REFLECTANCE", f"BAND_{band.id}")
            sine = self._sine_of_sun() if self.mtl.is_level_1 else 1.0
            return scale / sine, offset / sine, Values(floor=0.0)
        if self.mtl.is_level_1:
            scale, offset = self._pair("RADIANCE", f"BAND_{band.id}")
            k1, k2 = (self._needed(f"K{n}_CONSTANT_BAND_{band.id}") for n in (1, 2))
            if min(k1, k2) <= 0:
                raise self._wrong(f"K1_CONSTANT_BAND_{band.id}", min(k1, k2))
            return scale, offset, Brightness(k1=k1, k2=k2)
        return (*self._pair("TEMPERATURE", f"BAND_ST_B{band.id}"), UNBOUNDED)

    def _pair(self, kind: str, band: str) -> tuple[float, float]:
        """Return what numbers are multiplied with, and what is added then."""
        scale = self._needed(f"{kind}_MULT_{band}")
        if scale <= 0:
            raise self._wrong(f"{kind}_MULT_{band}", scale)
        return scale, self._needed(f"{kind}_ADD_{band}")

    def _sine_of_sun(self) -> float:
        elevation = self._needed("SUN_ELEVATION")
        if not 0 < elevation <= 90:
            raise self._wrong("SUN_ELEVATION", elevation)
        return math.sin(math.radians(elevation))

    def _needed(self, key: str) -> float:
        value = self.mtl.number(key)
        if value is None:
            raise UnreadableFile(self.mtl.file, say("{field} is missing", field=key))
        if abs(value) > _MOST:
            raise self._wrong(key, value)
        return value

    def _wrong(self, key: str, value: float) -> UnreadableFile:
        reason = say("{field} is {value:g}, which cannot be", field=key, value=value)
        return UnreadableFile(self.mtl.file, reason)

    def _file(self, name: str) -> tuple[BandFile, ...]:
        path = self.files.image(name)
        return () if path is None else (BandFile(path=path),)

    def _codes(self, name: str) -> ProductBand:
        decoding = Decoding(
            nodata=_ANY, scale=1, offset=0, has_masks=False, masks=self.flags.fill
        )
        return ProductBand(
            name=name,
            id=name,
            files=self._file(name),
            decoding=decoding,
            is_classes=True,
        )

    def _quantity(self, name: str) -> ProductBand:
        number = 0.0 if name in _ANGLES else _FILL_OF_QUANTITIES
        fill = NodataRule(of_file=True, ranges=((number, number),))
        decoding = Decoding(
            nodata=_ANY if self._is_raw else fill,
            scale=_QUANTITIES[name],
            offset=0,
            has_masks=not self._is_raw,
            masks=self.flags.fill,
        )
        return ProductBand(
            name=name, id=name, files=self._file(name), decoding=decoding
        )
