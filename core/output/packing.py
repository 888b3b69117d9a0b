# SPDX-License-Identifier: GPL-3.0-or-later
"""Packing: the scale and offset with which an integer type holds a band's values."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import Final

import numpy as np

#: The unit in which Sentinel-2 and EOReader store reflectances.
REFLECTANCE_SCALE: Final = 1e-4

#: The steps that scales are chosen from, times a power of ten.
_STEPS: Final = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Packing:
    """`value = code * scale + offset`, as GDAL and CF have it."""

    scale: float = 1.0
    offset: float = 0.0

    def __str__(self) -> str:
        """Return the formula from code to value, like `x 0.0005 - 12.2`."""
        sign = "-" if self.offset < 0 else "+"
        return f"x {self.scale:g} {sign} {abs(self.offset):g}"

    def holds(self, values: Range, codes: Range) -> bool:
        """Tell whether every value has a code."""
        least = (values.least - self.offset) / self.scale
        greatest = (values.greatest - self.offset) / self.scale
        return codes.least <= round(least) and round(greatest) <= codes.greatest


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The least and the greatest of some numbers, both included."""

    least: float
    greatest: float

    def __post_init__(self) -> None:
        """Refuse a least number above the greatest."""
        if not self.least <= self.greatest:
            raise ValueError(f"{self.least} is not below {self.greatest}")


def sides_of(dtype: str, nodata: float) -> tuple[Range, Range]:
    """Return the codes of an integer type below and above its nodata value."""
    limits = np.iinfo(dtype)
    return (
        Range(least=limits.min, greatest=max(nodata - 1, limits.min)),
        Range(least=min(nodata + 1, limits.max), greatest=limits.max),
    )


def codes_of(dtype: str, nodata: float) -> Range:
    """Return the codes of an integer type that may stand for values.

    Args:
        dtype: An integer type.
        nodata: The nodata value, of that type: the longer part of the type's range on
            one side of it is returned.
    """
    sides = sides_of(dtype, nodata)
    return max(sides, key=lambda part: part.greatest - part.least)


def choose(values: Range, codes: Range, natural: tuple[Packing, ...]) -> Packing:
    """Choose how a band is packed.

    A natural packing (scale 1 for whole numbers, 0.0001 for reflectances) is taken
    where it holds the values; else the packing with the finest round scale that does.

    Args:
        values: The range of the band's valid values.
        codes: The codes that may stand for values.
        natural: Packings to prefer, in order.
    """
    for packing in natural:
        if packing.holds(values, codes):
            return packing
    return _round_packing(values, codes)


def _round_packing(values: Range, codes: Range) -> Packing:
    exact = (values.greatest - values.least) / (codes.greatest - codes.least)
    if not exact:
        # A single value: the code nearest to zero stands for it.
        code = min(max(0.0, codes.least), codes.greatest)
        return Packing(offset=values.least - code)
    exponent = math.floor(math.log10(exact))
    for power, step in itertools.product((exponent, exponent + 1), _STEPS):
        scale = float(f"{step}e{power}")
        from_zero = Packing(scale=scale)
        centred = _centred(values, codes, step, power)
        for packing in (from_zero, centred):
            if scale >= exact and packing.holds(values, codes):
                return packing
    raise ValueError(f"no scale packs {values} into {codes}")


def _centred(values: Range, codes: Range, step: int, power: int) -> Packing:
    """Put the middle of the values on the middle code, both of them rounded."""
    scale = float(f"{step}e{power}")
    middle = round((codes.least + codes.greatest) / 2)
    offset_steps = round((values.least + values.greatest) / 2 / scale) - middle
    return Packing(scale=scale, offset=float(f"{offset_steps * step}e{power}"))
