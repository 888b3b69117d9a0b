# SPDX-License-Identifier: GPL-3.0-or-later
"""Grids in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rasterio.crs import CRS

if TYPE_CHECKING:
    from ..grid import Grid


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


def number_text(value: float) -> str:
    """Return a number that reads back as itself, whole ones without a point."""
    return repr(float(value)).removesuffix(".0")
