# SPDX-License-Identifier: GPL-3.0-or-later
"""The target pixels of a tile that touch several classes, and a class of each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .in_boxes import in_boxes
from .under_centre import under_centre

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from .in_boxes import InBoxes
    from .tile_under import TileUnder
    from .under_centre import UnderCentre


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchingSeveral:
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
            index=self.index.take(some),
            first=self.first.take(some, axis=1),
            begin=self.begin.take(some, axis=1),
        )


def fill(tile: TileUnder, out: NDArray[Any]) -> Iterator[TouchingSeveral]:
    """Fill in a class of each pixel, and yield the pixels that may need another.

    Args:
        tile: The tile.
        out: Its keys, shape (rows, cols).
    """
    filler: UnderCentre | InBoxes | None = under_centre(tile) or in_boxes(tile)
    if filler is not None:
        parts: Iterator[TouchingSeveral] = iter([_few_left(tile, filler, out)])
    else:
        parts = _by_strips(tile, out)
    return (part for part in parts if part.index.size)


def _by_strips(tile: TileUnder, out: NDArray[Any]) -> Iterator[TouchingSeveral]:
    keys, (top, left) = tile.window.keys.reshape(-1), tile.window_origin
    for rows, begin in tile.coords.strips(left, top):
        first = tile.around.lay(begin)
        index = tile.around.index(first)
        keys.take(index, out=out[rows], mode="wrap")
        some = np.flatnonzero(tile.mixed.take(index, mode="wrap"))
        yield TouchingSeveral(
            index=some + rows.start * out.shape[1],
            first=first.reshape(2, -1).take(some, axis=1),
            begin=begin.reshape(2, -1).take(some, axis=1),
        )


def _few_left(
    tile: TileUnder, filler: UnderCentre | InBoxes, out: NDArray[Any]
) -> TouchingSeveral:
    """Return the few pixels of all strips that are left open."""
    top, left = tile.window_origin
    places, centres = [], []
    for rows, centre in tile.coords.strips(left, top):
        some = filler.fill(centre, out[rows])
        centres.append(centre.reshape(2, -1).take(some, axis=1))
        places.append(some + rows.start * out.shape[1])
    begin = np.concatenate(centres, axis=1)
    first = tile.around.lay(begin)
    found = TouchingSeveral(index=np.concatenate(places), first=first, begin=begin)
    if not filler.leaves_uniform:
        return found
    is_mixed = tile.mixed.take(tile.around.index(first), mode="wrap")
    return found if is_mixed.all() else found.keep(np.flatnonzero(is_mixed))
