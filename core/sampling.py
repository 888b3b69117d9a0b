# SPDX-License-Identifier: GPL-3.0-or-later
"""Resamples all-valid pixels at positions anywhere among them.

The kernels are GDAL's (GWKBilinearResample4Sample and GWKCubicResample4Sample of its
warp kernel), for targets that are not coarser than the source.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from rasterio.enums import Resampling

from .grid import Block
from .positions import STRIP_ROWS

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from .positions import Positions

#: GDAL moves positions by this before it cuts them to whole pixels.
_HAIR_PX: Final = 1e-10

#: Source pixels before and after the one whose centre is the last before a position.
#: Of `nearest`, the pixel that holds it is meant.
REACH_PX: Final = {
    Resampling.nearest: (0, 0),
    Resampling.bilinear: (0, 1),
    Resampling.cubic: (1, 2),
    Resampling.average: (1, 1),
}

#: Kernels that look at the source pixels under a target pixel, not around its centre.
_OF_AREAS: Final = frozenset({Resampling.nearest, Resampling.average})

#: Rectangles of source pixels thinner than this are left to GDAL.
_LEAST_SIDE_PX: Final = 0.01

#: GDAL widens kernels for targets that are this much coarser.
NOT_WIDENED: Final = 0.95


def needed(places: Positions, kernel: Resampling) -> Block:
    """Return the source pixels that a tile needs, some of them beyond the source."""
    left, top, right, bottom = places.bounds()
    before, after = REACH_PX[kernel]
    # Positions count from pixels' edges, other kernels from pixels' centres.
    edge = 0.0 if kernel in _OF_AREAS else 0.5
    col, row = math.floor(left - edge) - before, math.floor(top - edge) - before
    return Block(
        row_off=row,
        col_off=col,
        rows=math.floor(bottom - edge + _HAIR_PX) + after + 1 - row,
        cols=math.floor(right - edge + _HAIR_PX) + after + 1 - col,
    )


def sample(
    values: NDArray[Any],
    corner: tuple[int, int],
    places: Positions,
    kernel: Resampling,
    out: NDArray[Any],
) -> bool:
    """Fill a tile with the values at its pixels' centres, or under its pixels.

    Args:
        values: Shape (rows, cols), all that the kernel needs of the source; for
            `nearest` with NaN where there is none, for others all valid.
        corner: Where `values` begins in the source: row, column.
        places: Where the tile's pixels lie in the source.
        kernel: One of `REACH_PX`.
        out: Shape of the tile.

    Returns:
        Whether it could: not where a pixel's first and last corner are above one
        another, or nearly, and no rectangle lies between them.
    """
    if kernel is Resampling.average:
        x, y = places.corners(corner[1], corner[0])
        if not (_runs_on(x) and _runs_on(y)):
            return False
        _average(values, x, y, out)
        return True
    flat, width = np.ascontiguousarray(values).ravel(), values.shape[1]
    edge = _HAIR_PX if kernel is Resampling.nearest else -0.5
    for rows, x, y in places.strips(corner[1] - edge, corner[0] - edge):
        _KERNELS[kernel](flat, width, x, y, out[rows])
    return True


def _nearest(
    flat: NDArray[Any],
    width: int,
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    out: NDArray[Any],
) -> None:
    index = y.astype(np.int32)
    index *= width
    index += x.astype(np.int32)
    flat.take(index.astype(np.intp), out=out, mode="clip")


def _bilinear(
    flat: NDArray[Any],
    width: int,
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    out: NDArray[Any],
) -> None:
    index, along_x, along_y = _split(x, y, width, flat.dtype)
    above = _between(flat, index, along_x)
    below = _between(flat[width:], index, along_x)
    below -= above
    below *= along_y
    np.add(above, below, out=out)


def _between(
    flat: NDArray[Any], index: NDArray[np.intp], part: NDArray[Any]
) -> NDArray[Any]:
    """Interpolate between pixels and their neighbours on the right."""
    left = flat.take(index, mode="clip")
    right = flat[1:].take(index, mode="clip")
    right -= left
    right *= part
    right += left
    return right


def _cubic(
    flat: NDArray[Any],
    width: int,
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    out: NDArray[Any],
) -> None:
    index, along_x, along_y = _split(x, y, width, flat.dtype)
    index -= width + 1
    across = _catmull_rom(along_x)
    lines = (_weighed(flat[line * width :], index, across) for line in range(4))
    out[:] = 0
    for line, weight in zip(lines, _catmull_rom(along_y), strict=True):
        out += np.multiply(line, weight, out=line)


def _weighed(
    flat: NDArray[Any], index: NDArray[np.intp], weights: list[NDArray[Any]]
) -> NDArray[Any]:
    total = flat.take(index, mode="clip")
    total *= weights[0]
    for tap in (1, 2, 3):
        values = flat[tap:].take(index, mode="clip")
        values *= weights[tap]
        total += values
    return total


def _catmull_rom(part: NDArray[Any]) -> list[NDArray[Any]]:
    """Return the weights of the pixels at -1, 0, 1 and 2: Keys (1981), a = -0.5."""
    rest = 1 - part
    outer = part * rest * -0.5
    first, last = outer * rest, outer * part
    # What the four leave of 1 and of the position decides the two in the middle.
    second = rest - 2 * first + last
    third = part + first - 2 * last
    return [first, second, third, last]


def _split(
    x: NDArray[np.float64], y: NDArray[np.float64], width: int, dtype: np.dtype[Any]
) -> tuple[NDArray[np.intp], NDArray[Any], NDArray[Any]]:
    """Return the pixel before each position, and how far beyond it is.

    Positions are changed.
    """
    col, row = x.astype(np.int32), y.astype(np.int32)
    x -= col
    y -= row
    row *= width
    row += col
    return row.astype(np.intp), x.astype(dtype), y.astype(dtype)


def _runs_on(edges: NDArray[np.float64]) -> bool:
    """Tell whether positions change one way from each pixel's corner to its last."""
    size = edges[1:, 1:] - edges[:-1, :-1]
    least, greatest = float(size.min()), float(size.max())
    return least > _LEAST_SIDE_PX or greatest < -_LEAST_SIDE_PX


