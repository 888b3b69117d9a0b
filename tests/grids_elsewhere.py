# SPDX-License-Identifier: GPL-3.0-or-later
"""A target's grid, and sources in other CRSs under it."""

from __future__ import annotations

from affine import Affine
from rasterio.crs import CRS

from exogenous.core.geometry.grid import Grid

UTM = CRS.from_epsg(32632)

#: Of each 640 x 700 target pixel of 10 m, 1 x 1 to 3 x 3 source pixels are touched.
SOURCES = {
    "degrees": Grid(
        crs=CRS.from_epsg(4326),
        transform=Affine(2 / 3600, 0, 8.99, 0, -1 / 3600, 47.87),
        rows=270,
        cols=220,
    ),
    "metres": Grid(
        crs=CRS.from_epsg(3035),
        transform=Affine(10, 0, 4_244_000, 0, -10, 2_753_000),
        rows=900,
        cols=900,
    ),
    "south up": Grid(
        crs=CRS.from_epsg(3035),
        transform=Affine(10, 0, 4_244_000, 0, 10, 2_744_000),
        rows=900,
        cols=900,
    ),
    "turned": Grid(
        crs=CRS.from_epsg(3035),
        transform=Affine(20, 6, 4_241_000, 6, -20, 2_751_000),
        rows=600,
        cols=600,
    ),
}
DST = Grid(
    crs=UTM, transform=Affine(10, 0, 500_000, 0, -10, 5_300_000), rows=640, cols=700
)
