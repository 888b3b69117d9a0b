# SPDX-License-Identifier: GPL-3.0-or-later
"""The kernel `mode` at arbitrary positions in a source."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..placed_coords import PlacedCoords
from .around import Around
from .at_places import mode_at_places
from .class_keys import keys_of
from .mixed import settled
from .mixed_under import MixedUnder
from .shapes import shape_of
from .tile_under import TileUnder
from .touching_several import fill
from .winners import UNDECIDED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..placed_coords import Coords
    from ..transform_fit import SourceCoords
    from .touching_several import TouchingSeveral

#: Where shapes differ by less, all that is around a pixel is in the window.
_NEARLY_ALIKE: Final = 0.25


def mode_under(
    values: NDArray[Any],
    window_origin: tuple[int, int],
    coords: Coords,
    dtype: str,  # noqa: ARG001  (one signature for all kernels at positions)
) -> NDArray[Any]:
    """Return the values that cover most of a tile's pixels.

    Args:
        values: Shape (rows, cols), all that lies there and a pixel around; float with
            NaN where invalid, or integers that are all valid.
        window_origin: Where `values` begins in the source: row, column.
        coords: Where the tile's pixels lie in the source.
        dtype: Unused: the values keep their type.

    Returns:
        Shape of the tile and type of `values`; NaN where nothing valid is covered.
    """
    if isinstance(coords, PlacedCoords):
        return mode_at_places(values, window_origin, coords)
    tile = _tile(values, window_origin, coords)
    out = np.empty(coords.shape, dtype=tile.window.keys.dtype)
    parts = [_undecided(tile, pixels, out) for pixels in fill(tile, out)]
    if parts:
        mixed = MixedUnder(
            tile=tile,
            index=np.concatenate([part.index for part in parts]),
            first=np.concatenate([part.first for part in parts], axis=1),
            begin=np.concatenate([part.begin for part in parts], axis=1),
            is_close=np.concatenate([part.is_close for part in parts]),
        )
        out.reshape(-1)[mixed.index] = settled(mixed)
    return out.view(tile.window.dtype)


def _tile(
    values: NDArray[Any], window_origin: tuple[int, int], coords: SourceCoords
) -> TileUnder:
    """Return what all pixels have in common; a window is made larger if need be."""
    shape = shape_of(coords)
    more = max(shape.spread)
    if more > _NEARLY_ALIKE:
        beyond = math.ceil(2 * more)
        values = np.pad(values, beyond, mode="edge")
        window_origin = window_origin[0] - beyond, window_origin[1] - beyond
    window = keys_of(values)
    return TileUnder(
        window=window,
        window_origin=window_origin,
        coords=coords,
        around=Around(shape=shape, width=window.width),
    )


def _undecided(
    tile: TileUnder, pixels: TouchingSeveral, out: NDArray[Any]
) -> MixedUnder:
    """Fill in what patterns decide, and return the pixels that are left.

    Args:
        tile: The tile.
        pixels: Some of its pixels.
        out: The keys of all.
    """
    is_close = np.zeros(pixels.index.size, dtype=bool)
    if tile.has_patterns:
        ranks, patterns = _ranks(tile, pixels, out.reshape(-1))
        left = np.flatnonzero(ranks == UNDECIDED)
        pixels = pixels.keep(left)
        is_close = patterns[left] < tile.winners.ranks.shape[1] - 1
    return MixedUnder(
        tile=tile,
        index=pixels.index,
        first=pixels.first,
        begin=pixels.begin,
        is_close=is_close,
    )


def _ranks(
    tile: TileUnder, pixels: TouchingSeveral, out: NDArray[Any]
) -> tuple[NDArray[np.uint8], NDArray[Any]]:
    """Fill in the winners of patterns, any where undecided; return both."""
    index = tile.around.index(pixels.first)
    patterns = tile.patterns.take(index, mode="wrap")
    ranks = tile.winners.ranks_at(tile.shares.places_of(pixels.begin), patterns)
    index += tile.around.offsets.take(tile.winners.pixels_at(ranks, patterns))
    out[pixels.index] = tile.window.keys.reshape(-1).take(index, mode="wrap")
    return ranks, patterns
