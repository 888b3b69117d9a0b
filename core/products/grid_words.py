# SPDX-License-Identifier: GPL-3.0-or-later
"""Grids in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rasterio.crs import CRS
from rasterio.errors import RasterioError
from rasterio.warp import transform_bounds

from ..message import say
from ..rasterio_private import GdalError

if TYPE_CHECKING:
    from ..geometry.grid import Grid

#: Signs of the units that rasterio names.
_UNITS: Final = {"metre": " m", "meter": " m", "foot": " ft", "US survey foot": " ft"}


def crs_text(crs: CRS) -> str:
    """Return the authority's code of a CRS, its WKT where it has none."""
    return _code(crs) or str(crs.to_wkt())


def extent_text(grid: Grid) -> str:
    """Return the extent as QGIS writes one, with the CRS where it has a code."""
    left, bottom, right, top = grid.bounds
    code = _code(grid.crs)
    numbers = ",".join(number_text(value) for value in (left, right, bottom, top))
    return f"{numbers} [{code}]" if code else numbers


def _code(crs: CRS) -> str | None:
    """Return the code of a CRS; a likely one that is another CRS is none."""
    authority = crs.to_authority()
    if authority is None or CRS.from_authority(*authority) != crs:
        return None
    return ":".join(authority)


def degrees_text(grid: Grid) -> str:
    """Return the extent in degrees, nothing where no way leads there."""
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


def length_text(length: float, grid: Grid) -> str:
    """Return a length in units of a grid's CRS, with their sign."""
    unit = "°" if grid.crs.is_geographic else _UNITS.get(grid.crs.linear_units, "")
    return f"{number_text(round(length, 9))}{unit}"


def number_text(value: float) -> str:
    """Return a number that reads back as itself, whole ones without a point."""
    return repr(float(value)).removesuffix(".0")
