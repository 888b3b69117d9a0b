# SPDX-License-Identifier: GPL-3.0-or-later
"""Medians and quartiles by the areas that target pixels cover of source pixels.

A quantile is the least value up to which the values, sorted, have a share of the area
covered of all valid source pixels: always one of the source's values. Shares that
differ by less than a millionth are equal, so that whole pixels count whole.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from .covered import TIE
from .ordered import ranks_of, sort_each
from .pieces import pieces
from .wide import are_wide, wide_pixels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from ..placed_coords import Coords
    from .pieces import Piece
    from .wide import WidePixel

#: A rank stands above so many bits of an area.
_AREA_BITS: Final = 32
_ALL_AREA: Final = np.int64((1 << _AREA_BITS) - 1)
_NO_AREA: Final = ~_ALL_AREA

#: What an area of 1 is among them.
_WHOLE: Final = 1 << 30

#: A rank has two halves, of so many bits and with so many values.
_HALF_BITS: Final = 16
_HALVES: Final = 1 << _HALF_BITS


def quantile(
    share: float,
    values: NDArray[Any],
    window_origin: tuple[int, int],
    coords: Coords,
    dtype: str,
) -> NDArray[Any]:
    """Return a quantile over each of a tile's pixels.

    Args:
        share: Of the area, between 0 and 1.
        values: Shape (rows, cols), all that lies there and a pixel around: float, NaN
            or infinite where invalid and beyond the source, or integers, all valid.
        window_origin: Where `values` begins in the source: row, column.
        coords: Where the tile's pixels lie in the source.
        dtype: The type of the result, which holds every value.

    Returns:
        Values of the tile's shape, NaN where nothing valid is covered.
    """
    out: NDArray[Any] = np.empty(coords.shape, dtype)
    quantiles = _Quantiles(values, share, out.dtype)
    for piece in pieces(coords, window_origin):
        if are_wide(piece.footprints):
            part = out[piece.in_tile]
            for place, pixel in wide_pixels(piece.footprints):
                part[place] = quantiles.of_wide(pixel)
        else:
            out[piece.in_tile] = quantiles.of(piece)
    return out


median = partial(quantile, 0.5)
first_quartile = partial(quantile, 0.25)
third_quartile = partial(quantile, 0.75)


class _Quantiles:
    """Quantiles over pixels of one tile."""

    def __init__(
        self, values: NDArray[Any], share: float, dtype: np.dtype[Any]
    ) -> None:
        self._share, self._dtype, self._width = share - TIE, dtype, values.shape[1]
        self._ranks, self._valid = ranks_of(values), np.isfinite(values)

    @cached_property
    def _keys(self) -> NDArray[np.int64]:
        """Ranks with all bits of an area set, or none: an area is laid over them."""
        keys: NDArray[np.int64] = self._ranks.of_values.astype(np.int64) << _AREA_BITS
        keys |= np.where(self._valid, _ALL_AREA, 0)
        return keys.ravel()

    def of(self, piece: Piece) -> NDArray[Any]:
        """Return the quantiles over some pixels, NaN where nothing valid is covered."""
        keys = self._covered(piece)
        shape = piece.footprints.centre.shape[1:]
        reached, total = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        for key in keys:
            total += key & _ALL_AREA
        least = np.ceil(total * self._share).astype(np.int64)
        below = np.zeros_like(total)
        for key in sort_each(keys):
            np.copyto(reached, key, where=below < least)
            below += key & _ALL_AREA
        ranks = (reached >> _AREA_BITS).astype(np.int32)
        found = self._ranks.values(ranks, self._dtype)
        found[total == 0] = np.nan
        return found

    def of_wide(self, pixel: WidePixel) -> float:
        """Return the quantile over one pixel, NaN where nothing valid is covered.

        The upper half of its rank is found first, then the lower.
        """
        upper, total = np.zeros(_HALVES), 0.0
        for rank, area in self._ranked(pixel):
            upper += np.bincount((rank >> _HALF_BITS) + _HALVES // 2, area, _HALVES)
        total = upper.sum()
        if not total:
            return np.nan
        half, left = _reached(upper, self._share * total)
        half -= _HALVES // 2
        lower = np.zeros(_HALVES)
        for rank, area in self._ranked(pixel):
            here = rank >> _HALF_BITS == half
            lower += np.bincount(rank[here] & (_HALVES - 1), area[here], _HALVES)
        rest, _ = _reached(lower, left)
        ranks = np.array([(half << _HALF_BITS) | rest], dtype=np.int32)
        return float(self._ranks.values(ranks, self._dtype)[0])

    def _ranked(
        self, pixel: WidePixel
    ) -> Iterator[tuple[NDArray[np.int32], NDArray[np.float64]]]:
        """Yield the ranks of valid pixels that are covered, and their areas."""
        for there, area in pixel.bands():
            counts = self._valid[there] & (area > 0)
            yield self._ranks.of_values[there][counts], area[counts]

    def _covered(self, piece: Piece) -> list[NDArray[np.int64]]:
        """Return the keys of what is covered: ranks above areas."""
        keys = []
        whole = _WHOLE / min(float(piece.footprints.areas().max()), 1.0)
        for index, area in piece.covered(self._width):
            key = self._keys.take(index, mode="wrap")
            if isinstance(area, float):
                key &= _NO_AREA | np.int64(round(area * whole))
            else:
                np.multiply(area, whole, out=area)
                np.rint(area, out=area)
                key &= _NO_AREA | area.astype(np.int64)
            keys.append(key)
        return keys


def _reached(areas: NDArray[np.float64], share: float) -> tuple[int, float]:
    """Return where areas add up to a share, and what of it is left for that place."""
    below = np.cumsum(areas)
    place = min(int(np.searchsorted(below, share)), int(np.flatnonzero(areas)[-1]))
    return place, share - float(below[place] - areas[place])
