# SPDX-License-Identifier: GPL-3.0-or-later
"""How far places are from the nearest of many segments, in a plane or in space."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

#: Places are looked at in squares of so many a side, those in smaller ones, each with
#: the segments that are near it.
_SQUARES: Final = (128, 32, 8)

#: Pairs of a place and a segment that are in memory at a time.
_MOST_PAIRS: Final = 1_000_000

#: What rounding may take off a distance, in parts of it.
_HAIR: Final = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Segments:
    """Straight segments; points have no length."""

    start: Floats
    """Shape (segments, dimensions), in metres."""
    way: Floats
    """From the start to the end."""

    def __len__(self) -> int:
        """Return how many there are."""
        return self.start.shape[0]

    def where(self, chosen: NDArray[np.bool_]) -> Segments:
        """Return some of them."""
        return Segments(start=self.start[chosen], way=self.way[chosen])


def nearest(places: Floats, wanted: NDArray[np.bool_], segments: Segments) -> Floats:
    """Return the distances from places to the nearest segment.

    Args:
        places: Shape (rows, cols, dimensions), in metres, smooth along both axes.
        wanted: Shape (rows, cols): False where the distance may be 0.
        segments: At least one.
    """
    found = np.zeros(places.shape[:2])
    if wanted.any():
        _fill(found, (places, wanted), _near(places, segments), _SQUARES)
    return found


def _fill(
    found: Floats,
    of: tuple[Floats, NDArray[np.bool_]],
    segments: Segments,
    sizes: tuple[int, ...],
) -> None:
    """Fill in distances, square by square."""
    places, wanted = of
    if not sizes:
        found[...] = _least(places, segments)
        return
    size, *smaller = sizes
    for row in range(0, places.shape[0], size):
        for col in range(0, places.shape[1], size):
            own = slice(row, row + size), slice(col, col + size)
            if wanted[own].any():
                square = places[own], wanted[own]
                near = _near(places[own], segments)
                _fill(found[own], square, near, tuple(smaller))


def _near(places: Floats, segments: Segments) -> Segments:
    """Return the segments of which one is the nearest to any of some places."""
    flat = places.reshape(-1, places.shape[-1])
    middle = flat.mean(axis=0)
    radius = np.sqrt(((flat - middle) ** 2).sum(axis=1).max())
    off = _distances(middle[np.newaxis], segments)[0]
    return segments.where(off <= (off.min() + 2 * radius) * (1 + _HAIR) + _HAIR)


def _least(places: Floats, segments: Segments) -> Floats:
    flat = places.reshape(-1, places.shape[-1])
    least = np.full(flat.shape[0], np.inf)
    step = max(_MOST_PAIRS // flat.shape[0], 1)
    for first in range(0, len(segments), step):
        own = Segments(
            start=segments.start[first : first + step],
            way=segments.way[first : first + step],
        )
        np.minimum(least, _distances(flat, own).min(axis=1), out=least)
    return least.reshape(places.shape[:2])


def _distances(places: Floats, segments: Segments) -> Floats:
    """Return each place's distance to each segment, shape (places, segments).

    Dimensions are taken one after the other: numpy is slow along short axes.
    """
    axes = range(places.shape[1])
    starts = [np.ascontiguousarray(segments.start[:, axis]) for axis in axes]
    ways = [np.ascontiguousarray(segments.way[:, axis]) for axis in axes]
    length = sum((way * way for way in ways), np.zeros(len(segments)))
    per_length = 1 / np.where(length > 0, length, 1.0)
    offs = [places[:, axis, np.newaxis] - starts[axis] for axis in axes]
    along = offs[0] * (ways[0] * per_length)
    for off, way in zip(offs[1:], ways[1:], strict=True):
        along += off * (way * per_length)
    np.clip(along, 0.0, 1.0, out=along)
    squares = (
        np.square(off - along * way) for off, way in zip(offs, ways, strict=True)
    )
    found: Floats = sum(squares, np.zeros_like(along))
    return np.sqrt(found, out=found)
