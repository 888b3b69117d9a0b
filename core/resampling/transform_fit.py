# SPDX-License-Identifier: GPL-3.0-or-later
"""The transform from a tile's pixels to a source's, interpolated from a few points.

A tile of some 500 pixels a side is small beside the Earth, so that its transform
through two projections is nearly linear. Products of Chebyshev polynomials through
6 x 6 exact points reproduce it to some 1e-9 source pixel. The error is checked at other
points; where it is too large (a grid shift bends there, a point does not exist),
nothing is interpolated, and GDAL transforms the tile's pixels one by one.

Products of matrices may sum in another order where their shapes differ. A tile is
always evaluated whole, in the same strips, and six products a sum are too few for BLAS
to share among threads: so a tile's positions are the same for every block.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from ..geometry.antimeridian import circle_of
from ..geometry.grid import Block, move
from ..geometry.pixel_alignment import HAIR_PX, relative
from ..geometry.transform_points import reproject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from ..geometry.grid import Grid

#: Largest error of an interpolated transform, in source pixels.
TOLERANCE_PX: Final = 1e-4

#: Exact points a side, from which all positions are interpolated.
_NODES: Final = 6

#: Exact points a side, edges included, at which the interpolation is checked.
_CHECKS: Final = 7

#: The highest powers along columns are left out where all together add no more.
_NEGLIGIBLE_PX: Final = HAIR_PX

#: Sizes of tiles whose polynomials are kept: tiles at a grid's edges are smaller.
_KEPT_SIZES: Final = 64

#: Rows at a time, so that arrays of floats stay in the processor's cache.
STRIP_ROWS: Final = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCoords:
    """Columns and rows of a source, counted from its outer corner, over a tile."""

    coefficients: NDArray[np.float64]
    """Coefficients of Chebyshev polynomials, shape (2, powers along rows, powers along
    columns): for the source's columns, and for its rows."""
    shape: tuple[int, int]
    """The tile's rows and columns."""

    def window(self, reach_px: tuple[int, int], *, from_edges: bool) -> Block:
        """Return the source pixels that the tile needs, some of them off the source.

        Args:
            reach_px: Source pixels before and after the last pixel before a position.
            from_edges: Pixels are counted by their edges, not by their centres.
        """
        return needed(self.bounds(), reach_px, from_edges=from_edges)

    def bounds(self) -> tuple[float, float, float, float]:
        """Return left, top, right, bottom that no position lies beyond."""
        middle = self.coefficients[:, 0, 0]
        # No Chebyshev polynomial exceeds 1 within the tile.
        off = np.abs(self.coefficients).sum(axis=(1, 2)) - np.abs(middle)
        (left, top), (right, bottom) = middle - off, middle + off
        return float(left), float(top), float(right), float(bottom)

    def strips(
        self, left: float, top: float
    ) -> Iterator[tuple[slice, NDArray[np.float64]]]:
        """Yield strips of the tile's rows, and the positions of their pixels' centres.

        Positions have the shape (2, rows, cols): source columns, then source rows.
        All strips share one array, which may be changed between them.

        Args:
            left: The source column that columns are counted from.
            top: The source row that rows are counted from.
        """
        yield from self._strips((left, top), _at_centres, 0)

    def corner_strips(
        self, left: float, top: float
    ) -> Iterator[tuple[slice, NDArray[np.float64]]]:
        """Yield strips of the tile's rows, and the positions of their pixels' corners.

        The arrays are as in `strips`, but with one corner more each way than pixels.

        Args:
            left: The source column that columns are counted from.
            top: The source row that rows are counted from.
        """
        yield from self._strips((left, top), at_corners, 1)

    def _strips(
        self,
        window_origin: tuple[float, float],
        at: Callable[[int], NDArray[np.float64]],
        more: int,
    ) -> Iterator[tuple[slice, NDArray[np.float64]]]:
        rows, cols = self.shape
        lines = along_rows(at(rows).T, self.coefficients, window_origin)
        across = at(cols)[: lines.shape[-1]]
        # Fresh memory from the system would cost more time than the product itself.
        room = np.empty((2, STRIP_ROWS + more, across.shape[1]))
        for first in range(0, rows, STRIP_ROWS):
            part = slice(first, min(first + STRIP_ROWS, rows))
            some = lines[:, first : part.stop + more]
            positions: NDArray[np.float64] = room[:, : some.shape[1]]
            # One call for x and y: each call may wait for another thread's Python.
            yield part, np.matmul(some, across, out=positions)


def needed(
    bounds: tuple[float, float, float, float],
    reach_px: tuple[int, int],
    *,
    from_edges: bool,
) -> Block:
    """Return the source pixels around positions, some of them off the source.

    Args:
        bounds: Left, top, right and bottom that no position lies beyond.
        reach_px: Source pixels before and after the last pixel before a position.
        from_edges: Pixels are counted by their edges, not by their centres.
    """
    left, top, right, bottom = bounds
    before, after = reach_px
    edge = 0.0 if from_edges else 0.5
    col, row = math.floor(left - edge) - before, math.floor(top - edge) - before
    return Block(
        row_off=row,
        col_off=col,
        rows=math.floor(bottom - edge + HAIR_PX) + after + 1 - row,
        cols=math.floor(right - edge + HAIR_PX) + after + 1 - col,
    )


