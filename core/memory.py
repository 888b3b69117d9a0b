# SPDX-License-Identifier: GPL-3.0-or-later
"""How much of a run is in memory at once, where the user bounds it."""

from __future__ import annotations

from typing import Final

#: GDAL keeps unfinished tiles of outputs, and what it reads itself, in one cache of
#: this size; decoded tiles of inputs are kept in another.
CACHE_BYTES: Final = 64 * 1024**2

#: The size of GDAL's where there is next to nothing for it to keep.
SMALL_CACHE_BYTES: Final = 16 * 1024**2

#: The part of a bound that each of the two is.
_CACHE_SHARE: Final = 4

#: What a pixel takes while one band of it is computed: its source pixels and their
#: weights, the result and its mask, most of them eight bytes each.
_WORK_BYTES_PER_PX: Final = 64


def cache_bytes(memory_bytes: int | None) -> int:
    """Return how much of a bound each cache of tiles gets; None is no bound."""
    if memory_bytes is None:
        return CACHE_BYTES
    return min(CACHE_BYTES, memory_bytes // _CACHE_SHARE)


def blocks_that_fit(memory_bytes: int, block_px: int, px_bytes: int) -> int:
    """Return how many blocks may be in the making within a bound, at least one.

    Args:
        memory_bytes: The bound.
        block_px: How many pixels a block has.
        px_bytes: What a pixel takes in the result, all bands together.
    """
    block_bytes = block_px * (px_bytes + _WORK_BYTES_PER_PX)
    return max((memory_bytes - 2 * cache_bytes(memory_bytes)) // block_bytes, 1)
