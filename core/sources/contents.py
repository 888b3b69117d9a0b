# SPDX-License-Identifier: GPL-3.0-or-later
"""The contents of a source's values: the file's numbers, coverage, or a drawn mask."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .code_book import CodeBook
    from .masks import Mask

#: A mean of directions this short points nowhere.
_NO_DIRECTION: Final = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """The file's numbers, scaled."""

    floor: float | None = None
    """Resampled values below the floor become the floor (reflectance: 0)."""
    beyond_edges: ClassVar[float] = math.nan
    """The value beyond the file's edges."""
    are_everywhere: ClassVar[bool] = False
    """There is a value everywhere, beyond the file's edges as well."""

    def finished(self, values: NDArray[Any]) -> NDArray[Any]:
        """Return resampled values as results have them; `values` may be changed."""
        if self.floor is None:
            return values
        return np.maximum(values, self.floor, out=values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brightness:
    """The temperature in kelvin of a black body of that radiance, which is averaged.

    Planck's law for a band, inverted: `k2 / ln(k1 / radiance + 1)`.
    """

    k1: float
    """In the unit of the radiance."""
    k2: float
    """In kelvin."""
    beyond_edges: ClassVar[float] = math.nan
    are_everywhere: ClassVar[bool] = False

    def finished(self, values: NDArray[Any]) -> NDArray[Any]:
        """Return temperatures of resampled radiance, NaN where there is none."""
        with np.errstate(divide="ignore", invalid="ignore"):
            values[values <= 0] = np.nan
            exact = values.astype(np.float64)
            kelvin: NDArray[Any] = self.k2 / np.log1p(self.k1 / exact)
        return kelvin.astype(values.dtype)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """1 where the file has a value, else 0, beyond the file's edges as well."""

    of_number: float | None = None
    """The one number of the file that counts; None for any."""
    beyond_edges: ClassVar[float] = 0.0
    are_everywhere: ClassVar[bool] = True

    def finished(self, values: NDArray[Any]) -> NDArray[Any]:
        """Return the covered shares, 0 where no source pixel was read."""
        values[np.isnan(values)] = 0
        return values


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """1 where a mask is valid and 0 elsewhere, on the pixels of a file."""

    mask: Mask
    beyond_edges: ClassVar[float] = math.nan
    are_everywhere: ClassVar[bool] = False

    def finished(self, values: NDArray[Any]) -> NDArray[Any]:
        """Return the values as they are."""
        return values


@dataclass(frozen=True, slots=True, kw_only=True)
class Decibels:
    """Ten times the decimal logarithm of a power, which is what is averaged."""

    beyond_edges: ClassVar[float] = math.nan
    are_everywhere: ClassVar[bool] = False

    def begun(self, values: NDArray[Any]) -> NDArray[Any]:
        """Return what is resampled in place of values as read, in float64.

        Powers differ by more than values do: sums of float32 would lose digits.
        """
        with np.errstate(over="ignore"):  # no power has so many decibels
            power: NDArray[Any] = np.power(10.0, values.astype(np.float64) / 10)
        return power

    def finished(self, values: NDArray[Any]) -> NDArray[Any]:
        """Return decibels of resampled power, NaN where there is none."""
        with np.errstate(divide="ignore", invalid="ignore"):
            values[values <= 0] = np.nan
            decibels: NDArray[Any] = 10 * np.log10(values)
        return decibels


@dataclass(frozen=True, slots=True, kw_only=True)
class Angles:
    """Angles, of which the directions are averaged, round the circle."""

    turn: float
    """How much a turn is: 360 degrees, or 2 pi radians."""
    is_signed: bool = False
    """Results lie in -turn / 2 to turn / 2, else in 0 to turn."""
    part: str = ""
    """`sin` or `cos` of the directions, which are resampled one by one."""
    beyond_edges: ClassVar[float] = math.nan
    are_everywhere: ClassVar[bool] = False

    def begun(self, values: NDArray[Any]) -> NDArray[Any]:
        """Return what is resampled in place of values as read."""
        function = np.sin if self.part == "sin" else np.cos
        part: NDArray[Any] = function(values * (2 * math.pi / self.turn))
        return part

    def joined(self, sine: NDArray[Any], cosine: NDArray[Any]) -> NDArray[Any]:
        """Return angles, NaN where directions cancel each other."""
        angles: NDArray[Any] = np.arctan2(sine, cosine) * (self.turn / (2 * math.pi))
        angles[np.hypot(sine, cosine) < _NO_DIRECTION] = np.nan
        if not self.is_signed:
            np.copyto(angles, angles + self.turn, where=angles < 0)
            angles[angles >= self.turn] = 0  # what rounding made of a hair below 0
        return angles

    def finished(self, values: NDArray[Any]) -> NDArray[Any]:
        """Return the values as they are."""
        return values


@dataclass(frozen=True, slots=True, kw_only=True)
class Flags:
    """Bits, which are resampled one by one."""

    bits: int
    """How many the type has."""
    is_signed: bool
    """The highest of them is the sign."""
    bit: int = 0
    """The one that is resampled."""
    beyond_edges: ClassVar[float] = math.nan
    are_everywhere: ClassVar[bool] = False

    def begun(self, values: NDArray[Any]) -> NDArray[Any]:
        """Return 1 where the bit is set, in place of values as read, else 0."""
        whole = np.nan_to_num(values).astype(np.int64)
        return ((whole >> self.bit) & 1).astype(values.dtype)

    def worth(self, bit: int) -> float:
        """Return what a bit adds to a number."""
        is_sign = self.is_signed and bit == self.bits - 1
        return -(2.0**bit) if is_sign else 2.0**bit

    def finished(self, values: NDArray[Any]) -> NDArray[Any]:
        """Return the values as they are."""
        return values


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """The upper or the lower 32 bits of integers that no float holds, as a number."""

    is_upper: bool
    beyond_edges: ClassVar[float] = math.nan
    are_everywhere: ClassVar[bool] = False

    def finished(self, values: NDArray[Any]) -> NDArray[Any]:
        """Return the values as they are."""
        return values


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """Codes that stand for integers that no float holds."""

    book: CodeBook
    beyond_edges: ClassVar[float] = math.nan
    are_everywhere: ClassVar[bool] = False

    def finished(self, values: NDArray[Any]) -> NDArray[Any]:
        """Return the values as they are."""
        return values


Contents = (
    Values | Brightness | Coverage | Drawn | Half | Coded | Decibels | Angles | Flags
)

#: The file's numbers without a floor.
UNBOUNDED: Final = Values()
