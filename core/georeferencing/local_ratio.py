# SPDX-License-Identifier: GPL-3.0-or-later
"""How many target pixels a source pixel measures, at places of a target.

With u and v the source's column and row, and c and r the target's, a target pixel
measures `hypot(du/dc, du/dr)` source columns and `hypot(dv/dc, dv/dr)` source rows,
from half a target pixel to each side. Kernels lie along the source's axes, and this is
how wide they have to be. A bounding rectangle says something else where grids are
turned: it grows with the shape of the target, not with its pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ..geometry.antimeridian import circle_of
from ..geometry.grid import Grid, move
from ..geometry.pixel_alignment import relative
from ..geometry.transform_points import reproject
from .geolocation import Geolocation
from .views import shared

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..geometry.grid import Block
    from .gcps_rpcs import TiePoints
    from .read import Georeference

#: One ratio stands for a whole layer while the local ones differ by less than this.
_EVEN: Final = 0.01

#: Where a source pixel measures less than this share of what it does elsewhere, a
#: pole or a cut is near, and positions jump.
_LEAST_SHARE: Final = 0.1

#: Places a side that are looked at in a whole target, and in a square of it.
_IN_TARGET: Final = 22
_IN_SQUARE: Final = 5

#: Of arrays, the nodes that are looked at where fewer lie in the target.
_LEAST_NODES: Final = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerRatio:
    """Target pixels per source pixel along x and y, below 1 where coarser."""

    typical: tuple[float, float]
    """Of the whole target, or in the middle of what occurs in it."""
    least: float | None = None
    """The least along either axis where it varies over the target, so that each square
    has a ratio of its own; None where one is right for all."""


def layer_ratio(src: Georeference, dst: Grid) -> LayerRatio:
    """Find the ratio of a layer, 1 where no place of the target exists in the source.

    Control points, polynomials and arrays have one ratio, from the part of the target
    that has some of the source.

    Args:
        src: What places the source's pixels.
        dst: The whole target grid.
    """
    if not isinstance(src, Grid):
        part = shared(src, dst) or dst.whole
        return LayerRatio(typical=_median(_sizes(src, dst, part, _IN_TARGET)))
    sizes = _sizes(src, dst, dst.whole, _IN_TARGET)
    if not sizes.size:
        return LayerRatio(typical=(1.0, 1.0))
    low, high = sizes.min(axis=1), sizes.max(axis=1)
    if (high - low < _EVEN * high).all():
        x, y = (2 / (low + high)).tolist()
        return LayerRatio(typical=(x, y))
    counted = _counted(sizes)
    most = counted if counted.size else sizes  # few pixels, all of them round a pole
    return LayerRatio(typical=_median(sizes), least=float(1 / most.max()))


def square_ratio(src: Georeference, dst: Grid, square: Block) -> tuple[float, float]:
    """Find the ratio of a square of a target, 1 where none of its places exists.

    Args:
        src: What places the source's pixels.
        dst: The whole target grid.
        square: Pixels of it.
    """
    return _median(_sizes(src, dst, square, _IN_SQUARE))


def _median(sizes: NDArray[np.float64]) -> tuple[float, float]:
    """Return the ratio from the median size, 1 where there is none."""
    counted = _counted(sizes)
    if not counted.size:
        return 1.0, 1.0
    x, y = (1 / np.median(counted, axis=1)).tolist()
    return x, y


def _counted(sizes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Leave out places beside poles and cuts."""
    if not sizes.size:
        return sizes
    most = sizes.min(axis=1, keepdims=True) / _LEAST_SHARE
    return sizes[:, (sizes <= most).all(axis=0)]


def _sizes(src: Georeference, dst: Grid, part: Block, side: int) -> NDArray[np.float64]:
    """Return the source columns and rows that target pixels measure.

    Args:
        src: What places the source's pixels.
        dst: The whole target grid.
        part: Pixels of it.
        side: How many places along each axis are looked at.

    Returns:
        Shape (2, places), of places that exist.
    """
    if isinstance(src, Geolocation):
        found = _at_nodes(src, dst, part)
    elif isinstance(src, Grid) and src.crs == dst.crs:
        t = relative(src, dst)
        found = np.hypot([[t.a], [t.d]], [[t.b], [t.e]])
    else:
        left, right, above, below = sides_at_lattice(src, dst, part, side)
        with np.errstate(invalid="ignore"):
            found = np.hypot(right - left, below - above)
    exist: NDArray[np.bool_] = (np.isfinite(found) & (found > 0)).all(axis=0)
    return found[:, exist]


