# SPDX-License-Identifier: GPL-3.0-or-later
"""Which tiles of a raster are worth keeping once they are decoded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rasterio.io import DatasetReader

#: Strips are not tiles: what they are read for is mostly wanted as a whole.
_LEAST_TILE_PX: Final = 64

#: A larger tile would push too many others out.
_MOST_TILE_PX: Final = 2048**2


def kept_tile(src: DatasetReader, band: int) -> tuple[int, int] | None:
    """Return the tiles' rows and columns if decoding one takes long, else None."""
    is_packed = src.driver == "GTiff" and "COMPRESSION" in src.tags(
        ns="IMAGE_STRUCTURE"
    )
    if not is_packed and not src.driver.startswith("JP2"):
        return None
    rows, cols = src.block_shapes[band - 1]
    is_tile = rows >= _LEAST_TILE_PX and cols >= _LEAST_TILE_PX
    return (rows, cols) if is_tile and rows * cols <= _MOST_TILE_PX else None
