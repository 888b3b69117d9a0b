# SPDX-License-Identifier: GPL-3.0-or-later
"""Averages, sums and root mean squares over the areas of target pixels.

A source pixel counts by the area that the target pixel, a quadrilateral, covers of it.
There is a value wherever a target pixel covers some of a valid source pixel; invalid
ones have no part in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..window_values import window_of
from .large_means import LargeMeans
from .small_means import SmallMeans
from .small_pixels import are_small
from .strips import strips
from .valid_means import ValidMeans
from .wide import are_wide
from .wide_means import WideMeans

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..placed_coords import Coords


def average(
    values: NDArray[Any],
    window_origin: tuple[int, int],
    coords: Coords,
    dtype: str,
) -> NDArray[Any]:
    """Return the means over a tile's pixels.

    Args:
        values: Shape (rows, cols), all that lies there and a pixel around, float; NaN
            where invalid, and beyond the source.
        window_origin: Where `values` begins in the source: row, column.
        coords: Where the tile's pixels lie in the source.
        dtype: The type of the result.

    Returns:
        Values of the tile's shape, NaN where nothing valid is covered.
    """
    return _filled(values, window_origin, coords, dtype, is_sum=False)


def total(
    values: NDArray[Any],
    window_origin: tuple[int, int],
    coords: Coords,
    dtype: str,
) -> NDArray[Any]:
    """Return sums over a tile's pixels, where a source pixel of 1 adds its area.

    All is as for `average`.
    """
    return _filled(values, window_origin, coords, dtype, is_sum=True)


def root_mean_square(
    values: NDArray[Any],
    window_origin: tuple[int, int],
    coords: Coords,
    dtype: str,
) -> NDArray[Any]:
    """Return the roots of mean squares over a tile's pixels.

    All is as for `average`.
    """
    squares = np.square(values, dtype=np.float64)
    found = _filled(squares, window_origin, coords, "float64", is_sum=False)
    np.maximum(found, 0, out=found)  # sums of differences may be a hair below
    roots: NDArray[Any] = np.sqrt(found, out=found)
    return roots.astype(dtype)


def _filled(
    values: NDArray[Any],
    window_origin: tuple[int, int],
    coords: Coords,
    dtype: str,
    *,
    is_sum: bool,
) -> NDArray[Any]:
    """Return means or sums over a tile's pixels."""
    out: NDArray[Any] = np.zeros(coords.shape, np.promote_types(dtype, values.dtype))
    window = window_of(values)
    usual = window.values.astype(out.dtype, copy=False)
    areas: NDArray[Any] = np.empty(out.shape if is_sum else (0, 0), out.dtype)
    small, large = SmallMeans(usual, out), LargeMeans(usual, out)
    wide = WideMeans(values, is_sum=is_sum)
    valid = None if window.careful is None else ValidMeans(window, is_sum=is_sum)
    for rows, footprints in strips(coords, window_origin, out.dtype):
        if is_sum:
            areas[rows] = footprints.areas()
        if are_wide(footprints):
            wide.keep(rows.start, footprints)
            continue
        if valid is not None and valid.keep(rows.start * out.shape[1], footprints):
            continue
        if are_small(footprints):
            small.fill(rows.start, footprints)
        else:
            large.fill(rows, footprints)
    small.finish()
    if window.level:
        out += out.dtype.type(window.level)
    if is_sum:
        out *= areas
    if valid is not None:
        valid.finish(out)
    wide.finish(out)
    return out.astype(dtype, copy=False)
