# SPDX-License-Identifier: GPL-3.0-or-later
"""What the flags of a scene say: which pixels are invalid, and where clouds are.

Bits as in the DFCB: of QA_PIXEL and QA_RADSAT, and of BQA in Collection 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ...message import say
from ...request.cleaning import Cleaning
from ...sources.contents import Drawn
from ...sources.masks import RasterMask
from ...sources.source import Decoding
from ..product import BandFile, BandGroup, ProductBand

if TYPE_CHECKING:
    from ...message import Message
    from .files import SceneFiles
    from .instruments import LandsatBand

_FILL: Final = 1 << 0

#: Of QA_RADSAT: terrain that hides the ground (OLI), pixels that were dropped (others).
_OCCLUDED: Final = 1 << 11
_DROPPED: Final = 1 << 9

#: Of BQA: dropped or occluded; saturated in one band at least.
_BAD_IN_BQA: Final = 1 << 1 | 1 << 2 | 1 << 3
_CLOUD_IN_BQA: Final = 1 << 4

#: Of QA_PIXEL, with a high confidence; cirrus is seen by OLI alone.
_CLOUD: Final = 1 << 3
_OLI_BITS: Final = {
    "CLOUDS": _CLOUD,
    "SHADOWS": 1 << 4,
    "CIRRUS": 1 << 2,
    "ALL_CLOUDS": _CLOUD | 1 << 4 | 1 << 2,
    "SNOW": 1 << 5,
    "WATER": 1 << 7,
    "DILATED_CLOUDS": 1 << 1,
}
_TM_BITS: Final = {
    **{name: bits for name, bits in _OLI_BITS.items() if name != "CIRRUS"},
    "ALL_CLOUDS": _CLOUD | 1 << 4,
}
_MSS_BITS: Final = {"CLOUDS": _CLOUD, "ALL_CLOUDS": _CLOUD}

_MEANINGS: Final = {
    "CLOUDS": say("clouds, with a high confidence"),
    "SHADOWS": say("shadows of clouds, with a high confidence"),
    "CIRRUS": say("cirrus, with a high confidence"),
    "ALL_CLOUDS": say("clouds, their shadows and cirrus"),
    "SNOW": say("snow, with a high confidence"),
    "WATER": say("water"),
    "DILATED_CLOUDS": say("the surroundings of clouds"),
}

_NO_FLAGS: Final = say(
    "The product has no QA_PIXEL; pixels with DN 0 alone are taken as nodata."
)
_NO_RADSAT: Final = say(
    "The product has no QA_RADSAT; saturated pixels are not taken out."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flags:
    """The files of flags of one scene, and the choice of what they take out."""

    files: SceneFiles
    sensor: str
    cleaning: Cleaning

    @property
    def is_collection_1(self) -> bool:
        """Whether the scene has one file of flags, with other bits."""
        return self._pixel is None and self.files.image("BQA") is not None

    @property
    def _pixel(self) -> str | None:
        return self.files.image("QA_PIXEL")

    @property
    def fill(self) -> tuple[RasterMask, ...]:
        """The mask of pixels that the sensor did not see."""
        path = self._pixel or self.files.image("BQA")
        if path is None or self.cleaning is Cleaning.RAW:
            return ()
        return (RasterMask(path=path, bits=_FILL),)

    def masks(self, band: LandsatBand) -> tuple[RasterMask, ...]:
        """Return the masks that make a band's pixels invalid."""
        if self.cleaning is not Cleaning.CLEAN:
            return self.fill
        quality, radsat = self.files.image("BQA"), self.files.image("QA_RADSAT")
        if self.is_collection_1 and quality is not None:
            bad = RasterMask(path=quality, bits=_BAD_IN_BQA, counts_wherever=True)
            return (*self.fill, bad)
        if radsat is None:
            return self.fill
        other = _OCCLUDED if self.sensor.startswith("OLI") else _DROPPED
        bits = band.flag | other
        return (*self.fill, RasterMask(path=radsat, bits=bits, counts_wherever=True))

    @property
    def problems(self) -> tuple[Message, ...]:
        """What the cleaning asked for cannot take out, one sentence each."""
        if self.cleaning is Cleaning.RAW:
            return ()
        is_without = self.cleaning is Cleaning.CLEAN and not self.is_collection_1
        lacking = [] if self.fill else [_NO_FLAGS]
        if is_without and self.files.image("QA_RADSAT") is None:
            lacking.append(_NO_RADSAT)
        return tuple(lacking)


@dataclass(frozen=True, slots=True, kw_only=True)
class CloudBands:
    """Clouds, shadows, cirrus, snow and water as bands of 1 and 0."""

    flags: Flags

    @property
    def remedy(self) -> str:
        """No remedy: flags that a scene lacks cannot be made."""
        return ""

    def groups(self) -> tuple[BandGroup, ...]:
        """List the bands, see `MoreBands`."""
        return tuple(
            BandGroup(kind=name, meaning=_MEANINGS[name], names=(name,))
            for name in self._bits()
        )

    def find(self, key: str) -> ProductBand | None:
        """Return the band of a user's word, see `MoreBands`."""
        name = key.strip().upper().replace(" ", "_")
        path = self._path()
        bits = self._bits().get(name)
        if bits is None or path is None:
            return None
        mask = RasterMask(path=path, bits=bits, valid_where_zero=False)
        decoding = Decoding(
            scale=1, offset=0, masks=self.flags.fill, contents=Drawn(mask=mask)
        )
        return ProductBand(
            name=name,
            id=name,
            files=(BandFile(path=path),),
            decoding=decoding,
            is_classes=True,
        )

    def _path(self) -> str | None:
        return self.flags.files.image("QA_PIXEL", "BQA")

    def _bits(self) -> dict[str, int]:
        sensor = self.flags.sensor
        if self._path() is None:
            return {}
        if self.flags.is_collection_1:
            return {"CLOUDS": _CLOUD_IN_BQA}
        if sensor.startswith(("OLI", "TIRS")):
            return _OLI_BITS
        return _MSS_BITS if sensor == "MSS" else _TM_BITS
