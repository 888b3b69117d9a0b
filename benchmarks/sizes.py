# SPDX-License-Identifier: GPL-3.0-or-later
"""How large the workloads are, and where they lie on the ground and on the disk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paths import WORK  # first: it makes `sampledata` known

# isort: split
from sampledata.place import LARGEST_M, TILE_LEFT, TILE_SIZE_M, TILE_TOP, Area
from sampledata.sample import SampleFiles

if TYPE_CHECKING:
    from pathlib import Path

_STEP_M = 300

MOSAICS = 16
"""How many mosaics there are to stack, for the workload that counts layers."""


TILES_A_SIDE = 4
TILES = TILES_A_SIDE**2
"""Into how many tiles the DEM is cut as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """One size of everything."""

    side: float
    """Length of a side, where 1 is a whole Sentinel-2 tile and the seed's mosaic."""

    @property
    def area(self) -> Area:
        """The product's ground: whole pixels of 60 and 100 m, nearest to the side."""
        size_m = round(TILE_SIZE_M * self.side / _STEP_M) * _STEP_M
        if size_m <= LARGEST_M:
            return Area.of_product(size_m)
        return Area(left=TILE_LEFT, top=TILE_TOP, size_m=size_m)

    @property
    def product_px(self) -> int:
        """Columns and rows of the 10 m bands."""
        return self.area.size_m // 10

    @property
    def mosaic_px(self) -> int:
        """Columns and rows of a mosaic, 20 m."""
        return round(5004 * self.side)

    @property
    def dem_px(self) -> int:
        """Columns and rows of the DEM, 2 x 1 arc-seconds."""
        return round(4800 * self.side)

    @property
    def land_cover_px(self) -> int:
        """Columns and rows of the land-cover map, 10 m."""
        return round(14_000 * self.side)

    @property
    def folder(self) -> Path:
        """Where the files of this size are."""
        return WORK / "data" / str(self.product_px)

    @property
    def files(self) -> SampleFiles:
        """The product, the layers and the area of interest of this size."""
        return SampleFiles(folder=self.folder)

    @property
    def dem_tiles(self) -> Path:
        """The folder of the DEM's tiles."""
        return self.folder / "dem_tiles"

    @property
    def aoi_bounds(self) -> Path:
        """The polygon's bounds in EPSG:32632, a JSON list: left, bottom, right, top."""
        return self.folder / "aoi_bounds.json"

    def monthly_mosaic(self, number: int) -> Path:
        """Return one of the mosaics that are stacked by their number."""
        return self.folder / "months" / f"mosaic_{number:02}.tif"
