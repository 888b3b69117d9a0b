# SPDX-License-Identifier: GPL-3.0-or-later
"""Settles the target pixels that cover several classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np

from .one_large import elected_of_one
from .votes import elected, leaders

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .class_keys import ClassKeys
    from .few_classes import FewClasses

#: Source pixels around target pixels at a time, so that arrays stay in the cache.
_MOST_AT_ONCE: Final = 1 << 20

#: A target pixel among more source pixels is settled by itself.
_MOST_TOGETHER: Final = 1 << 10


#: Among fewer source pixels, comparing classes is as fast as counting all of them; nor
#: is it worth a look at all of a window where these are fewer.
_FEWEST_COUNTED: Final = 16


class Mixed(Protocol):
    """Target pixels, and the source pixels around each, as many for all."""

    @property
    def window(self) -> ClassKeys:
        """The classes of the source."""

    @property
    def size(self) -> int:
        """How many target pixels."""

    @property
    def around(self) -> int:
        """How many source pixels around each."""

    @property
    def few(self) -> FewClasses | None:
        """The classes of the source, if they are few."""

    @property
    def slack(self) -> float:
        """What two classes' areas may be nearer to each other than by `shares`."""

    @property
    def nothing(self) -> Any:
        """The key where no class is covered."""

    @property
    def is_close(self) -> NDArray[np.bool_]:
        """Where it is known already that `shares` decide nothing."""

    def gather(self, of: NDArray[Any], some: NDArray[np.intp]) -> NDArray[Any]:
        """Return what an array of the window's shape holds around target pixels.

        Its shape is (source pixels, targets).
        """

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
    are_many = mixed.size * mixed.around > mixed.window.keys.size
    few = mixed.few if mixed.around >= _FEWEST_COUNTED and are_many else None
    unknown = _chunks(mixed, np.flatnonzero(~mixed.is_close))
    left += [_lead(mixed, some, won, few) for some in unknown]
    for some in _chunks(mixed, np.concatenate(left)):
        areas = mixed.areas(some)
        found = elected(mixed.gather(mixed.window.keys, some), areas)
        found[~areas.any(axis=0)] = mixed.nothing
        won[some] = found
    return won


def _lead(
    mixed: Mixed, some: NDArray[np.intp], won: NDArray[Any], few: FewClasses | None
) -> NDArray[np.intp]:
    """Put the certain winners into an array, and return the other target pixels."""
    of, find = (few.octets, few.leaders) if few else (mixed.window.keys, leaders)
    found = find(mixed.gather(of, some), mixed.shares(some), mixed.slack)
    won[some] = found.keys
    return some[~found.is_certain]


def _chunks(mixed: Mixed, index: NDArray[np.intp]) -> list[NDArray[np.intp]]:
    count = max(_MOST_AT_ONCE // mixed.around, 1)
    return [index[first : first + count] for first in range(0, index.size, count)]
