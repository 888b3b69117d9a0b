# SPDX-License-Identifier: GPL-3.0-or-later
"""The bands of Landsat's instruments, named as in EOReader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class LandsatBand:
    """One band of an instrument."""

    name: str
    """The name that EOReader gives the band on every sensor."""
    id: str
    """As in the names of files and metadata: `4`, `6_VCID_1`."""
    others: tuple[str, ...] = ()
    """EOReader's short and other names for the band."""
    is_thermal: bool = False
    saturation_bit: int | None = None
    """Of QA_RADSAT, Collection 2; None for one less than the id."""

    @property
    def flag(self) -> int:
        """The bit of QA_RADSAT that says the band is saturated."""
        bit = self.saturation_bit
        return 1 << (int(self.id) - 1 if bit is None else bit)


_COASTAL: Final = LandsatBand(name="COASTAL_AEROSOL", id="1", others=("CA",))


def _visible(first: int) -> tuple[LandsatBand, ...]:
    """Return blue, green, red and near infrared, numbered on from the first."""
    names = (("BLUE", ()), ("GREEN", ()), ("RED", ()), ("NIR", ("NARROW_NIR",)))
    return tuple(
        LandsatBand(name=name, id=str(number), others=others)
        for number, (name, others) in enumerate(names, first)
    )


def _thermal(number: int, id_: str, bit: int, *others: str) -> LandsatBand:
    return LandsatBand(
        name=f"THERMAL_IR_{number}",
        id=id_,
        others=(f"TIR_{number}", *others),
        is_thermal=True,
        saturation_bit=bit,
    )


def _mss(first: int) -> tuple[LandsatBand, ...]:
    """Return the four bands of MSS: numbered from 4 up to Landsat 3, then from 1."""
    names = (
        ("GREEN", ()),
        ("RED", ()),
        ("VEGETATION_RED_EDGE_1", ("VRE_1", "VRE_2", "VRE_3")),
        ("NIR", ("NARROW_NIR",)),
    )
    return tuple(
        LandsatBand(name=name, id=str(number), others=others)
        for number, (name, others) in enumerate(names, first)
    )


_SWIR: Final = (
    LandsatBand(name="SWIR_1", id="5"),
    LandsatBand(name="SWIR_2", id="7"),
)
_TM: Final = (
    *_visible(1),
    *_SWIR,
    _thermal(1, "6", 5, "TIR_2", "THERMAL_IR_2"),
)

#: DFCB of Landsat 7, QA_RADSAT: bit 5 for the low gain of band 6, bit 8 for the high.
_ETM_L1: Final = (
    *_visible(1),
    *_SWIR,
    LandsatBand(name="PANCHROMATIC", id="8", others=("PAN",), saturation_bit=7),
    _thermal(1, "6_VCID_1", 5),
    _thermal(2, "6_VCID_2", 8),
)
_ETM_L2: Final = (*_visible(1), *_SWIR, _thermal(1, "6", 5))

_OLI_L2: Final = (
    _COASTAL,
    *_visible(2),
    LandsatBand(name="SWIR_1", id="6"),
    LandsatBand(name="SWIR_2", id="7"),
    _thermal(1, "10", 9),
)
_OLI_L1: Final = (
    *_OLI_L2[:-1],
    LandsatBand(name="PANCHROMATIC", id="8", others=("PAN",), saturation_bit=7),
    LandsatBand(name="SWIR_CIRRUS", id="9", saturation_bit=8),
    _thermal(1, "10", 9),
    _thermal(2, "11", 10),
)


def bands_of(
    sensor: str, satellite: int, *, is_level_1: bool
) -> tuple[LandsatBand, ...]:
    """List the bands of an instrument; none of one that is not known.

    Args:
        sensor: The metadata's `SENSOR_ID`: `OLI_TIRS`, `ETM`, `TM`, `MSS`, ...
        satellite: Its number.
        is_level_1: Level 2 has fewer bands.
    """
    if sensor == "MSS":
        return _mss(4 if satellite < 4 else 1)
    if sensor.startswith("TM"):
        return _TM
    if sensor.startswith("ETM"):
        return _ETM_L1 if is_level_1 else _ETM_L2
    if sensor.startswith(("OLI", "TIRS")):
        return _OLI_L1 if is_level_1 else _OLI_L2
    return ()
