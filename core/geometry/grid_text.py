# SPDX-License-Identifier: GPL-3.0-or-later
"""Pixel sizes and CRSs as users read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .grid import Grid


def size_name(grid: Grid) -> str:
    """Return a grid's pixel size as users read it, with its unit."""
    x, y = grid.pixel_size
    unit = "deg" if grid.crs.is_geographic else "m"
    return f"{x:.6g} {unit}" if x == y else f"{x:.6g} x {y:.6g} {unit}"


def crs_name(grid: Grid) -> str:
    """Return a CRS as users know it: its authority code, else its WKT name."""
    authority = grid.crs.to_authority()
    return ":".join(authority) if authority else grid.crs.to_wkt().split('"')[1]
