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

from ..geometry.grid import Block
from .kernels import HAIR_PX
from .selection import PICKED

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from .transform_fit import SourceCoords

#: Source pixels before and after the one whose centre is the last before a position.
#: Of `nearest`, the pixel that holds it is meant.
REACH_PX: Final = {
    Resampling.nearest: (0, 0),
    Resampling.bilinear: (0, 1),
    Resampling.cubic: (1, 2),
    Resampling.average: (1, 1),
    **dict.fromkeys(PICKED, (1, 1)),
}

#: Kernels that look at the source pixels under a target pixel, not around its centre.
_OF_AREAS: Final = frozenset({Resampling.nearest, Resampling.average, *PICKED})

#: GDAL widens kernels for targets that are this much coarser.
NOT_WIDENED: Final = 0.95


def needed(source_coords: SourceCoords, kernel: Resampling) -> Block:
    """Return the source pixels that a tile needs, some of them beyond the source."""
    left, top, right, bottom = source_coords.bounds()
    before, after = REACH_PX[kernel]
    # Positions count from pixels' edges, other kernels from pixels' centres.
    edge = 0.0 if kernel in _OF_AREAS else 0.5
    col, row = math.floor(left - edge) - before, math.floor(top - edge) - before
    return Block(
        row_off=row,
        col_off=col,
        rows=math.floor(bottom - edge + HAIR_PX) + after + 1 - row,
        cols=math.floor(right - edge + HAIR_PX) + after + 1 - col,
    )


def sample(
    values: NDArray[Any],
    window_origin: tuple[int, int],
    source_coords: SourceCoords,
    kernel: Resampling,
    out: NDArray[Any],
) -> None:
    """Fill a tile with the values at its pixels' centres.

    Args:
        values: Shape (rows, cols), all that the kernel needs of the source; for
            `nearest` with NaN where there is none, for others all valid.
        window_origin: Where `values` begins in the source: row, column.
        source_coords: Where the tile's pixels lie in the source.
        kernel: `nearest`, `bilinear` or `cubic`.
        out: Shape of the tile.
    """
    flat, width = np.ascontiguousarray(values).ravel(), values.shape[1]
    edge = HAIR_PX if kernel is Resampling.nearest else -0.5
    for rows, at in source_coords.strips(
        window_origin[1] - edge, window_origin[0] - edge
    ):
        _KERNELS[kernel](flat, width, at, out[rows])


def _nearest(
    flat: NDArray[Any], width: int, at: NDArray[np.float64], out: NDArray[Any]
) -> None:
    flat.take(flat_index(at.astype(np.int32), width), out=out, mode="wrap")


def _bilinear(
    flat: NDArray[Any], width: int, at: NDArray[np.float64], out: NDArray[Any]
) -> None:
    index, along_x, along_y = _split(at, width, flat.dtype)
    above = between(flat, index, along_x)
    below = between(flat[width:], index, along_x)
    below -= above
    below *= along_y
    np.add(above, below, out=out)


def between(
    flat: NDArray[Any], index: NDArray[np.intp], part: NDArray[Any]
) -> NDArray[Any]:
    """Interpolate between pixels and their neighbours on the right.

    Args:
        flat: A window's pixels, row after row.
        index: The pixels, any shape.
        part: How far beyond each, 0 to 1, of that shape.
    """
    left = flat.take(index, mode="wrap")
    right = flat[1:].take(index, mode="wrap")
    right -= left
    right *= part
    right += left
    return right


def _cubic(
    flat: NDArray[Any], width: int, at: NDArray[np.float64], out: NDArray[Any]
) -> None:
    index, along_x, along_y = _split(at, width, flat.dtype)
    index -= width + 1
    across = _catmull_rom(along_x)
    lines = (_weighed(flat[line * width :], index, across) for line in range(4))
    out[:] = 0
    for line, weight in zip(lines, _catmull_rom(along_y), strict=True):
        out += np.multiply(line, weight, out=line)


def _weighed(
    flat: NDArray[Any], index: NDArray[np.intp], weights: list[NDArray[Any]]
) -> NDArray[Any]:
    total = flat.take(index, mode="wrap")
    total *= weights[0]
    for tap in (1, 2, 3):
        values = flat[tap:].take(index, mode="wrap")
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
    at: NDArray[np.float64], width: int, dtype: np.dtype[Any]
) -> tuple[NDArray[np.intp], NDArray[Any], NDArray[Any]]:
    """Return the pixel before each position, and how far beyond it is.

    Positions are changed.
    """
    pixel = at.astype(np.int32)
    at -= pixel
    along_x, along_y = at.astype(dtype)
    return flat_index(pixel, width), along_x, along_y


def flat_index(pixel: NDArray[np.int32], width: int) -> NDArray[np.intp]:
    """Return where pixels are among all of a window, row after row.

    Args:
        pixel: Shape (2, ...), their columns and their rows; it is changed.
        width: The window's columns.
    """
    col, index = pixel
    index *= width
    index += col
    flat: NDArray[np.intp] = index.astype(np.intp)
    return flat


_KERNELS: Final[dict[Resampling, Callable[..., None]]] = {
    Resampling.nearest: _nearest,
    Resampling.bilinear: _bilinear,
    Resampling.cubic: _cubic,
}
