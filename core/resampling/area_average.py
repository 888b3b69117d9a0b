# SPDX-License-Identifier: GPL-3.0-or-later
"""Averages over the source pixels under target pixels that lie anywhere among them.

As GDAL (GWKAverageOrModeThread of its warp kernel): over the rectangle between a target
pixel's first and last corner, where a pixel that is partly inside counts by that part.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from .limits import Limit
from .point_kernels import between, flat_index
from .transform_fit import BACK, FORTH

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .transform_fit import SourceCoords

#: Rectangles of source pixels thinner than this are left to GDAL.
_LEAST_SIDE_PX: Final = 0.01

#: Of small values, how much sums may lose; and how many values tell what is small.
_MOST_LOST: Final = 1e-6
_LOOKED_AT: Final = 1000


def average(
    values: NDArray[Any],
    window_origin: tuple[int, int],
    source_coords: SourceCoords,
    dtype: str,
) -> NDArray[Any] | Limit:
    """Return the means of what lies under a tile's pixels.

    Args:
        values: Shape (rows, cols), all that lies there, float and all valid.
        window_origin: Where `values` begins in the source: row, column.
        source_coords: Where the tile's pixels lie in the source.
        dtype: The type of the result.

    Returns:
        Values of the tile's shape; or the limit, where a pixel's first and last corner
        are above one another, or nearly, and no rectangle lies between them, or where
        a value is so large that sums over the window would lose the others.
    """
    out: NDArray[Any] = np.empty(source_coords.shape, dtype)
    flat, width = np.ascontiguousarray(values).ravel(), values.shape[1]
    integral: _Integral | None = None
    for rows, at in source_coords.corner_strips(window_origin[1], window_origin[0]):
        x, y = at
        cols_under, rows_under = _sides(x, values.dtype), _sides(y, values.dtype)
        if cols_under is None or rows_under is None:
            return Limit.TURNED
        if cols_under.meet_two and rows_under.meet_two:
            _blend(flat, width, cols_under, rows_under, out[rows])
            continue
        if integral is None:
            if not _can_be_summed(values):
                return Limit.LARGE_VALUES
            integral = _Integral(values)
        out[rows] = integral.mean(at)
    return out


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sides:
    """The sides of rectangles along one axis."""

    first: NDArray[np.float64]
    """The pixel that they begin in."""
    beyond: NDArray[Any]
    """The part of them that is in the next pixel."""
    meet_two: bool
    """They meet no more than two pixels."""


def _sides(corners: NDArray[np.float64], dtype: np.dtype[Any]) -> _Sides | None:
    """Return the sides between pixels' first and last corners.

    Args:
        corners: Positions, one more each way than pixels.
        dtype: What parts are counted in.

    Returns:
        None where these do not run one way from each first corner to its last.
    """
    pixel = np.floor(corners)
    inside, number = (corners - pixel).astype(dtype), pixel.astype(dtype)
    for low, high in (FORTH, BACK):
        more = number[high] - number[low]
        size = more - inside[low]
        size += inside[high]
        if size.min() > _LEAST_SIDE_PX:
            meet_two = bool(more.max() <= 1)
            more *= inside[high]
            more /= size
            return _Sides(first=pixel[low], beyond=more, meet_two=meet_two)
    return None


def _blend(
    flat: NDArray[Any], width: int, x: _Sides, y: _Sides, out: NDArray[Any]
) -> None:
    """Weigh the two pixels along each axis that a rectangle meets by its parts."""
    place = y.first * width
    place += x.first
    index = place.astype(np.intp)
    above = between(flat, index, x.beyond)
    below = between(flat[width:], index, x.beyond)
    below -= above
    below *= y.beyond
    np.add(above, below, out=out)


def _can_be_summed(values: NDArray[Any]) -> bool:
    """Tell whether sums over the window keep the digits of its small values.

    What they may be off by grows with the largest value, and with how many there are:
    one undeclared fill of 1e20 would leave nothing of the others.
    """
    spread = float(values.max()) - float(values.min())
    if spread == 0:
        return True
    some = values.ravel()[:: max(values.size // _LOOKED_AT, 1)].astype(np.float64)
    sizes = [np.abs(some), np.abs(some - np.median(some))]
    small = min(map(_small, sizes))
    lost = spread * values.size * float(np.finfo(np.float64).eps)
    return lost <= _MOST_LOST * small


def _small(sizes: NDArray[np.float64]) -> float:
    """Return what a tenth of the sizes are below, but for none at all."""
    there = sizes[sizes > 0]
    return float(np.quantile(there, 0.1)) if there.size else 0.0


class _Integral:
    """The integral from a window's corner to any position in it.

    It is linear between pixels' edges, so that four of them give a rectangle's sum.
    """

    def __init__(self, values: NDArray[Any]) -> None:
        self._middle = values.mean(dtype=np.float64)  # large sums would cost digits
        total = np.zeros((values.shape[0] + 1, values.shape[1] + 1))
        np.subtract(values, self._middle, out=total[1:, 1:])
        np.cumsum(total, axis=0, out=total)
        np.cumsum(total, axis=1, out=total)
        self._flat, self._width = total.ravel(), total.shape[1]

    def mean(self, corners: NDArray[np.float64]) -> NDArray[Any]:
        """Return the means over the rectangles between corners: columns, then rows."""
        x, y = corners
        x0, y0, x1, y1 = x[:-1, :-1], y[:-1, :-1], x[1:, 1:], y[1:, 1:]
        at_corners = self._until(corners)
        sums = at_corners[:-1, :-1] + at_corners[1:, 1:]
        sums -= self._until(np.stack((x1, y0)))
        sums -= self._until(np.stack((x0, y1)))
        sums /= (x1 - x0) * (y1 - y0)
        sums += self._middle
        return sums

    def _until(self, at: NDArray[np.float64]) -> NDArray[np.float64]:
        pixel = at.astype(np.int32)
        along_x, along_y = at - pixel
        place = flat_index(pixel, self._width)
        above = between(self._flat, place, along_x)
        below = between(self._flat[self._width :], place, along_x)
        below -= above
        below *= along_y
        below += above
        return below
