# SPDX-License-Identifier: GPL-3.0-or-later
"""Settles the target pixels that cover several classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np

from .one_large import elected_of_one
from .votes import elected, leaders

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Source pixels around target pixels at a time, so that arrays stay in the cache.
_MOST_AT_ONCE: Final = 1 << 20

#: A target pixel among more source pixels is settled by itself.
_MOST_TOGETHER: Final = 1 << 10


class Mixed(Protocol):
    """Target pixels, and the source pixels around each, as many for all."""

    @property
    def size(self) -> int:
        """How many target pixels."""

    @property
    def around(self) -> int:
        """How many source pixels around each."""

    @property
    def slack(self) -> float:
        """What two classes' areas may be nearer to each other than by `shares`."""

    @property
    def nothing(self) -> Any:
        """The key where no class is covered."""

    @property
    def is_close(self) -> NDArray[np.bool_]:
        """Where it is known already that `shares` decide nothing."""

    def keys(self, some: NDArray[np.intp]) -> NDArray[Any]:
        """Return classes, shape (source pixels, targets)."""

    def shares(self, some: NDArray[np.intp]) -> NDArray[Any]:
        """Return about the areas that are covered, 0 of invalid source pixels."""

    def areas(self, some: NDArray[np.intp]) -> NDArray[np.float64]:
        """Return the areas that are covered; 0 of slivers and invalid source pixels."""

    def one(self, number: int) -> tuple[NDArray[Any], NDArray[np.float64]]:
        """Return classes and areas around one target pixel, in reading order."""


def settled(mixed: Mixed) -> NDArray[Any]:
    """Return the key of the class that covers most of each target pixel."""
    won = np.empty(mixed.size, dtype=np.asarray(mixed.nothing).dtype)
    if mixed.around > _MOST_TOGETHER:
        for number in range(mixed.size):
            won[number] = elected_of_one(*mixed.one(number), mixed.nothing)
        return won
    left = [np.flatnonzero(mixed.is_close)]
    unknown = _chunks(mixed, np.flatnonzero(~mixed.is_close))
    left += [_lead(mixed, some, won) for some in unknown]
    for some in _chunks(mixed, np.concatenate(left)):
        areas = mixed.areas(some)
        found = elected(mixed.keys(some), areas)
        found[~areas.any(axis=0)] = mixed.nothing
        won[some] = found
    return won


def _lead(mixed: Mixed, some: NDArray[np.intp], won: NDArray[Any]) -> NDArray[np.intp]:
    """Put the certain winners into an array, and return the other target pixels."""
    found = leaders(mixed.keys(some), mixed.shares(some), mixed.slack)
    won[some] = found.keys
    return some[~found.is_certain]


def _chunks(mixed: Mixed, index: NDArray[np.intp]) -> list[NDArray[np.intp]]:
    count = max(_MOST_AT_ONCE // mixed.around, 1)
    return [index[first : first + count] for first in range(0, index.size, count)]
