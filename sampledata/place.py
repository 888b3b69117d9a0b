# SPDX-License-Identifier: GPL-3.0-or-later
"""Where and when the sample was "acquired": the product's name, area and sun."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from rasterio.crs import CRS
from rasterio.transform import from_origin

if TYPE_CHECKING:
    from affine import Affine
    from numpy.typing import NDArray

PRODUCT_NAME = "S2C_MSIL2A_20251017T111101_N0511_R137_T32VLM_20251017T151300.SAFE"

TILE = "T32VLM"
SENSING = "20251017T111101"
UTM = CRS.from_epsg(32632)

TILE_LEFT, TILE_TOP, TILE_SIZE_M = 300_000, 6_700_020, 109_800
"""Upper-left corner (EPSG:32632, metres) and side of tile 32VLM."""

CENTRE = (330_000.0, 6_664_020.0)
"""Middle of the landscape, EPSG:32632; the valleys are drawn around it."""

LARGEST_M = 60_000
"""Largest side of a product that is centred on the landscape, within the tile."""

SUN_ZENITH_DEG, SUN_AZIMUTH_DEG = 69.6, 176.9
"""Sun over 60.1 N 5.9 E on 17 October at 11:11 UTC: low, and nearly south."""

COARSEST_PIXEL_M = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A square in EPSG:32632, north up; lengths in metres."""

    left: float
    top: float
    size_m: int

    def __post_init__(self) -> None:
        """Refuse an area on which the 10, 20 and 60 m grids would not agree."""
        if self.size_m <= 0 or self.size_m % COARSEST_PIXEL_M:
            msg = (
                f"a side of {self.size_m} m cannot hold whole pixels of "
                f"{COARSEST_PIXEL_M} m: give a multiple of {COARSEST_PIXEL_M} m, "
                "such as 12 km"
            )
            raise ValueError(msg)

    @classmethod
    def of_product(cls, size_m: int) -> Area:
        """Centre a product of `size_m` on the landscape, on the tile's 60 m grid."""
        if size_m > LARGEST_M:
            msg = (
                f"a side of {size_m} m does not fit into tile {TILE}: "
                f"at most {LARGEST_M // 1000} km"
            )
            raise ValueError(msg)
        half = size_m / 2
        columns = round((CENTRE[0] - half - TILE_LEFT) / COARSEST_PIXEL_M)
        rows = round((TILE_TOP - CENTRE[1] - half) / COARSEST_PIXEL_M)
        return cls(
            left=TILE_LEFT + columns * COARSEST_PIXEL_M,
            top=TILE_TOP - rows * COARSEST_PIXEL_M,
            size_m=size_m,
        )

    @property
    def corners(self) -> tuple[tuple[float, float], ...]:
        """Return the corners (x, y), clockwise from the upper left."""
        right, bottom = self.left + self.size_m, self.top - self.size_m
        return (
            (self.left, self.top),
            (right, self.top),
            (right, bottom),
            (self.left, bottom),
        )

    def transform(self, pixel_m: float) -> Affine:
        """Map (column, row) of the grid of `pixel_m` to EPSG:32632."""
        return from_origin(self.left, self.top, pixel_m, pixel_m)

    def centres(
        self, pixel_m: int, margin_px: int = 0, south_px: int = 0
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return x and y (rows, cols) of the pixel centres.

        Args:
            pixel_m: Side of a pixel.
            margin_px: Pixels to add on every side.
            south_px: More rows to add in the south.
        """
        count = self.size_m // pixel_m + margin_px
        columns = (np.arange(-margin_px, count) + 0.5) * pixel_m
        rows = (np.arange(-margin_px, count + south_px) + 0.5) * pixel_m
        x, y = np.meshgrid(self.left + columns, self.top - rows)
        return x, y
