# SPDX-License-Identifier: GPL-3.0-or-later
"""The target pixels of a tile that touch several classes, and a class of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from .under_centre import under_centre

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from .tile_under import TileUnder
    from .under_centre import UnderCentre


class TouchingSeveral(NamedTuple):
    """Some target pixels of a tile."""

    index: NDArray[np.intp]
    """Their places in the tile."""
    first: NDArray[np.float64]
    """Column and row of the first source pixels around them, shape (2, pixels)."""
    begin: NDArray[np.float64]
    """How far within these they begin, as `Around.lay` says."""

    def keep(self, some: NDArray[np.intp]) -> TouchingSeveral:
        """Return some of them."""
        return TouchingSeveral(
            self.index.take(some),
            self.first.take(some, axis=1),
            self.begin.take(some, axis=1),
        )


def fill(tile: TileUnder, out: NDArray[Any]) -> Iterator[TouchingSeveral]:
    """Fill in a class of each pixel, and yield the pixels that may need another.

    Args:
        tile: The tile.
        out: Its keys, shape (rows, cols).
    """
    small = under_centre(tile)
    parts = _by_strips(tile, out) if small is None else _of_all(small, out)
    return (part for part in parts if part.index.size)


def _by_strips(tile: TileUnder, out: NDArray[Any]) -> Iterator[TouchingSeveral]:
    keys, (top, left) = tile.window.keys.reshape(-1), tile.window_origin
    for rows, begin in tile.coords.strips(left, top):
        first = tile.around.lay(begin)
        index = tile.around.index(first)
        keys.take(index, out=out[rows], mode="wrap")
        some = np.flatnonzero(tile.mixed.take(index, mode="wrap"))
        yield TouchingSeveral(
            some + rows.start * out.shape[1],
            first.reshape(2, -1).take(some, axis=1),
            begin.reshape(2, -1).take(some, axis=1),
        )


def _of_all(small: UnderCentre, out: NDArray[Any]) -> Iterator[TouchingSeveral]:
    """Yield few pixels of all strips together."""
    tile, (top, left) = small.tile, small.tile.window_origin
    places, centres = [], []
    for rows, centre in tile.coords.strips(left, top):
        some = small.fill(centre, out[rows])
        centres.append(centre.reshape(2, -1).take(some, axis=1))
        places.append(some + rows.start * out.shape[1])
    begin = np.concatenate(centres, axis=1)
    first = tile.around.lay(begin)
    found = TouchingSeveral(np.concatenate(places), first, begin)
    is_mixed = tile.mixed.take(tile.around.index(first), mode="wrap")
    yield found if is_mixed.all() else found.keep(np.flatnonzero(is_mixed))
