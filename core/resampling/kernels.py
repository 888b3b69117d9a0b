# SPDX-License-Identifier: GPL-3.0-or-later
"""Which resamplers exist, what they are called and what they do to values."""

from __future__ import annotations

from typing import Final

from rasterio.enums import Resampling

from ..errors import UnknownResampler

#: The kernels that GDAL's warper has, see rasterio.warp.SUPPORTED_RESAMPLING. `gauss`
#: exists for overviews only: onto pixels of whole multiples of the source's.
WARPERS: Final = tuple(method for method in Resampling if method != Resampling.gauss)

#: Every output value of these is one of the source's values.
VALUE_KEEPING: Final = frozenset(
    {Resampling.nearest, Resampling.mode, Resampling.min, Resampling.max}
)

#: These make sense for codes that stand for classes.
FOR_CLASSES: Final = VALUE_KEEPING | {Resampling.med, Resampling.q1, Resampling.q3}

#: On the source's own grid these give the source back, bit for bit (`rms` loses the
#: sign). GDAL's `cubic_spline` does so where centres coincide to the last digit, and
#: smooths where they do not.
IDENTICAL_ON_OWN_GRID: Final = frozenset(Resampling) - {Resampling.rms}

#: Source pixels either side that one target pixel can need, before the kernel
#: is widened for a coarser target (GDAL's GWKGetFilterRadius).
RADIUS_PX: Final = {
    Resampling.nearest: 0,
    Resampling.bilinear: 1,
    Resampling.cubic: 2,
    Resampling.cubic_spline: 2,
    Resampling.lanczos: 3,
}

#: GDAL moves positions by this before it cuts them to whole pixels.
HAIR_PX: Final = 1e-10

DEFAULT: Final = Resampling.bilinear


def names() -> tuple[str, ...]:
    """List the resamplers that work on any grid, in rasterio's order."""
    return tuple(method.name for method in WARPERS)


def parse(value: object, row: str) -> Resampling:
    """Turn a user's word for a resampler into the resampler.

    Args:
        value: A `Resampling` member, its name in any case (with or without
            `Resampling.` in front), or its number.
        row: Who asks, for the error.

    Raises:
        UnknownResampler: There is no such resampler.
    """
    found = _member(value)
    if found is None:
        raise UnknownResampler(row, value, names())
    return found


def _member(value: object) -> Resampling | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, Resampling):
        return value
    text = str(value).strip().casefold().removeprefix("resampling.")
    if isinstance(value, float) and value.is_integer():
        text = str(int(value))  # a number in JSON or a spreadsheet
    for method in Resampling:
        if text in {method.name, str(method.value)}:
            return method
    return None