def fit(
    src: Grid, dst: Grid, tiles: Sequence[Block], centre: float | None = None
) -> NDArray[np.float64]:
    """Fit polynomials to the transforms from some tiles' pixels to a source's.

    Args:
        src: The source's grid.
        dst: The whole target grid.
        tiles: Blocks of the target grid.
        centre: The x around which points are put by whole turns; None leaves them.

    Returns:
        The coefficients of each tile, shape (tiles, 2, powers along rows, powers along
        columns); NaN where a tile's positions are off by more than the tolerance at any
        of the checked points.
    """
    with np.errstate(invalid="ignore"):  # points that do not exist are infinite
        return through(exact_coords(src, dst, tiles, _points_in_tile(), centre))


def through(coords: NDArray[np.float64]) -> NDArray[np.float64]:
    """Fit polynomials through known positions in a source.

    Args:
        coords: Source columns and rows of `points_in` some tiles: shape
            (2, tiles, points), infinite or NaN where a point does not exist.

    Returns:
        The coefficients, as those of `fit`.
    """
    with np.errstate(invalid="ignore"):
        by_tile = coords.swapaxes(0, 1)
        exact, truth = by_tile[..., : _NODES**2], by_tile[..., _NODES**2 :]
        coefficients = _fitted(exact.reshape(-1, 2, _NODES, _NODES))
        at = _at_checks()
        error = at @ coefficients @ at.T - truth.reshape(-1, 2, _CHECKS, _CHECKS)
        is_close = np.abs(error).max(axis=(1, 2, 3)) <= TOLERANCE_PX
    coefficients[~is_close] = np.nan
    return coefficients


def points_in(
    dst: Grid, tiles: Sequence[Block], points: NDArray[np.float64] | None = None
) -> NDArray[np.float64]:
    """Return the ground coordinates that `through` needs, or those of other points."""
    col, row = _points_in_tile() if points is None else points
    return np.stack([dst.coordinates_in(tile, col, row) for tile in tiles], axis=1)


def exact_coords(
    src: Grid,
    dst: Grid,
    tiles: Sequence[Block],
    points: NDArray[np.float64],
    centre: float | None = None,
) -> NDArray[np.float64]:
    """Return source columns and rows of points, 0 to 1 in tiles: (2, tiles, points)."""
    col, row = points
    if src.crs == dst.crs:  # no detour by large coordinates, which cost digits
        to_src = relative(src, dst)
        ways = [
            move(to_src, one.col_off + col * one.cols, one.row_off + row * one.rows)
            for one in tiles
        ]
        return np.stack(ways, axis=1)
    x, y = points_in(dst, tiles, points)
    ground = x.ravel(), y.ravel()
    src_x, src_y = reproject(*ground, dst.crs, src.crs, dst.operations)
    circle = None if centre is None else circle_of(src.crs)
    if circle is not None and centre is not None:
        src_x = circle.unwrap(src_x, centre)
    return np.stack(move(~src.transform, src_x, src_y)).reshape(2, *x.shape)


@cache
def _points_in_tile() -> NDArray[np.float64]:
    """Return the nodes, then the checked points: columns and rows, 0 to 1 in a tile."""
    sides = _nodes(), np.linspace(-1, 1, _CHECKS)
    points = [np.stack(np.meshgrid(side, side)).reshape(2, -1) for side in sides]
    parts: NDArray[np.float64] = (np.concatenate(points, axis=1) + 1) / 2
    return parts


@lru_cache(maxsize=_KEPT_SIZES)
def _at_centres(count: int) -> NDArray[np.float64]:
    """Return the polynomials at pixels' centres, shape (polynomials, pixels)."""
    return _lines((2 * np.arange(count) + 1) / count - 1)


@lru_cache(maxsize=_KEPT_SIZES)
def at_corners(count: int) -> NDArray[np.float64]:
    """Return the polynomials at pixels' corners, shape (polynomials, pixels + 1)."""
    return _lines(np.linspace(-1, 1, count + 1))


def _lines(places: NDArray[np.float64]) -> NDArray[np.float64]:
    # Each polynomial's values side by side: BLAS reads them faster that way.
    return np.ascontiguousarray(_values(places, _NODES).T)


@cache
def _at_checks() -> NDArray[np.float64]:
    return _values(np.linspace(-1, 1, _CHECKS), _NODES)


def _nodes() -> NDArray[np.float64]:
    nodes: NDArray[np.float64] = np.cos(np.pi * (np.arange(_NODES) + 0.5) / _NODES)
    return nodes


def _values(places: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """Return the first polynomials at points of -1 to 1, shape (points, degrees)."""
    values: NDArray[np.float64] = np.cos(
        np.arange(count) * np.arccos(places)[:, np.newaxis]
    )
    return values


def _fitted(exact: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the coefficients of the polynomials through values at the nodes.

    Values and coefficients have the nodes' shape as their last two axes.
    """
    to_coefficients = _to_coefficients()
    fitted: NDArray[np.float64] = to_coefficients @ exact @ to_coefficients.T
    return fitted


@cache
def _to_coefficients() -> NDArray[np.float64]:
    """Return the matrix that turns values at the nodes into coefficients."""
    matrix: NDArray[np.float64] = 2 / _NODES * _values(_nodes(), _NODES).T
    matrix[0] /= 2
    return matrix


def along_rows(
    along_rows: NDArray[np.float64],
    coefficients: NDArray[np.float64],
    window_origin: tuple[float, float],
) -> NDArray[np.float64]:
    """Return each row's coefficients along columns, shape (2, rows, polynomials)."""
    size = np.abs(coefficients).sum(axis=1).max(axis=0)
    beyond = np.cumsum(size[::-1])[::-1] > _NEGLIGIBLE_PX
    count = max(int(beyond.sum()), 2)
    rows: NDArray[np.float64] = along_rows @ coefficients[..., :count]
    rows[..., 0] -= np.array(window_origin)[:, np.newaxis]
    return rows
