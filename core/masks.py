# SPDX-License-Identifier: GPL-3.0-or-later
"""Which pixels of a band are valid, said by something beside the band itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import rasterio.features
import shapely
from rasterio.enums import Resampling
from rasterio.windows import Window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .grid import Block, Grid
    from .readers import Readers


@dataclass(frozen=True, slots=True, kw_only=True)
class RasterMask:
    """A raster of flags over the extent of a band, at any resolution."""

    path: str
    bands: tuple[int, ...] = (1,)
    """1-based bands that are looked at, together."""
    valid_where_zero: bool = True
    """True: any non-zero flag makes a pixel invalid. False: any zero does."""

    def valid(self, grid: Grid, block: Block, readers: Readers) -> NDArray[np.bool_]:
        """Read which pixels are valid, True where they are.

        Args:
            grid: The grid of the band that is masked; the mask covers its extent.
            block: The pixels of that grid.
            readers: Open files.
        """
        src = readers.open(self.path)
        fy, fx = src.height / grid.rows, src.width / grid.cols
        flags = src.read(
            list(self.bands),
            window=Window(
                block.col_off * fx, block.row_off * fy, block.cols * fx, block.rows * fy
            ),
            out_shape=(len(self.bands), block.rows, block.cols),
            resampling=Resampling.nearest,
        )
        zero = flags == 0
        good: NDArray[np.bool_] = (zero if self.valid_where_zero else ~zero).all(axis=0)
        return good


@dataclass(frozen=True, slots=True, kw_only=True)
class PolygonMask:
    """Polygons in the CRS of a band."""

    wkb: bytes
    """The polygons as well-known binary; x and y in the band's CRS."""
    valid_inside: bool

    def valid(
        self,
        grid: Grid,
        block: Block,
        readers: Readers,  # noqa: ARG002  (one signature for all masks)
    ) -> NDArray[np.bool_]:
        """Draw which pixels are valid: a polygon has those whose centre it holds."""
        outside: NDArray[np.bool_] = rasterio.features.geometry_mask(
            [shapely.from_wkb(self.wkb)],
            out_shape=(block.rows, block.cols),
            transform=grid.crop(block).transform,
        )
        return ~outside if self.valid_inside else outside


Mask = RasterMask | PolygonMask