def sides_at_lattice(
    src: Grid | TiePoints, dst: Grid, part: Block, side: int
) -> NDArray[np.float64]:
    """Find where the sides of some target pixels lie in a source.

    Args:
        src: What places the source's pixels.
        dst: The whole target grid.
        part: Pixels of it.
        side: How many places along each axis are looked at.

    Returns:
        Columns and rows of the middles of the left, right, upper and lower sides:
        shape (4, 2, places), not finite where a place does not exist.
    """
    cols = _centres(part.col_off, part.cols, side)
    rows = _centres(part.row_off, part.rows, side)
    col, row = (axis.ravel() for axis in np.meshgrid(cols, rows))
    ground = move(
        dst.transform,
        np.concatenate([col - 0.5, col + 0.5, col, col]),
        np.concatenate([row, row, row - 0.5, row + 0.5]),
    )
    u, v = _pixels(src, *reproject(*ground, dst.crs, src.crs, dst.operations))
    return np.stack([u.reshape(4, -1), v.reshape(4, -1)], axis=1)


def _centres(first: int, count: int, side: int) -> NDArray[np.float64]:
    centres: NDArray[np.float64] = np.linspace(
        first + 0.5, first + count - 0.5, min(count, side)
    )
    return centres


def _pixels(
    src: Grid | TiePoints, x: NDArray[np.float64], y: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return columns and rows of places, those of one lattice point on one side."""
    if not isinstance(src, Grid):
        exist = np.isfinite(x) & np.isfinite(y)
        pixels = np.full((2, x.size), np.nan)
        if exist.any():
            pixels[:, exist] = src.pixels_at(x[exist], y[exist])
        return pixels[0], pixels[1]
    circle = circle_of(src.crs)
    with np.errstate(invalid="ignore"):  # places that do not exist are infinite
        if circle is not None:
            first = np.tile(x[: x.size // 4], 4)
            x = first + circle.unwrap(x - first, 0.0)
        return move(~src.transform, x, y)


def _at_nodes(src: Geolocation, dst: Grid, part: Block) -> NDArray[np.float64]:
    """Return sizes at nodes in a part of a target, or at those nearest to it."""
    across, down = steps_at_nodes(src, dst, part)
    with np.errstate(divide="ignore", invalid="ignore"):
        area = np.abs(across[0] * down[1] - across[1] * down[0])
        sizes: NDArray[np.float64] = np.stack([np.hypot(*down), np.hypot(*across)])
        sizes /= area
    return sizes


def steps_at_nodes(
    src: Geolocation, dst: Grid, part: Block
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Find how far a source pixel leads in a target, at nodes in a part or near it.

    Args:
        src: What places the source's pixels.
        dst: The whole target grid.
        part: Pixels of it.

    Returns:
        Target columns and rows per source column, and per source row: two arrays of
        shape (2, nodes).
    """
    cols, rows, xs, ys = src.index.knots
    xs, ys = reproject(xs, ys, src.crs, dst.crs, dst.operations)
    circle = circle_of(dst.crs)
    if circle is not None:
        xs = circle.unwrap(xs, move(dst.transform, dst.cols / 2, dst.rows / 2)[0])
    col, row = move(~dst.transform, xs, ys)
    u, at_col = np.unique(cols, return_inverse=True)
    v, at_row = np.unique(rows, return_inverse=True)
    if min(u.size, v.size) < 2:
        return np.empty((2, 0)), np.empty((2, 0))
    placed = np.full((2, v.size, u.size), np.nan)
    placed[:, at_row, at_col] = col, row
    down, across = np.gradient(placed, v * src.step[1], u * src.step[0], axis=(1, 2))
    near = _nearest(placed.reshape(2, -1), part)
    first, second = (of.reshape(2, -1).take(near, axis=1) for of in (across, down))
    return first, second


def _nearest(placed: NDArray[np.float64], part: Block) -> NDArray[np.intp]:
    """Return which places lie in a part of a target, or nearest to it if few do."""
    first = np.array([[part.col_off], [part.row_off]])
    end = np.array([[part.col_end], [part.row_end]])
    outside = np.maximum(np.maximum(first - placed, placed - end), 0)
    distance = np.nan_to_num(np.hypot(*outside), nan=np.inf)
    count = max(int((distance == 0).sum()), _LEAST_NODES)
    return np.argsort(distance, kind="stable")[:count]
