# SPDX-License-Identifier: GPL-3.0-or-later
"""Which numbers of a file are its nodata value, by the tolerance that GDAL has."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: GDAL takes floats of either width for the nodata value when they are less than
#: four steps of a float32 away (ARE_REAL_EQUAL in gdal_priv.h), because headers
#: hold the value as rounded text.
_NEAR: Final = 4 * float(np.finfo(np.float32).eps)

#: At this relative distance from nodata a float is safe, rounded to either width.
_APART: Final = 5 * float(np.finfo(np.float32).eps)


def is_nodata(numbers: NDArray[Any], nodata: float | None) -> NDArray[np.bool_]:
    """Tell which numbers of a file are its nodata value.

    Args:
        numbers: Any shape and real type. NaN is not looked for.
        nodata: In the file's numbers; None for no nodata value.
    """
    if nodata is None or math.isnan(nodata):
        return np.zeros(numbers.shape, dtype=np.bool_)
    if numbers.dtype.kind in "iu":
        return _are_whole(numbers, nodata)
    if math.isinf(nodata):
        return np.asarray(numbers == nodata)
    least, greatest = _limits(nodata, numbers.dtype)
    if least > greatest:
        return np.zeros(numbers.shape, dtype=np.bool_)
    near = np.asarray(numbers <= greatest)
    if near.any():  # most files have values on one side only
        near &= numbers >= least
    return near


def is_between(
    numbers: NDArray[Any], least: float, greatest: float
) -> NDArray[np.bool_]:
    """Tell which numbers of a file are in a range.

    Args:
        numbers: Any shape and real type.
        least: The range's first number; a range of one number is a nodata value.
        greatest: Its last.
    """
    if least == greatest:
        return is_nodata(numbers, least)
    if numbers.dtype.kind in "iu":
        # As integers: a range may end between two, and beyond all of the type.
        limits = np.iinfo(numbers.dtype)
        low = math.ceil(max(least, limits.min))
        high = math.floor(min(greatest, limits.max))
        if low > high:
            return np.zeros(numbers.shape, dtype=np.bool_)
        of_type = numbers.dtype.type
        inside: NDArray[np.bool_] = numbers >= of_type(low)
        inside &= numbers <= of_type(high)
        return inside
    return np.asarray((numbers >= least) & (numbers <= greatest))


def _limits(nodata: float, dtype: np.dtype[Any]) -> tuple[Any, Any]:
    """Return the least and greatest float of a type that are taken for nodata.

    Where the type has no number near nodata, the least exceeds the greatest.
    """
    of_type = np.finfo(dtype)
    own = _own(nodata, dtype)
    low = max(own - _NEAR * abs(own), float(of_type.min))
    high = min(own + _NEAR * abs(own), float(of_type.max))
    if low > high:
        return low, high
    least, greatest = dtype.type(low), dtype.type(high)
    # Rounding to the type may go outward, by up to half a step.
    if float(least) < low:
        least = np.nextafter(least, dtype.type(np.inf))
    if float(greatest) > high:
        greatest = np.nextafter(greatest, dtype.type(-np.inf))
    return least, greatest


def _own(nodata: float, dtype: np.dtype[Any]) -> float:
    """Return the number of a float type that stands for the value, as GDAL casts it.

    A value beyond the type's range stays as it is.
    """
    with np.errstate(over="ignore"):
        own = float(dtype.type(nodata))
    return own if math.isfinite(own) else nodata


def _are_whole(numbers: NDArray[Any], nodata: float) -> NDArray[np.bool_]:
    """Compare integers as such: as floats, neighbours of long ones are the same."""
    limits = np.iinfo(numbers.dtype)
    if not limits.min <= nodata <= limits.max or nodata != int(nodata):
        return np.zeros(numbers.shape, dtype=np.bool_)
    return np.asarray(numbers == numbers.dtype.type(int(nodata)))


def are_all_above(numbers: NDArray[Any], nodata: float) -> bool:
    """Tell, by their minimum alone, that all floats are safely above nodata.

    Args:
        numbers: Any shape, float. The answer is False where a NaN is among them.
        nodata: A number.
    """
    with np.errstate(invalid="ignore"):
        least = numbers.min(initial=np.inf)
    return bool(least > nodata + _APART * abs(nodata))


def kept_apart(values: NDArray[Any], nodata: float) -> NDArray[Any]:
    """Move valid floats that would be read as nodata just out of its tolerance.

    Args:
        values: Any shape, float32 or float64; changed in place.
        nodata: The nodata value of the file that the values are written to.
    """
    if math.isnan(nodata):
        return values
    taken = is_nodata(values, nodata)
    if math.isinf(nodata):
        values[taken] = math.copysign(float(np.finfo(values.dtype).max), nodata)
    elif taken.any():
        own = _own(nodata, values.dtype)
        away = np.sign(values[taken] - values.dtype.type(own))
        away[away == 0] = -1 if nodata > 0 else 1  # towards zero
        least = float(np.finfo(values.dtype).smallest_subnormal)
        values[taken] = own + away * max(_APART * abs(own), least)
    return values
