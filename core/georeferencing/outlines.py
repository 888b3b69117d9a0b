# SPDX-License-Identifier: GPL-3.0-or-later
"""The outlines of single target pixels in a source, round a pole or where places jump.

A pixel's sides are straight between its corners in the source. Where it goes round the
Earth they are not, by far: there many points follow the sides in the target's CRS, and
the outline of a pixel that holds a pole is closed along the line that the pole is.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np
from rasterio.crs import CRS

from ..geometry.antimeridian import circle_of
from ..geometry.grid import move
from ..geometry.transform_points import reproject

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..geometry.grid import Block, Grid

    #: Columns and rows of vertices in turn, shape (2, vertices).
    Outline = NDArray[np.float64]

#: Points along each side of a pixel that goes round the Earth: the outline is a
#: polygon whose area is off by some 1e-5 of itself.
_MANY: Final = 128

#: Corners in turn, as shares of a pixel.
_CORNERS: Final = np.array([[0.0, 1.0, 1.0, 0.0], [0.0, 0.0, 1.0, 1.0]])


def outlines(src: Grid, dst: Grid, block: Block, *, is_round: bool) -> list[Outline]:
    """Return the outlines of some target pixels, row by row.

    Args:
        src: The source's grid.
        dst: The whole target grid.
        block: The pixels.
        is_round: The block goes round the Earth, or most of the way.

    Returns:
        Source pixels from the source's outer corner, not cut by its edges. Where x
        goes round it runs on beyond a turn. NaN where a point does not exist.
    """
    shares = _along_sides(_MANY if is_round else 1)
    row, col = np.mgrid[block.row_off : block.row_end, block.col_off : block.col_end]
    x, y = move(
        dst.transform,
        (col.reshape(-1, 1) + shares[0]).ravel(),
        (row.reshape(-1, 1) + shares[1]).ravel(),
    )
    there = np.stack(reproject(x, y, dst.crs, src.crs))
    there[:, ~np.isfinite(there).all(axis=0)] = np.nan
    return [
        np.stack(move(~src.transform, *_closed(points, src.crs)))
        for points in np.split(there, block.rows * block.cols, axis=1)
    ]


def cut_to(outline: Outline, src: Grid) -> list[Outline]:
    """Return what a source has of an outline, whichever turn it is seen on.

    Args:
        outline: One of `outlines`.
        src: The source's grid.

    Returns:
        Polygons within the source; none where the outline lies elsewhere.
    """
    if np.isnan(outline).any():
        return []
    circle, turns, step = circle_of(src.crs), range(1), 0.0
    if circle is not None:
        step = circle.length / abs(src.transform.a)
        first = math.ceil(-outline[0].max() / step)
        turns = range(first, math.floor((src.cols - outline[0].min()) / step) + 1)
    parts = []
    for turn in turns:
        part = outline + np.array([[turn * step], [0.0]])
        for axis, size in enumerate((src.cols, src.rows)):
            part = _laid_onto(_laid_onto(part, axis, 0.0), axis, float(size))
        if (np.ptp(part, axis=1) > 0).all():
            parts.append(part)
    return parts


def _along_sides(count: int) -> NDArray[np.float64]:
    """Return points along a pixel's sides, shape (2, 4 times as many)."""
    steps = np.roll(_CORNERS, -1, axis=1) - _CORNERS
    share = np.arange(count) / count
    points: NDArray[np.float64] = _CORNERS[..., np.newaxis] + steps[..., None] * share
    return points.reshape(2, -1)


def _closed(points: NDArray[np.float64], crs: CRS) -> NDArray[np.float64]:
    """Let x run on where it jumps, and close what goes round along the pole."""
    circle = circle_of(crs)
    if circle is None:
        return points
    x, y = points
    steps = np.diff(x, append=x[:1])
    steps -= circle.length * np.round(steps / circle.length)
    x = x[0] + np.concatenate(([0.0], np.cumsum(steps)))
    if abs(x[-1] - x[0]) < circle.length / 2:  # as before, but for rounding
        return np.stack((x[:-1], y))
    pole = _pole(crs, float(y.mean()))
    ends = np.array([[x[-1], x[-1], x[0]], [y[0], pole, pole]])
    return np.concatenate((np.stack((x[:-1], y)), ends), axis=1)


def _pole(crs: CRS, near: float) -> float:
    """Return the y of the pole that is nearer; far off where the CRS has none."""
    if crs.is_geographic:
        return math.copysign(90.0, near)
    latitude = np.array([math.copysign(90.0, near)])
    _, y = reproject(np.zeros(1), latitude, CRS.from_epsg(4326), crs)
    return float(y[0]) if np.isfinite(y[0]) else math.copysign(1e9, near)


def _laid_onto(outline: Outline, axis: int, line: float) -> Outline:
    """Lay what is beyond a line across an axis onto it: below 0, or above a size."""
    own = outline[axis] - line
    after = np.roll(own, -1)
    crosses = own * after < 0
    share = np.where(crosses, own, 0) / np.where(crosses, own - after, 1)
    cuts = outline + share * (np.roll(outline, -1, axis=1) - outline)
    counts = np.stack((np.ones_like(crosses), crosses), axis=1)
    points: Outline = np.stack((outline, cuts), axis=2)[:, counts]
    if line:
        np.minimum(points[axis], line, out=points[axis])
    else:
        np.maximum(points[axis], line, out=points[axis])
    return points
