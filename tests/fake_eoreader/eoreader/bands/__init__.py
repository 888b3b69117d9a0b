# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from enum import Enum
from typing import Any

from . import indices


class Spectral(Enum):
    CA = "COASTAL_AEROSOL"
    RED = "RED"
    NIR = "NIR"
    TIR_1 = "THERMAL_IR_1"
    SLOW = "SLOW"
    NOISY = "NOISY"
    DEADLY = "DEADLY"
    BROKEN = "BROKEN"
    DEEP = "DEEP"


class CloudsBandNames(Enum):
    CLOUDS = "CLOUDS"


class MaskBandNames(Enum):
    """Each sensor has its own."""


class Dem(Enum):
    DEM = "DEM"


class Mask(MaskBandNames):
    QA = "QA"
    CLM = "CLM"


class OtherMask(MaskBandNames):
    UDM = "UDM"


def is_spectral_band(band: Any) -> bool:
    return isinstance(band, Spectral)


def is_thermal_band(band: Any) -> bool:
    return band is Spectral.TIR_1


def is_index(band: Any) -> bool:
    return isinstance(band, str)


def is_clouds(band: Any) -> bool:
    return isinstance(band, CloudsBandNames)


def is_mask(band: Any) -> bool:
    return isinstance(band, MaskBandNames)


def is_dem(band: Any) -> bool:
    return isinstance(band, Dem)


def to_str(band: Any, *, as_list: bool) -> str:
    assert not as_list
    return band if isinstance(band, str) else band.name


def to_band(words: list[str]) -> list[Any]:
    return [Spectral[word] for word in words]


__all__ = ["indices"]
