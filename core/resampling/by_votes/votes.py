# SPDX-License-Identifier: GPL-3.0-or-later
"""The class with most votes, where a source pixel's vote is the area covered of it.

Areas that differ by less than `TIE` of all are equal: then the class wins that reaches
its area first, row by row from the source's first pixel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Areas that differ by less than this share of the covered area are equal.
TIE: Final = 1e-6

#: Comparing every pair of more source pixels takes longer than sorting them.
_MOST_PAIRED: Final = 16

#: Classes that are counted one after the other, before all are sorted.
_MOST_ROUNDS: Final = 6

#: Sorting starts where a round settles less than this share of what is left.
_LEAST_SETTLED: Final = 0.05


class Leaders(NamedTuple):
    """The winners of some target pixels, where they are certain."""

    keys: NDArray[Any]
    is_certain: NDArray[np.bool_]


def elected(keys: NDArray[Any], areas: NDArray[np.float64]) -> NDArray[Any]:
    """Return the key with the largest area of each target pixel.

    Args:
        keys: Shape (source pixels, targets), integers, source pixels in reading order.
        areas: Same shape; 0 where a source pixel has no vote. Where all are 0 any key
            is returned.
    """
    if len(keys) <= _MOST_PAIRED:
        return _paired(keys, areas)
    return _sorted(keys, areas)


def _paired(keys: NDArray[Any], areas: NDArray[np.float64]) -> NDArray[Any]:
    """Elect by comparing every two source pixels."""
    reached = areas.copy()
    for number, key in enumerate(keys):
        for earlier in range(number):
            reached[number] += areas[earlier] * (keys[earlier] == key)
    enough = reached.max(axis=0) - TIE * areas.sum(axis=0)
    won: NDArray[Any] = keys[-1].copy()
    for key, votes in zip(keys[::-1], reached[::-1], strict=True):
        np.copyto(won, key, where=votes >= enough)
    return won


def _sorted(keys: NDArray[Any], areas: NDArray[np.float64]) -> NDArray[Any]:
    """Elect by sorting each target pixel's source pixels by their keys."""
    order = np.argsort(keys.T, axis=1, kind="stable")
    keys = np.take_along_axis(keys.T, order, axis=1)
    own = np.take_along_axis(areas.T, order, axis=1)
    total = np.cumsum(own, axis=1)
    is_first = np.ones(keys.shape, dtype=bool)  # of its class
    np.not_equal(keys[:, 1:], keys[:, :-1], out=is_first[:, 1:])
    before = np.maximum.accumulate(np.where(is_first, total - own, 0), axis=1)
    reached = total - before
    enough = reached.max(axis=1) - TIE * total[:, -1]
    order[reached < enough[:, np.newaxis]] = len(areas)
    place = order.argmin(axis=1)[:, np.newaxis]
    won: NDArray[Any] = np.take_along_axis(keys, place, axis=1)[:, 0]
    return won


def leaders(keys: NDArray[Any], shares: NDArray[Any], slack: float) -> Leaders:
    """Find winners from areas that are nearly known, where these leave no doubt.

    Classes are counted one after the other, until one is ahead of all others by more
    than is not known.

    Args:
        keys: As for `elected`.
        shares: Same shape, about the areas; it is changed.
        slack: What two classes' areas may be nearer to each other than by `shares`.
    """
    won = keys[len(keys) // 2].copy()
    is_certain = np.zeros(won.shape, dtype=bool)
    left = np.arange(won.size)
    counts = _Counts(keys, shares)
    for number in range(_MOST_ROUNDS):
        counts.count()
        leads = counts.lead() > slack
        settled = np.flatnonzero(leads)
        won[left[settled]] = counts.best[settled]
        is_certain[left[settled]] = True
        is_hopeless = number and settled.size < _LEAST_SETTLED * left.size
        if settled.size == left.size or is_hopeless:
            break
        some = np.flatnonzero(~leads)
        left = left[some]
        counts.keep(some)
    return Leaders(keys=won, is_certain=is_certain)


class _Counts:
    """The votes of some classes, one more with each round."""

    def __init__(self, keys: NDArray[Any], shares: NDArray[Any]) -> None:
        self._keys, self._shares = keys, shares
        self._rest = shares.sum(axis=0)
        self._candidate = keys[len(keys) // 2]
        self._most, self._second = (np.zeros_like(self._rest) for _ in range(2))
        self.best = self._candidate.copy()
        """The key with most votes so far."""

    def count(self) -> None:
        """Count the votes of the next class."""
        votes, part = (np.zeros_like(self._rest) for _ in range(2))
        for key, share in zip(self._keys, self._shares, strict=True):
            np.copyto(part, key == self._candidate)
            part *= share
            votes += part
        self._rest -= votes
        np.copyto(self.best, self._candidate, where=votes > self._most)
        np.maximum(self._second, np.minimum(self._most, votes), out=self._second)
        np.maximum(self._most, votes, out=self._most)

    def lead(self) -> NDArray[Any]:
        """Return how far the best class is ahead of all others, counted or not."""
        lead: NDArray[Any] = self._most - np.maximum(self._second, self._rest)
        return lead

    def keep(self, some: NDArray[np.intp]) -> None:
        """Go on with some of the target pixels, and choose their next classes."""
        self._keys, self._shares = (
            of.take(some, axis=1) for of in (self._keys, self._shares)
        )
        candidate, self._rest, self._most, self._second, self.best = (
            of.take(some)
            for of in (
                self._candidate,
                self._rest,
                self._most,
                self._second,
                self.best,
            )
        )
        self._candidate = candidate.copy()
        for key, share in zip(self._keys, self._shares, strict=True):
            np.multiply(share, key != candidate, out=share)  # counted once
            np.copyto(self._candidate, key, where=share > 0)
