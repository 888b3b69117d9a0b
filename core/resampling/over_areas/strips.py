# SPDX-License-Identifier: GPL-3.0-or-later
"""The footprints of a tile's pixels in a source, some rows at a time.

A pixel's sides are straight between its corners. Where a tile is as good as flat over
a pixel, the pixel is a parallelogram around its centre, and the corners need not be
looked up.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..placed_coords import PlacedCoords
from ..transform_fit import STRIP_ROWS
from . import slopes
from .footprints import Parallelograms, Quadrilaterals, Span
from .scratch import kept_scratch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from ..placed_coords import Coords
    from ..transform_fit import SourceCoords
    from .footprints import Footprints

    #: Rows of the tile, and their pixels' footprints.
    Strips = Iterator[tuple[slice, Footprints]]

#: Of a pixel's size, how far its corners may be from those of a parallelogram. What
#: it covers of a source pixel is off by half as much at most, and that only where
#: the corner lies on the source pixel's edge.
_FLAT: Final = 2e-6

#: Powers of slopes that add less than this share are left out.
_NEGLIGIBLE: Final = 1e-8

#: Corners are equally far where their distances differ by less than this share.
_DIFFER: Final = 1e-5


def are_flat(coords: SourceCoords) -> bool:
    """Tell whether a tile's pixels are as good as parallelograms."""
    per_col, per_row = slopes.per_col(coords), slopes.per_row(coords)
    sizes = np.hypot(slopes.in_middle(per_col), slopes.in_middle(per_row))
    return bool((bend(coords, per_col, per_row) <= _FLAT * sizes).all())


def bend(
    coords: SourceCoords, per_col: NDArray[np.float64], per_row: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return how far corners are from where a pixel's slopes have them, at most."""
    cols, rows = coords.shape[1], coords.shape[0]
    second = [
        slopes.most(slopes.along_cols(per_col, cols)),
        2 * slopes.most(slopes.along_rows(per_col, rows)),
        slopes.most(slopes.along_rows(per_row, rows)),
    ]
    most: NDArray[np.float64] = np.sum(second, axis=0) / 8
    return most


def strips(
    coords: Coords, window_origin: tuple[int, int], dtype: np.dtype[Any]
) -> Strips:
    """Yield the footprints of some of a tile's rows.

    Arrays of one strip may be those of the strip before.

    Args:
        coords: Where the tile's pixels lie in the source, corners included.
        window_origin: The window's first row and column.
        dtype: What the sides of parallelograms are kept in.
    """
    if isinstance(coords, PlacedCoords):
        return _placed(coords, window_origin)
    if are_flat(coords):
        return _parallelograms(coords, window_origin, dtype)
    return _quadrilaterals(coords, window_origin)


def _parallelograms(
    coords: SourceCoords, window_origin: tuple[int, int], dtype: np.dtype[Any]
) -> Strips:
    coefficients = _corners(coords)
    x_most, y_most = (float(slopes.most(axis).max()) for axis in coefficients)
    spans = _spans(coefficients)
    lines, across = _along_cols(coefficients, coords, dtype)
    rows_at_once = min(STRIP_ROWS, coords.shape[0])
    scratch = kept_scratch((2, 2, rows_at_once, coords.shape[1]), dtype)
    room = scratch.new()
    for rows, centre in coords.strips(window_origin[1], window_origin[0]):
        corners = room[:, :, : centre.shape[1]]
        np.matmul(lines[:, :, rows], across, out=corners)
        footprints = Parallelograms(
            centre=centre, corners=corners, reach=(x_most, y_most), spans=spans
        )
        yield rows, footprints
    scratch.free(room)


def _corners(coords: SourceCoords) -> NDArray[np.float64]:
    """Return coefficients of corners, shape (2, 2, powers along rows, along columns).

    They are of x and y of the second corner and of the third, from the centre.
    """
    along, down = slopes.per_col(coords), slopes.per_row(coords)
    (x_u, y_u), (x_v, y_v) = slopes.in_middle(along), slopes.in_middle(down)
    if x_u * y_v < y_u * x_v:
        along, down = down, along  # clockwise
    corners: NDArray[np.float64] = np.stack((along - down, along + down), axis=1) / 2
    return corners


def _along_cols(
    coefficients: NDArray[np.float64], coords: SourceCoords, dtype: np.dtype[Any]
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return coefficients along columns for each row, and the polynomials."""
    size = np.abs(coefficients).sum(axis=2).max(axis=(0, 1))
    beyond = np.cumsum(size[::-1])[::-1] > _NEGLIGIBLE * size.max()
    count = max(int(beyond.sum()), 1)
    down = slopes.at_centres(coords.shape[0], coefficients.shape[2])
    lines = down.T @ coefficients[..., :count]
    across = slopes.at_centres(coords.shape[1], count)
    return lines.astype(dtype), across.astype(dtype)


def _spans(coefficients: NDArray[np.float64]) -> tuple[Span, Span] | None:
    """Find how corners lie along x and y, if they lie alike in all of a tile."""
    found = []
    for axis in coefficients:
        middle = axis[:, 0, 0]
        off = slopes.most(axis) - np.abs(middle)
        second, third = np.abs(middle)
        differ = abs(third - second) - off.sum() > _DIFFER * (third + second)
        if not (differ and (np.abs(middle) > off).all()):
            return None
        signs = np.sign(middle).astype(int).tolist()
        found.append(
            Span(second=signs[0], third=signs[1], is_third_further=bool(third > second))
        )
    return found[0], found[1]


def _quadrilaterals(coords: SourceCoords, window_origin: tuple[int, int]) -> Strips:
    starts = window_origin[1], window_origin[0]
    both = zip(coords.strips(*starts), coords.corner_strips(*starts), strict=True)
    for (rows, centre), (_, at) in both:
        around = at[:, :-1, :-1], at[:, :-1, 1:], at[:, 1:, 1:], at[:, 1:, :-1]
        corners = np.stack([corner - centre for corner in around], axis=1)
        yield rows, _clockwise(centre, corners)


def _placed(coords: PlacedCoords, window_origin: tuple[int, int]) -> Strips:
    for rows, centre, corners in coords.quad_strips(window_origin[1], window_origin[0]):
        yield rows, _clockwise(centre, corners)


def _clockwise(
    centre: NDArray[np.float64], corners: NDArray[np.float64]
) -> Quadrilaterals:
    reach = _most(corners[0]), _most(corners[1])
    found = Quadrilaterals(centre=centre, corners=corners, reach=reach)
    if found.areas().sum() < 0:
        return replace(found, corners=corners[:, [0, 3, 2, 1]])
    return found


def _most(numbers: NDArray[Any]) -> float:
    return max(float(numbers.max()), -float(numbers.min()))
