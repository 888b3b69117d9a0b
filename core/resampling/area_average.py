# SPDX-License-Identifier: GPL-3.0-or-later
"""The kernel `average` at arbitrary positions: means over the area of target pixels.

As in GDAL (GWKAverageOrModeThread of its warp kernel): over the rectangle between a
target pixel's first and last corner, where a pixel partly inside counts by that part.
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

#: The largest rounding error of sums, as a share of the window's small values.
_MOST_LOST: Final = 1e-6

#: About so many values of the window are sampled to find its small values.
_SAMPLE_COUNT: Final = 1000


def average(
    values: NDArray[Any],
    window_origin: tuple[int, int],
    source_coords: SourceCoords,
    dtype: str,
) -> NDArray[Any] | Limit:
    """Return the means of the source pixels under a tile's pixels.

    Args:
        values: Shape (rows, cols), all pixels under the tile, float and all valid.
        window_origin: Where `values` begins in the source: row, column.
        source_coords: Where the tile's pixels lie in the source.
        dtype: The type of the result.

    Returns:
        Values of the tile's shape; or the limit, where a pixel's first and last corner
        nearly share a row or a column and no rectangle lies between them, or where a
        value is so large that sums over the window would lose the small ones.
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
    """The pixel that each side begins in."""
    beyond: NDArray[Any]
    """The share of each side that lies in the next pixel."""
    meet_two: bool
    """No side meets more than two pixels."""


def _sides(corners: NDArray[np.float64], dtype: np.dtype[Any]) -> _Sides | None:
    """Return the sides between pixels' first and last corners.

    Args:
        corners: Positions of corners, one more each way than pixels.
        dtype: The type that shares are computed in.

    Returns:
        None where a side is too short, or sides run in different directions.
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
    """Weigh the two pixels that a rectangle meets along each axis by its shares."""
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

    The rounding error of a sum grows with the largest value and the number of values:
    one undeclared fill value of 1e20 would leave nothing of the others.
    """
    spread = float(values.max()) - float(values.min())
    if spread == 0:
        return True
    some = values.ravel()[:: max(values.size // _SAMPLE_COUNT, 1)].astype(np.float64)
    sizes = [np.abs(some), np.abs(some - np.median(some))]
    small = min(map(_small, sizes))
    lost = spread * values.size * float(np.finfo(np.float64).eps)
    return lost <= _MOST_LOST * small


def _small(sizes: NDArray[np.float64]) -> float:
    """Return the first decile of the sizes above 0, or 0 without any."""
    positive = sizes[sizes > 0]
    return float(np.quantile(positive, 0.1)) if positive.size else 0.0


class _Integral:
    """The integral over a window from its corner to any position (a summed-area table).

    The integral is bilinear between pixels' edges; its values at the four corners of a
    rectangle give the rectangle's sum.
    """

    def __init__(self, values: NDArray[Any]) -> None:
        self._middle = values.mean(dtype=np.float64)  # large sums would cost digits
        total = np.zeros((values.shape[0] + 1, values.shape[1] + 1))
        np.subtract(values, self._middle, out=total[1:, 1:])
        np.cumsum(total, axis=0, out=total)
        np.cumsum(total, axis=1, out=total)
        self._flat, self._width = total.ravel(), total.shape[1]

    def mean(self, corners: NDArray[np.float64]) -> NDArray[Any]:
        """Return the means over the rectangles between corners (columns, then rows)."""
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
