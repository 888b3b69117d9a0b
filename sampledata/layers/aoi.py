# SPDX-License-Identifier: GPL-3.0-or-later
"""The area of interest over a product: one polygon around the head of the fjord."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rasterio.warp import transform

from ..place import CENTRE, UTM, Area
from .shapefile import write_polygon

if TYPE_CHECKING:
    from pathlib import Path

_CORNERS = (
    (-0.31, -0.24),
    (-0.22, -0.02),
    (0.02, 0.06),
    (0.08, 0.22),
    (0.19, 0.24),
    (0.27, 0.02),
    (0.12, -0.11),
    (-0.08, -0.19),
)
"""East and north of the landscape's middle, in sides of the product."""


def write_aoi(area: Area, path: Path) -> None:
    """Write the area of interest as a shapefile in EPSG:4326."""
    corners = [
        (CENTRE[0] + east * area.size_m, CENTRE[1] + north * area.size_m)
        for east, north in _CORNERS
    ]
    lons, lats = transform(UTM, "EPSG:4326", *zip(*corners, strict=True))
    write_polygon(path, list(zip(lons, lats, strict=True)), "fjord head")
