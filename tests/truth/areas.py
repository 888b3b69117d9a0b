# SPDX-License-Identifier: GPL-3.0-or-later
"""Overlap areas of target pixels, as quadrilaterals, with source pixels.

A target pixel's sides are straight between its four corners in the source. Polygons
are clipped to a row of source pixels and then to each pixel of the row (Sutherland and
Hodgman 1974): an edge is cut where it crosses the two lines, and what lies beyond a
line is laid onto it, where it has no area.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .positions import Positions

#: Source pixels around target pixels that are held at a time.
_MOST_AT_ONCE = 20_000


@dataclass(frozen=True, kw_only=True)
class Overlaps:
    """What target pixels cover of source pixels, target pixel by target pixel.

    Pixels are numbered row by row, and each target pixel's source pixels are in turn.
    """

    dst: NDArray[np.intp]
    """Number of the target pixel, ascending."""
    src: NDArray[np.intp]
    """Number of the source pixel."""
    area: NDArray[np.float64]
    """Of what they have in common, in source pixels, more than 0."""


def quadrilaterals(places: Positions) -> NDArray[np.float64]:
    """Return each target pixel's corners, in turn: shape (rows, cols, 4, 2)."""
    corners = np.stack((places.corner_u, places.corner_v), axis=-1)
    around = corners[:-1, :-1], corners[:-1, 1:], corners[1:, 1:], corners[1:, :-1]
    return np.stack(around, axis=2)


def area(polygons: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the areas of polygons of shape (..., vertices, 2)."""
    # From the first vertex, so that places far from 0 cost no digits.
    x, y = np.moveaxis(polygons - polygons[..., :1, :], -1, 0)
    twice = x * np.roll(y, -1, axis=-1) - y * np.roll(x, -1, axis=-1)
    found: NDArray[np.float64] = np.abs(twice.sum(axis=-1)) / 2
    return found


def perimeter(polygons: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the lengths of the outlines of polygons of shape (..., vertices, 2)."""
    sides = np.roll(polygons, -1, axis=-2) - polygons
    found: NDArray[np.float64] = np.hypot(*np.moveaxis(sides, -1, 0)).sum(axis=-1)
    return found


def grown(quads: NDArray[np.float64], by_px: float) -> NDArray[np.float64]:
    """Return quadrilaterals whose sides are so much further out, or more.

    A negative number shrinks them, at most to their middles.
    """
    middle = quads.mean(axis=-2, keepdims=True)
    sides = np.hypot(*np.moveaxis(np.roll(quads, -1, axis=-2) - quads, -1, 0))
    half_height = area(quads) / sides.max(axis=-1) / 2
    factor = np.maximum(1 + by_px / half_height, 0.0)
    return middle + (quads - middle) * factor[..., np.newaxis, np.newaxis]


def overlaps(quads: NDArray[np.float64], shape: tuple[int, int]) -> Overlaps:
    """Return what target pixels cover of the source.

    Args:
        quads: Shape (rows, cols, 4, 2), columns and rows of the source.
        shape: The source's rows and columns.
    """
    quads = quads.reshape(-1, 4, 2)
    low = np.floor(np.nan_to_num(quads.min(axis=1), nan=-9.0)).astype(int)
    high = np.ceil(np.nan_to_num(quads.max(axis=1), nan=-9.0)).astype(int)
    low, high = low.clip(0, shape[::-1]), high.clip(0, shape[::-1])
    size = high - low
    (met,) = np.nonzero((size > 0).all(axis=-1))
    most = size.max(axis=0, initial=1)
    at_once = max(int(_MOST_AT_ONCE // most.prod()), 1)
    parts = [met[first : first + at_once] for first in range(0, len(met), at_once)]
    found = [_overlaps_of(quads, low, size, most, part, shape) for part in parts]
    none = np.empty((3, 0))
    dst, src, area_px = np.concatenate([none, *found], axis=1)
    return Overlaps(dst=dst.astype(np.intp), src=src.astype(np.intp), area=area_px)


def _overlaps_of(
    quads: NDArray[np.float64],
    low: NDArray[np.intp],
    size: NDArray[np.intp],
    most: NDArray[np.intp],
    part: NDArray[np.intp],
    shape: tuple[int, int],
) -> NDArray[np.float64]:
    """Return numbers of target and source pixels and their areas, for some targets."""
    covered = _clipped_areas(quads[part], low[part], most)
    pixel, row, col = np.nonzero(covered)
    # The window is as large as the largest target pixel's, and reaches off the source.
    inside = (row < size[part][pixel, 1]) & (col < size[part][pixel, 0])
    pixel, row, col = pixel[inside], row[inside], col[inside]
    first = low[part][pixel]
    src = (first[:, 1] + row) * shape[1] + first[:, 0] + col
    return np.stack((part[pixel], src, covered[pixel, row, col]))


def _clipped_areas(
    quads: NDArray[np.float64], first: NDArray[np.intp], count: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Return the areas that quadrilaterals have in common with source pixels.

    Args:
        quads: Shape (n, 4, 2).
        first: The first source column and row of each, shape (n, 2).
        count: Of how many columns and rows.

    Returns:
        Shape (n, rows, columns).
    """
    cols, rows = (np.arange(number, dtype=np.float64) for number in count)
    own = quads - first[:, np.newaxis, :]
    in_row = clipped(own[:, np.newaxis], 1, rows[np.newaxis, :], 1.0)
    return area(clipped(in_row[:, :, np.newaxis], 0, cols, 1.0))


def clipped(
    polygons: NDArray[np.float64], axis: int, low: NDArray[np.float64], size: float
) -> NDArray[np.float64]:
    """Return what polygons have between two lines across an axis.

    Args:
        polygons: Shape (..., vertices, 2).
        axis: 0 for x, 1 for y.
        low: The first line; it goes with the polygons by numpy's rules.
        size: How far beyond it the second line is.

    Returns:
        Three vertices for each; some lie on a line and enclose nothing.
    """
    low = low[..., np.newaxis]
    polygons = np.broadcast_to(
        polygons,
        np.broadcast_shapes(polygons.shape[:-2], low.shape[:-1]) + polygons.shape[-2:],
    )
    step = np.roll(polygons, -1, axis=-2) - polygons
    with np.errstate(divide="ignore", invalid="ignore"):
        cuts = [
            np.nan_to_num((line - polygons[..., axis]) / step[..., axis]).clip(0, 1)
            for line in (low, low + size)
        ]
    parts = np.stack((np.zeros_like(cuts[0]), *np.sort(cuts, axis=0)), axis=-1)
    points = polygons[..., np.newaxis, :] + parts[..., np.newaxis] * step[..., None, :]
    points = points.reshape(*points.shape[:-3], -1, 2)
    points[..., axis] = points[..., axis].clip(low, low + size)
    return points
