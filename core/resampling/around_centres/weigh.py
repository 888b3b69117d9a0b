# SPDX-License-Identifier: GPL-3.0-or-later
"""Weighs the source pixels around target pixels' centres, wherever these lie.

Beside invalid pixels the weights of the valid ones are brought to 1 again. There is a
value wherever the source pixel under the centre is valid. Where a kernel with negative
weights has less than half of its weight on valid pixels, these may cancel out and the
quotient means nothing: the triangle of the same widening takes its place.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..kernel_shapes import LEAST_SHARE, TRIANGLE
from ..window_values import meeting, window_of
from .taps import centre_taps, taps_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from ..kernel_shapes import Shape
    from ..placed_coords import Coords
    from ..window_values import Window
    from .taps import CentreTaps

#: A centre on the edge between two pixels belongs to the one after it. Positions are
#: a hair off.
_HAIR_PX: Final = 1e-6

#: Weights that are held at a time, so that they stay in the processor's cache.
_MOST_WEIGHTS: Final = 1 << 19

#: Where more of a strip's pixels than this are beside invalid ones, all of them are
#: taken for such.
_MOST_SOME: Final = 0.5


def reach_px(shape: Shape, widening: tuple[float, float]) -> tuple[int, int]:
    """Return how far the window of a tile goes on beyond its centres.

    Args:
        shape: The kernel's.
        widening: How much it is widened along x and y.

    Returns:
        Source pixels before and after the last whose centre is before a position.
    """
    far = math.ceil(shape.radius_px * max(widening))
    return far, far + 1


def weigh(
    values: NDArray[Any],
    window_origin: tuple[int, int],
    source_coords: Coords,
    shape: Shape,
    widening: tuple[float, float],
) -> NDArray[Any]:
    """Return the weighted means around the centres of a tile's pixels.

    Args:
        values: Shape (rows, cols), all that lies within `reach_px`, float; NaN where
            invalid, and beyond the source.
        window_origin: Where `values` begins in the source: row, column.
        source_coords: Where the tile's pixels lie in the source.
        shape: The kernel's.
        widening: How much it is widened along x and y, 1 or more.

    Returns:
        Values of the tile's shape and the window's type, which weights have as well;
        NaN where there is none.
    """
    out: NDArray[Any] = np.empty(source_coords.shape, values.dtype)
    weigher = _Weigher(window_of(values), shape, widening, out.dtype)
    for rows, at in _strips(source_coords, window_origin, weigher.weights_a_pixel):
        out[rows] = weigher.means(at)
    return out


def _strips(
    source_coords: Coords, window_origin: tuple[int, int], weights: int
) -> Iterator[tuple[slice, NDArray[np.float64]]]:
    """Yield positions of centres, counted from the centre of a window's first pixel."""
    most = max(_MOST_WEIGHTS // (weights * source_coords.shape[1]), 1)
    for rows, at in source_coords.strips(
        window_origin[1] + 0.5, window_origin[0] + 0.5
    ):
        for first in range(0, at.shape[1], most):
            part = at[:, first : first + most]
            start = rows.start + first
            yield slice(start, start + part.shape[1]), part


class _Weigher:
    """Weighs the pixels of one window."""

    def __init__(
        self,
        window: Window,
        shape: Shape,
        widening: tuple[float, float],
        dtype: np.dtype[Any],
    ) -> None:
        self._window, self._shape = window, shape
        self._widening, self._dtype = widening, dtype
        self._cols, self._rows = (taps_of(shape, wide) for wide in widening)
        self._flat = window.values.astype(dtype, copy=False).ravel()
        if window.careful is not None:
            is_valid = np.isfinite(window.own)
            self._valid = is_valid.astype(dtype).ravel()
            self._own = np.where(is_valid, window.own, 0).astype(dtype).ravel()
            self._marked = meeting(window.careful, self._rows, self._cols).ravel()

    @property
    def weights_a_pixel(self) -> int:
        """How many weights a target pixel has."""
        return self._cols + self._rows

    def means(self, at: NDArray[np.float64]) -> NDArray[Any]:
        """Return the means around positions, which have the shape (2, ...)."""
        x, y, index = self._taps(at, self._shape)
        if self._window.careful is None:
            return self._simple_means(x, y, index)
        some = np.flatnonzero(self._marked.take(index, mode="wrap"))
        if some.size > _MOST_SOME * index.size:
            return self._valid_means(at)
        found = self._simple_means(x, y, index)
        if some.size:
            found.reshape(-1)[some] = self._valid_means(at.reshape(2, -1)[:, some])
        return found

    def _taps(
        self, at: NDArray[np.float64], shape: Shape
    ) -> tuple[CentreTaps, CentreTaps, NDArray[np.intp]]:
        """Return the taps along x and along y, and where they begin in the window."""
        x, y = (
            centre_taps(axis, shape, wide, self._dtype)
            for axis, wide in zip(at, self._widening, strict=True)
        )
        return x, y, self._index(x.first, y.first)

    def _index(
        self, col: NDArray[np.float64], row: NDArray[np.float64]
    ) -> NDArray[np.intp]:
        place = row * self._window.width + col
        if np.isnan(place.min()):  # there is no place: weights are NaN as well
            place = np.nan_to_num(place)
        index: NDArray[np.intp] = place.astype(np.intp)
        return index

    def _simple_means(
        self, x: CentreTaps, y: CentreTaps, index: NDArray[np.intp]
    ) -> NDArray[Any]:
        found = self._sum(self._flat, x, y, index)
        found += self._dtype.type(self._window.level)
        return found

    def _valid_means(self, at: NDArray[np.float64]) -> NDArray[Any]:
        """Return the means over valid pixels."""
        found, share = self._over_valid(at, self._shape)
        if self._shape.has_negative:
            few = np.flatnonzero(share < LEAST_SHARE)
            if few.size:
                some = at.reshape(2, -1)[:, few]
                mean, _ = self._over_valid(some, TRIANGLE)
                found.reshape(-1)[few] = mean
        under = np.floor(at + (0.5 + _HAIR_PX))
        is_valid = self._valid.take(self._index(*under), mode="wrap")
        found[is_valid == 0] = np.nan
        return found

    def _over_valid(
        self, at: NDArray[np.float64], shape: Shape
    ) -> tuple[NDArray[Any], NDArray[Any]]:
        """Return means, and the share of the weight that is on valid pixels."""
        taps = self._taps(at, shape)
        share = self._sum(self._valid, *taps)
        found = self._sum(self._own, *taps)
        with np.errstate(invalid="ignore", divide="ignore"):  # no valid pixel at all
            found /= share
        return found, share

    def _sum(
        self,
        flat: NDArray[Any],
        x: CentreTaps,
        y: CentreTaps,
        index: NDArray[np.intp],
    ) -> NDArray[Any]:
        """Weigh what lies from pixels on, row by row."""
        total = np.zeros(index.shape, dtype=self._dtype)
        line, pixel = np.empty_like(total), np.empty_like(total)
        for row, below in enumerate(y.weights):
            line[...] = 0
            start = row * self._window.width
            for col, across in enumerate(x.weights):
                flat[start + col :].take(index, out=pixel, mode="wrap")
                pixel *= across
                line += pixel
            line *= below
            total += line
        return total
