# SPDX-License-Identifier: GPL-3.0-or-later
"""The outline, in a source, of a target pixel that goes round the Earth or nearly does.

A pixel's sides are straight between its corners in the source. Where a pole is in it or
beside it they are not, by far: there many points follow the sides in the target's CRS,
and the outline of a pixel that holds the pole is closed along the line that that is.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np
from rasterio.crs import CRS

from ..geometry.antimeridian import circle_of
from ..geometry.grid import move
from ..geometry.transform_points import reproject
from .poles import NEAR_POLE_PX, POLE_HAIR_PX, pole_near

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..geometry.grid import Block, Grid

    #: Columns and rows of vertices in turn, shape (2, vertices).
    Outline = NDArray[np.float64]

#: Points along each side at equal distances, and in equal directions from the pole:
#: where a side runs past the pole directions change fast, elsewhere slowly. The area
#: is off by some 1e-5 of itself.
_ALONG: Final = 128
_DIRECTIONS: Final = 256


def outline_of(src: Grid, dst: Grid, pixel: Block) -> Outline:
    """Return the outline of a target pixel.

    Args:
        src: The source's grid.
        dst: The whole target grid.
        pixel: One pixel of it.

    Returns:
        Source pixels from the source's outer corner, not cut by its edges. Where x
        goes round it runs on beyond a turn. NaN where a point does not exist.
    """
    pole = pole_near(dst, pixel, src.crs, NEAR_POLE_PX)
    x, y = move(dst.transform, *_sides(pixel, pole))
    there = np.stack(reproject(x, y, dst.crs, src.crs, dst.operations))
    if not np.isfinite(there).all():
        return np.full(there.shape, np.nan)
    return np.stack(move(~src.transform, *_closed(there, src.crs)))


def cut_to(outline: Outline, src: Grid) -> list[Outline]:
    """Return what a source has of an outline, whichever turn it is seen on.

    Args:
        outline: An outline as `outline_of` returns it.
        src: The source's grid. Of columns that it has twice the first count.

    Returns:
        Polygons within the source; none where the outline lies elsewhere.
    """
    if np.isnan(outline).any():
        return []
    circle, turns, step = circle_of(src.crs), range(1), math.inf
    if circle is not None:
        step = circle.length / abs(src.transform.a)
        first = math.ceil(-outline[0].max() / step)
        turns = range(first, math.floor((src.cols - outline[0].min()) / step) + 1)
    parts = []
    for turn in turns:
        part = outline + np.array([[turn * step if turn else 0.0], [0.0]])
        for axis, size in enumerate((min(src.cols, step), src.rows)):
            part = _laid_onto(_laid_onto(part, axis, 0.0), axis, float(size))
        if (np.ptp(part, axis=1) > 0).all():
            parts.append(part)
    return parts


def _sides(
    pixel: Block, pole: tuple[float, float] | None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return columns and rows of points along a pixel's sides, in turn.

    A pole on a side is taken a hair into the pixel: the side is moved.
    """
    left, top = float(pixel.col_off), float(pixel.row_off)
    right, bottom = float(pixel.col_end), float(pixel.row_end)
    col, row = pole or (math.inf, math.inf)
    if max(left - col, col - right, top - row, row - bottom) <= POLE_HAIR_PX:
        left, top = min(left, col - POLE_HAIR_PX), min(top, row - POLE_HAIR_PX)
        right, bottom = max(right, col + POLE_HAIR_PX), max(bottom, row + POLE_HAIR_PX)
    above, below = (_along(left, right, col, row - y) for y in (top, bottom))
    before, after = (_along(top, bottom, row, col - x) for x in (left, right))
    cols = above, np.full(after.shape, right), below[::-1], np.full(before.shape, left)
    rows = np.full(above.shape, top), after, np.full(below.shape, bottom), before[::-1]
    # A side ends where the next one begins.
    x, y = (np.concatenate([part[:-1] for part in parts]) for parts in (cols, rows))
    return x, y


def _along(start: float, end: float, foot: float, off: float) -> NDArray[np.float64]:
    """Return places along a side, both ends included.

    Args:
        start: Where the side begins.
        end: Where it ends.
        foot: Where it is nearest to the pole; infinite where none is near.
        off: How far the pole is from the side's line.
    """
    places: NDArray[np.float64] = np.linspace(start, end, _ALONG + 1)
    if math.isinf(foot):
        return places
    directions = (np.arange(_DIRECTIONS) + 0.5) / _DIRECTIONS - 0.5
    seen = foot + abs(off) * np.tan(np.pi * directions)
    both: NDArray[np.float64] = np.concatenate((places, seen.clip(start, end)))
    return np.unique(both)


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
