# SPDX-License-Identifier: GPL-3.0-or-later
"""The winner among few source pixels, by their pattern and a target pixel's place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from .patterns import patterns_of
from .shares import shares_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .shapes import Shape

#: The rank where areas are too near to each other.
UNDECIDED: Final = 1

#: Shapes that are kept: most neighbouring tiles have the same.
_KEPT_SHAPES: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Winners:
    """Which source pixel wins."""

    ranks: NDArray[np.uint8]
    """Shape (places, patterns and one for none): `UNDECIDED`, or another rank."""
    pixels: NDArray[np.intp]
    """Shape (ranks, patterns and one): the source pixel of a rank."""

    def ranks_at(
        self, places: NDArray[np.intp], patterns: NDArray[Any]
    ) -> NDArray[np.uint8]:
        """Return ranks; places are changed."""
        places *= self.ranks.shape[1]
        places += patterns
        ranks: NDArray[np.uint8] = self.ranks.reshape(-1).take(places)
        return ranks

    def pixels_at(
        self, ranks: NDArray[np.uint8], patterns: NDArray[Any]
    ) -> NDArray[np.intp]:
        """Return which source pixels win, any where undecided."""
        index = ranks.astype(np.intp)
        index *= self.pixels.shape[1]
        index += patterns
        pixels: NDArray[np.intp] = self.pixels.reshape(-1).take(index)
        return pixels


@lru_cache(maxsize=_KEPT_SHAPES)
def winners_of(shape: Shape) -> Winners:
    """Work out the winners for target pixels of a shape."""
    shares = shares_of(shape)
    patterns = np.array(patterns_of(len(shares.areas)))
    most_classes = max(len(set(pattern)) for pattern in patterns.tolist())
    votes = _votes(patterns, shares.areas, most_classes)
    ordered = np.sort(votes, axis=0)
    ranks = np.full((len(shares.areas[0]), len(patterns) + 1), UNDECIDED, np.uint8)
    best = votes.argmax(axis=0)
    best[best >= UNDECIDED] += 1
    best[ordered[-1] - ordered[-2] <= shares.slack] = UNDECIDED
    ranks[:, :-1] = best.T
    pixels = np.zeros((most_classes + 1, len(patterns) + 1), dtype=np.intp)
    for number, pattern in enumerate(patterns.tolist()):
        for rank, pixel in enumerate(sorted(set(pattern))):
            pixels[rank + (rank >= UNDECIDED), number] = pixel
    return Winners(ranks=ranks, pixels=pixels)


def _votes(
    patterns: NDArray[np.intp], areas: NDArray[np.float32], most_classes: int
) -> NDArray[np.float32]:
    """Return votes by class, pattern and place; classes by their first pixel."""
    votes = np.zeros((most_classes, len(patterns), areas.shape[1]), dtype=np.float32)
    for number, pattern in enumerate(patterns):
        for rank, pixel in enumerate(np.unique(pattern)):
            votes[rank, number] = (pattern == pixel) @ areas
    return votes
