# SPDX-License-Identifier: GPL-3.0-or-later
"""Arrays that are used again: memory new to a process costs more than a sum in it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Shapes and types of which a thread keeps arrays from tile to tile.
_MOST_KEPT: Final = 12


class Scratch:
    """Arrays of one shape and type, for one thread."""

    def __init__(self, shape: tuple[int, ...], dtype: np.dtype[Any]) -> None:
        self._shape, self.dtype = shape, dtype
        self._free: list[NDArray[Any]] = []

    def new(self) -> NDArray[Any]:
        """Return an array with anything in it."""
        if self._free:
            return self._free.pop()
        return np.empty(self._shape, dtype=self.dtype)

    def free(self, *arrays: NDArray[Any] | None) -> None:
        """Take back arrays that are no longer needed."""
        self._free.extend(array for array in arrays if array is not None)


class _Kept(threading.local):
    """What each thread keeps."""

    def __init__(self) -> None:
        self.by_kind: dict[tuple[tuple[int, ...], np.dtype[Any]], Scratch] = {}


_KEPT: Final = _Kept()


def kept_scratch(shape: tuple[int, ...], dtype: np.dtype[Any]) -> Scratch:
    """Return this thread's arrays of a shape that comes up again, as a strip's does."""
    kept = _KEPT.by_kind
    if (shape, dtype) not in kept:
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        kept[shape, dtype] = Scratch(shape, dtype)
    return kept[shape, dtype]
