# SPDX-License-Identifier: GPL-3.0-or-later
"""The least and the greatest valid value that target pixels cover any of."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from .pieces import pieces
from .wide import are_wide, wide_pixels

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..placed_coords import Coords
    from .pieces import Piece


def extreme(
    among: np.ufunc,
    values: NDArray[Any],
    window_origin: tuple[int, int],
    coords: Coords,
    dtype: str,
) -> NDArray[Any]:
    """Return an extreme over each of a tile's pixels.

    Args:
        among: `minimum` or `maximum`.
        values: Shape (rows, cols), all that lies there and a pixel around: float, NaN
            or infinite where invalid and beyond the source, or of any type.
        window_origin: Where `values` begins in the source: row, column.
        coords: Where the tile's pixels lie in the source.
        dtype: The type of the result, which holds every value.

    Returns:
        Values of the tile's shape, NaN where nothing valid is covered.
    """
    nothing = np.inf if among is np.minimum else -np.inf
    ready = np.where(np.isfinite(values), values, nothing).astype(dtype)
    out: NDArray[Any] = np.full(coords.shape, nothing, ready.dtype)
    for piece in pieces(coords, window_origin):
        best = out[piece.in_tile]
        if are_wide(piece.footprints):
            for place, pixel in wide_pixels(piece.footprints):
                for there, area in pixel.bands():
                    found = among.reduce(ready[there][area > 0], initial=best[place])
                    best[place] = found
        else:
            _put_extremes(among, ready, piece, nothing, best)
    out[np.isinf(out)] = np.nan
    return out


def _put_extremes(
    among: np.ufunc,
    values: NDArray[Any],
    piece: Piece,
    nothing: float,
    best: NDArray[Any],
) -> None:
    """Put the extremes over some pixels into `best`, where `nothing` is before."""
    flat = values.ravel()
    for index, area in piece.covered(values.shape[1]):
        found = flat.take(index, mode="wrap")
        if not isinstance(area, float):
            np.copyto(found, nothing, where=area == 0)
        among(best, found, out=best)


least = partial(extreme, np.minimum)
greatest = partial(extreme, np.maximum)