def _average(
    values: NDArray[Any], x: NDArray[np.float64], y: NDArray[np.float64], out: Any
) -> None:
    """Average over the rectangle between each pixel's first and last corner, as GDAL.

    A pixel that is partly inside counts by that part. The integral from the window's
    corner to any position is linear between pixels' edges, so that four of them give
    a rectangle's sum.
    """
    middle = values.mean(dtype=np.float64)  # large sums would cost digits
    total = np.zeros((values.shape[0] + 1, values.shape[1] + 1))
    np.subtract(values, middle, out=total[1:, 1:])
    np.cumsum(total, axis=0, out=total)
    np.cumsum(total, axis=1, out=total)
    flat, width = total.ravel(), total.shape[1]
    for first in range(0, len(out), STRIP_ROWS):
        rows = out[first : first + STRIP_ROWS]
        part = slice(first, first + len(rows) + 1)
        x0, y0 = x[part][:-1, :-1], y[part][:-1, :-1]
        x1, y1 = x[part][1:, 1:], y[part][1:, 1:]
        both = _integral(flat, width, x[part], y[part])
        sums = both[:-1, :-1] + both[1:, 1:]
        sums -= _integral(flat, width, x1, y0)
        sums -= _integral(flat, width, x0, y1)
        sums /= (x1 - x0) * (y1 - y0)
        sums += middle
        rows[:] = sums


def _integral(
    flat: NDArray[np.float64],
    width: int,
    x: NDArray[np.float64],
    y: NDArray[np.float64],
) -> NDArray[np.float64]:
    index, along_x, along_y = _split(x.copy(), y.copy(), width, flat.dtype)
    above = _between(flat, index, along_x)
    below = _between(flat[width:], index, along_x)
    below -= above
    below *= along_y
    below += above
    return below


_KERNELS: Final[dict[Resampling, Callable[..., None]]] = {
    Resampling.nearest: _nearest,
    Resampling.bilinear: _bilinear,
    Resampling.cubic: _cubic,
}
