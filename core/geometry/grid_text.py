# SPDX-License-Identifier: GPL-3.0-or-later
"""Formats grids, lengths, extents and CRSs for users, everywhere alike."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

import numpy as np
from rasterio.crs import CRS
from rasterio.errors import RasterioError
from rasterio.warp import transform_bounds

from ..message import say
from ..rasterio_private import GdalError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .grid import Grid

#: Signs of units by their factors to metres; any other unit is shown by its name. Names
#: cannot be looked up: `metre`, `Meter` and `unknown` may all be the same unit.
_LENGTHS: Final = {
    1.0: "m",
    1000.0: "km",
    0.3048: "ft",
    1200 / 3937: "US ft",
    0.9144: "yd",
}

#: The same for angles, by their factors to radians.
_DEGREE: Final = math.radians(1)
_ANGLES: Final = {_DEGREE: "°", math.pi / 200: "grad"}

#: Pixels smaller than so many degrees are given in seconds of arc, if these are round.
_DEGREES_FROM: Final = 0.05
_ROUND: Final = 1e-6

#: What programs call a CRS to which nobody has given a name.
_NO_NAMES: Final = frozenset({"", "unknown", "unnamed", "undefined", "user-defined"})

#: The first text of a WKT, which is the CRS's name; quotes within are doubled.
_WKT_NAME: Final = re.compile(r'"((?:[^"]|"")*)"')


def size_text(grid: Grid) -> str:
    """Return a grid's pixel size with its unit: `10 m`, `30 x 20 m`, `2″ x 1″`."""
    return lengths_text(grid.pixel_size, grid.crs)


def lengths_text(lengths: Iterable[float], crs: CRS, between: str = " x ") -> str:
    """Return lengths and the CRS's unit: to six digits, equal lengths once."""
    each, sign = tuple(lengths), unit_sign(crs)
    seconds = tuple(3600 * length for length in each)
    if sign == "°" and max(each) < _DEGREES_FROM and all(map(_is_round, seconds)):
        each, sign = seconds, "″"
    # Lengths that differ only in digits that are not shown are shown once.
    return _with_sign(dict.fromkeys(map(_six_digits, each)), sign, between)


def unit_sign(crs: CRS) -> str:
    """Return the sign of a CRS's unit, or its name where the unit has no sign."""
    name, factor = crs.units_factor
    if name == "unknown" and not crs.is_projected:  # the factor means nothing then
        return str(name)
    signs = _ANGLES if crs.is_geographic else _LENGTHS
    known = (signs[one] for one in signs if math.isclose(one, factor, rel_tol=1e-9))
    return next(known, str(name))


def crs_name(crs: CRS) -> str:
    """Return a CRS as users read it: its code, else its name, else its projection."""
    code = _code(crs)
    if code:
        return code
    wkt = str(crs.to_wkt())
    quoted = _WKT_NAME.search(wkt)
    name = quoted[1].replace('""', '"').strip() if quoted else ""
    return name if name.casefold() not in _NO_NAMES else _proj_text(crs) or wkt


def _proj_text(crs: CRS) -> str:
    """Return the projection and its parameters; empty where PROJ text has none."""
    given = {key: value for key, value in crs.to_dict().items() if value is not True}
    return " ".join(f"+{key}={value}" for key, value in given.items())


def crs_text(crs: CRS) -> str:
    """Return a CRS as programs read it: its authority's code, else its WKT."""
    return _code(crs) or str(crs.to_wkt())


def extent_text(grid: Grid) -> str:
    """Return the extent as QGIS writes extents, with the CRS where it has a code."""
    left, bottom, right, top = grid.bounds
    code = _code(grid.crs)
    numbers = ",".join(number_text(value) for value in (left, right, bottom, top))
    return f"{numbers} [{code}]" if code else numbers


def degrees_text(grid: Grid) -> str:
    """Return the extent in degrees, or an empty text where no operation leads there."""
    try:
        bounds = transform_bounds(grid.crs, "EPSG:4326", *grid.bounds)
    except (RasterioError, GdalError):
        return ""
    west, south, east, north = (f"{value:.4f}" for value in bounds)
    return say(
        "{west} to {east}, {south} to {north}",
        west=west,
        east=east,
        south=south,
        north=north,
    )


def bounds_text(bounds: tuple[float, ...], crs: CRS | None) -> str:
    """Return left, bottom, right, top to ten digits, and the CRS if there is one."""
    where = f" in {crs_name(crs)}" if crs else ""
    return ", ".join(f"{value:.10g}" for value in bounds) + where


def number_text(value: float) -> str:
    """Return a number in digits that parse to the same float, without a final `.0`."""
    return repr(float(value)).removesuffix(".0")


def _six_digits(length: float) -> str:
    return np.format_float_positional(float(f"{length:.6g}"), trim="-")


def _with_sign(numbers: Iterable[str], sign: str, between: str) -> str:
    """Put signs of angles behind each number, other units behind the last, apart."""
    if sign in {"°", "″"}:
        return between.join(f"{number}{sign}" for number in numbers)
    return f"{between.join(numbers)} {sign}"


def _is_round(seconds: float) -> bool:
    hundredths = round(100 * seconds) / 100
    return bool(hundredths) and abs(seconds - hundredths) <= _ROUND * hundredths


def _code(crs: CRS) -> str | None:
    """Return the code of a CRS; None where rasterio's guess stands for another CRS."""
    authority = crs.to_authority()
    if authority is None or CRS.from_authority(*authority) != crs:
        return None
    return ":".join(authority)
