# SPDX-License-Identifier: GPL-3.0-or-later
"""The kernel `mode` where pixels were looked up one by one and have no common shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..over_areas.pieces import pieces
from ..over_areas.wide import are_wide, wide_pixels
from .class_keys import keys_of
from .one_large import elected_of_one
from .votes import elected

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..over_areas.pieces import Piece
    from ..over_areas.wide import WidePixel
    from ..placed_coords import PlacedCoords
    from .class_keys import ClassKeys


def mode_at_places(
    values: NDArray[Any], window_origin: tuple[int, int], coords: PlacedCoords
) -> NDArray[Any]:
    """Return the values that cover most of a tile's pixels.

    Args:
        values: As for `mode_under`.
        window_origin: Where `values` begins in the source: row, column.
        coords: Where the tile's pixels lie in the source, corners included.

    Returns:
        Shape of the tile and type of `values`; NaN where nothing valid is covered.
    """
    window = keys_of(values)
    out = np.empty(coords.shape, dtype=window.keys.dtype)
    for piece in pieces(coords, window_origin):
        part = out[piece.in_tile]
        if are_wide(piece.footprints):
            for place, pixel in wide_pixels(piece.footprints):
                part[place] = _of_wide(window, pixel)
        else:
            part[...] = _of_piece(window, piece)
    return out.view(window.dtype)


def _of_piece(window: ClassKeys, piece: Piece) -> NDArray[Any]:
    """Return the keys of some pixels."""
    keys, areas = _around(window, piece)
    won: NDArray[Any] = keys[0].copy()
    some = np.flatnonzero((keys != won).any(axis=0))
    won[some] = elected(keys[:, some], areas[:, some])
    won[~areas.any(axis=0)] = window.nothing
    return won.reshape(piece.footprints.centre.shape[1:])


def _around(
    window: ClassKeys, piece: Piece
) -> tuple[NDArray[Any], NDArray[np.float64]]:
    """Return the classes around pixels, and the areas that vote.

    Both have the shape (source pixels, targets), source pixels in reading order.
    """
    keys, areas = [], []
    for index, area in piece.covered(window.width):
        votes = np.broadcast_to(area, index.shape).astype(np.float64)
        if window.valid is not None:
            votes *= window.valid.reshape(-1).take(index, mode="wrap")
        keys.append(window.keys.reshape(-1).take(index, mode="wrap").ravel())
        areas.append(votes.ravel())
    return np.stack(keys), np.stack(areas)


def _of_wide(window: ClassKeys, pixel: WidePixel) -> Any:
    """Return the key of one pixel over very many source pixels."""
    keys, areas = [], []
    for there, area in pixel.bands():
        votes = area if window.valid is None else area * window.valid[there]
        counts = votes > 0
        keys.append(window.keys[there][counts])
        areas.append(votes[counts])
    # Bands come from the last to the first.
    in_order = np.concatenate(keys[::-1]), np.concatenate(areas[::-1])
    return elected_of_one(*in_order, window.nothing)
