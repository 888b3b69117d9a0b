# SPDX-License-Identifier: GPL-3.0-or-later
"""The memory limit of a run: the size of its caches, and how many blocks fit."""

from __future__ import annotations

import math
from pathlib import Path
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


#: What threads and libraries reserve beside what they use: stacks, heaps, buffers.
_ADDRESSES_BYTES: Final = 256 * 1024**2

_OWN: Final = Path("/proc/self/statm")

#: Where Linux tells how much memory is free, and how much a container may have and has.
_TOLD_BY_SYSTEM: Final = Path("/proc/meminfo")
_LIMIT: Final = Path("/sys/fs/cgroup/memory.max")
_USED: Final = Path("/sys/fs/cgroup/memory.current")


def free_bytes() -> float | None:
    """Return how much memory a run can have; None where the system does not say.

    What other programs' files take in the system's cache counts as free, and so does
    the room for swapping. Only Linux says.
    """
    try:
        lines = _TOLD_BY_SYSTEM.read_text(encoding="ascii").splitlines()
        told = {key: rest for key, _, rest in (one.partition(":") for one in lines)}
        kib = [int(told[key].split()[0]) for key in ("MemAvailable", "SwapFree")]
    except (OSError, KeyError, ValueError):
        return None
    free = min(1024 * sum(kib), _room_for_addresses())
    try:
        limit, used = (int(file.read_text()) for file in (_LIMIT, _USED))
    except (OSError, ValueError):  # no container, or one without a limit ("max")
        return free
    return min(free, max(limit - used, 0))


def _room_for_addresses() -> float:
    """Return how much more a limit of the process leaves it; inf for none."""
    try:
        import resource  # noqa: PLC0415  (Windows has none)

        limit, _ = resource.getrlimit(resource.RLIMIT_AS)
        pages = int(_OWN.read_text(encoding="ascii").split()[0])
    except (ImportError, OSError, ValueError):
        return math.inf
    if limit == resource.RLIM_INFINITY:
        return math.inf
    return max(limit - pages * resource.getpagesize() - _ADDRESSES_BYTES, 0)
