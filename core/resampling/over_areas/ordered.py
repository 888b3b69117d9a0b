# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers as whole ones in the same order, and arrays sorted among each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: All bits of a float32 but its sign.
_SIZE_BITS: Final = np.int32(0x7FFFFFFF)

#: More arrays than this are sorted pixel by pixel: a network of exchanges grows faster
#: than a sort does.
_MOST_IN_NETWORK: Final = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranks:
    """Numbers below 2**31 in the order of a window's values."""

    of_values: NDArray[np.int32]
    """Shape of the window; anything where a value is NaN."""
    table: NDArray[Any] | None
    """The value of each rank; None where ranks are the bits of a float32."""

    def values(self, ranks: NDArray[np.int32], dtype: np.dtype[Any]) -> NDArray[Any]:
        """Return the values that have some ranks."""
        if self.table is not None:
            return self.table.take(ranks).astype(dtype, copy=False)
        bits: NDArray[np.int32] = ranks ^ ((ranks >> 31) & _SIZE_BITS)
        return bits.view(np.float32).astype(dtype, copy=False)


def ranks_of(values: NDArray[Any]) -> Ranks:
    """Rank the values of a window.

    Args:
        values: Shape (rows, cols), float.
    """
    with np.errstate(over="ignore"):
        short = values.astype(np.float32)
    if values.dtype == np.float32 or np.array_equal(short, values, equal_nan=True):
        # Larger floats have larger bits; those of negative ones run backwards.
        bits = np.ascontiguousarray(short).view(np.int32)
        return Ranks(of_values=bits ^ ((bits >> 31) & _SIZE_BITS), table=None)
    table, ranks = np.unique(values, return_inverse=True)
    of_values = ranks.reshape(values.shape).astype(np.int32)
    return Ranks(of_values=of_values, table=table)


def sort_each(keys: list[NDArray[np.int64]]) -> list[NDArray[np.int64]]:
    """Sort arrays element by element: the first gets the least of each element.

    Args:
        keys: Of one shape; they are changed.
    """
    if len(keys) > _MOST_IN_NETWORK:
        together = np.stack(keys, axis=-1)
        together.sort(axis=-1)
        return list(np.moveaxis(together, -1, 0))
    room = np.empty_like(keys[0])
    for one, other in _exchanges(len(keys)):
        np.minimum(keys[one], keys[other], out=room)
        np.maximum(keys[one], keys[other], out=keys[other])
        keys[one], room = room, keys[one]
    return keys


@lru_cache(maxsize=_MOST_IN_NETWORK)
def _exchanges(count: int) -> tuple[tuple[int, int], ...]:
    """Return the exchanges that sort so many (Batcher's merge exchange, 1968).

    Knuth, The Art of Computer Programming 3, algorithm 5.2.2M.
    """
    found = []
    top = 1 << max((count - 1).bit_length() - 1, 0)
    size = top
    while size > 0:
        step, apart, rest = top, size, 0
        while True:
            found += [
                (first, first + apart)
                for first in range(count - apart)
                if first & size == rest
            ]
            if step == size:
                break
            apart, step, rest = step - size, step // 2, size
        size //= 2
    return tuple(found)
