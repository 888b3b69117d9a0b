# SPDX-License-Identifier: GPL-3.0-or-later
"""The kernels `nearest`, `bilinear` and `cubic` at arbitrary positions in a source.

The last two are GDAL's (GWKBilinearResample4Sample and GWKCubicResample4Sample of its
warp kernel), for valid pixels and targets that are not coarser than the source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..geometry.pixel_alignment import HAIR_PX

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from .placed_coords import Coords


def nearest(
    values: NDArray[Any],
    window_origin: tuple[int, int],
    source_coords: Coords,
    dtype: str,  # noqa: ARG001  (one signature for all kernels at positions)
) -> NDArray[Any]:
    """Take the source pixels that hold a tile's centres.

    Args:
        values: Shape (rows, cols), all pixels that the tile needs, of any type.
        window_origin: Where `values` begins in the source: row, column.
        source_coords: Where the tile's pixels lie in the source.
        dtype: Unused: the values keep their type.

    Returns:
        Values of the tile's shape.
    """
    return _sampled(_nearest, values, window_origin, source_coords, HAIR_PX)


def bilinear(
    values: NDArray[Any],
    window_origin: tuple[int, int],
    source_coords: Coords,
    dtype: str,  # noqa: ARG001
) -> NDArray[Any]:
    """Interpolate between the four source pixels around each centre.

    Args:
        values: Shape (rows, cols), all pixels that the tile needs, float and valid.
        window_origin: Where `values` begins in the source: row, column.
        source_coords: Where the tile's pixels lie in the source.
        dtype: Unused: the values keep their type.

    Returns:
        Values of the tile's shape.
    """
    return _sampled(_bilinear, values, window_origin, source_coords, -0.5)


def cubic(
    values: NDArray[Any],
    window_origin: tuple[int, int],
    source_coords: Coords,
    dtype: str,  # noqa: ARG001
) -> NDArray[Any]:
    """Convolve the sixteen source pixels around each centre; see `bilinear`."""
    return _sampled(_cubic, values, window_origin, source_coords, -0.5)


def _sampled(
    kernel: Callable[..., None],
    values: NDArray[Any],
    window_origin: tuple[int, int],
    source_coords: Coords,
    edge: float,
) -> NDArray[Any]:
    out: NDArray[Any] = np.empty(source_coords.shape, values.dtype)
    flat, width = np.ascontiguousarray(values).ravel(), values.shape[1]
    for rows, at in source_coords.strips(
        window_origin[1] - edge, window_origin[0] - edge
    ):
        kernel(flat, width, at, out[rows])
    return out


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
        index: Indices of pixels in `flat`, any shape.
        part: The position between pixel and neighbour, 0 to 1, the same shape.
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
    # The inner two follow from the outer: all four sum to 1, their centroid is `part`.
    second = rest - 2 * first + last
    third = part + first - 2 * last
    return [first, second, third, last]


def _split(
    at: NDArray[np.float64], width: int, dtype: np.dtype[Any]
) -> tuple[NDArray[np.intp], NDArray[Any], NDArray[Any]]:
    """Return the pixel before each position, and the position's distance from there.

    The array of positions is changed.
    """
    pixel = at.astype(np.int32)
    at -= pixel
    along_x, along_y = at.astype(dtype)
    return flat_index(pixel, width), along_x, along_y


def flat_index(pixel: NDArray[np.int32], width: int) -> NDArray[np.intp]:
    """Return the indices of pixels in a window's array, flattened row after row.

    Args:
        pixel: Columns and rows of the pixels, shape (2, ...); the array is changed.
        width: The window's columns.
    """
    col, index = pixel
    index *= width
    index += col
    flat: NDArray[np.intp] = index.astype(np.intp)
    return flat
