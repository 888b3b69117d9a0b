# SPDX-License-Identifier: GPL-3.0-or-later
"""Which numbers of a file say "no data", as all that read with GDAL see it."""

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

#: A float is safe from that at this distance, rounded to either width.
_APART: Final = 5 * float(np.finfo(np.float32).eps)


def is_nodata(numbers: NDArray[Any], nodata: float | None) -> NDArray[np.bool_]:
    """Tell which numbers of a file are its nodata value.

    Args:
        numbers: Any shape and real type. NaN is not looked for.
        nodata: In the file's numbers; None where there is none.
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
    if near.any():  # most files have values on one side of it only
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
    """Return the least and greatest float of a type that are taken for the value.

    Where the type has no number near, the least is the greater one.
    """
    of_type = np.finfo(dtype)
    low = max(nodata - _NEAR * abs(nodata), float(of_type.min))
    high = min(nodata + _NEAR * abs(nodata), float(of_type.max))
    if low > high:
        return low, high
    least, greatest = dtype.type(low), dtype.type(high)
    # Rounding to the type may go outward, by up to half a step.
    if float(least) < low:
        least = np.nextafter(least, dtype.type(np.inf))
    if float(greatest) > high:
        greatest = np.nextafter(greatest, dtype.type(-np.inf))
    own = dtype.type(min(max(nodata, low), high))
    return min(least, own), max(greatest, own)


def _are_whole(numbers: NDArray[Any], nodata: float) -> NDArray[np.bool_]:
    """Compare integers as such: as floats, neighbours of long ones are the same."""
    limits = np.iinfo(numbers.dtype)
    if not limits.min <= nodata <= limits.max or nodata != int(nodata):
        return np.zeros(numbers.shape, dtype=np.bool_)
    return np.asarray(numbers == numbers.dtype.type(int(nodata)))


def are_all_above(numbers: NDArray[Any], nodata: float) -> bool:
    """Tell, in one look, that floats are numbers and beyond all taken for nodata.

    Args:
        numbers: Any shape, float. False where one of them is NaN.
        nodata: A number.
    """
    with np.errstate(invalid="ignore"):
        least = numbers.min(initial=np.inf)
    return bool(least > nodata + _APART * abs(nodata))


def kept_apart(values: NDArray[Any], nodata: float) -> NDArray[Any]:
    """Move valid floats that would be read as nodata just as far as they need.

    Args:
        values: Any shape, float32 or float64; changed in place.
        nodata: Of the file they are written to.
    """
    if math.isnan(nodata):
        return values
    taken = is_nodata(values, nodata)
    if math.isinf(nodata):
        values[taken] = math.copysign(float(np.finfo(values.dtype).max), nodata)
    elif taken.any():
        away = np.sign(values[taken] - values.dtype.type(nodata))
        away[away == 0] = -1 if nodata > 0 else 1  # towards zero
        least = float(np.finfo(values.dtype).smallest_subnormal)
        values[taken] = nodata + away * max(_APART * abs(nodata), least)
    return values
