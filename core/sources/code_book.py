# SPDX-License-Identifier: GPL-3.0-or-later
"""Codes that floats hold, in place of integers that no float holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Integers that have a code."""

    numbers: NDArray[Any]
    """In their order."""
    codes: NDArray[np.intp]
    """The code of each."""

    def with_all(self, numbers: NDArray[Any]) -> _Known:
        """Return the same and some more, whose codes go on from the last."""
        more = np.setdiff1d(numbers, self.numbers, assume_unique=True)
        codes = np.arange(more.size) + self.numbers.size
        places = np.searchsorted(self.numbers, more)
        return _Known(
            numbers=np.insert(self.numbers, places, more),
            codes=np.insert(self.codes, places, codes),
        )


@dataclass(slots=True, eq=False)
class CodeBook:
    """Gives each integer a code when it is met first; threads may share it.

    The codes are whole numbers from 0 on and have no order: they are for kernels that
    ask only which numbers are equal.
    """

    dtype: str
    """The integers' type."""
    _known: _Known = field(init=False)
    _lock: Lock = field(init=False, default_factory=Lock)

    def __post_init__(self) -> None:
        """Begin without any number."""
        nothing = np.empty(0, dtype=self.dtype)
        self._known = _Known(numbers=nothing, codes=np.empty(0, dtype=np.intp))

    def codes_of(self, numbers: NDArray[Any]) -> NDArray[np.float64]:
        """Return the codes of integers of any shape."""
        different, which = np.unique(numbers, return_inverse=True)
        with self._lock:
            known = self._known = self._known.with_all(different)
        codes = known.codes[np.searchsorted(known.numbers, different)]
        found: NDArray[np.float64] = codes[which.ravel()].astype(np.float64)
        return found.reshape(numbers.shape)

    def numbers_of(self, codes: NDArray[Any]) -> NDArray[Any]:
        """Return the integers that have some codes, of any shape."""
        known = self._known
        by_code = known.numbers[np.argsort(known.codes)]
        return by_code.take(codes.astype(np.intp))
