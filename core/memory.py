# SPDX-License-Identifier: GPL-3.0-or-later
"""The memory limit of a run: the size of its caches, and how many blocks fit."""

from __future__ import annotations

from typing import Final

#: The size of GDAL's block cache, which holds unfinished tiles of outputs and what GDAL
#: reads itself, and of the cache of decoded tiles of inputs.
CACHE_BYTES: Final = 64 * 1024**2

#: The size of GDAL's block cache where it has next to nothing to keep.
SMALL_CACHE_BYTES: Final = 16 * 1024**2

#: Each of the two caches takes one part in so many of the memory limit.
_CACHE_SHARE: Final = 4

#: Bytes per pixel while one band is computed: source pixels and their weights, the
#: result and its mask, most of them eight bytes each.
_WORK_BYTES_PER_PX: Final = 64


def cache_bytes(memory_bytes: int | None) -> int:
    """Return the size of each cache of tiles within a limit; None is no limit."""
    if memory_bytes is None:
        return CACHE_BYTES
    return min(CACHE_BYTES, memory_bytes // _CACHE_SHARE)


def blocks_that_fit(memory_bytes: int, block_px: int, px_bytes: int) -> int:
    """Return how many blocks can be computed at once within a limit, at least one.

    Args:
        memory_bytes: The memory limit.
        block_px: How many pixels a block has.
        px_bytes: Bytes per pixel in the result, all bands together.
    """
    block_bytes = block_px * (px_bytes + _WORK_BYTES_PER_PX)
    return max((memory_bytes - 2 * cache_bytes(memory_bytes)) // block_bytes, 1)
