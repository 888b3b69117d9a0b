# SPDX-License-Identifier: GPL-3.0-or-later
"""The tile size in which a raster is decoded and cached, if at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rasterio.io import DatasetReader

#: Thinner tiles are strips, which are not cached: a block mostly needs a strip whole.
_LEAST_TILE_PX: Final = 64

#: Smaller tiles are decoded several at once, up to this edge, since a call costs as
#: much as a tile of 256 pixels a side; but so many parts along a raster's side remain.
_FEW_CALLS_PX: Final = 512
_LEAST_PARTS: Final = 4

#: A larger tile would push too many others out of the cache.
_MOST_TILE_PX: Final = 2048**2


def kept_tile(src: DatasetReader, band: int) -> tuple[int, int] | None:
    """Return rows and columns to decode at once and cache; None for no caching."""
    is_packed = src.driver == "GTiff" and "COMPRESSION" in src.tags(
        ns="IMAGE_STRUCTURE"
    )
    if not is_packed and not src.driver.startswith("JP2"):
        return None
    rows, cols = src.block_shapes[band - 1]
    is_tile = rows >= _LEAST_TILE_PX and cols >= _LEAST_TILE_PX
    if not is_tile or rows * cols > _MOST_TILE_PX:
        return None
    most_px = min(_FEW_CALLS_PX, src.height // _LEAST_PARTS, src.width // _LEAST_PARTS)
    while 2 * max(rows, cols) <= most_px:
        rows, cols = 2 * rows, 2 * cols
    return rows, cols
