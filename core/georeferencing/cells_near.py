# SPDX-License-Identifier: GPL-3.0-or-later
"""The cells between an array's nodes that a tile of a target may touch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ..geometry.antimeridian import circle_of
from ..geometry.grid import Block
from .array_cells import Cells
from .array_frame import arc_of, frame_of
from .nodes_in_target import nodes_in_target

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..geometry.grid import Grid
    from ..io.dataset_pool import DatasetPool
    from .array_frame import Frame
    from .geolocation import Geolocation

#: Cells whose sides bulge are looked at to learn how much.
_BULGES: Final = 64

#: What sides may bulge more than is seen, as a factor, and in target pixels.
_BULGE_TIMES: Final = 2.0
_BULGE_MORE_PX: Final = 0.01

#: A cell that goes round more than this share of the Earth holds a pole or the cut.
_MOST_ROUND: Final = 0.25

#: Corners of cells in arrays of nodes: 00, 10, 01 and 11 (column, row).
_CORNERS: Final = (
    np.s_[:-1, :-1],
    np.s_[:-1, 1:],
    np.s_[1:, :-1],
    np.s_[1:, 1:],
)


def cells_near(
    src: Geolocation, nodes: Block, dst: Grid, pool: DatasetPool
) -> tuple[Cells, Frame] | None:
    """Read some nodes, and return the cells that a tile may touch.

    Args:
        src: What places the source's pixels.
        nodes: Nodes around the tile.
        dst: The tile's grid.
        pool: Open files.

    Returns:
        The cells, all of which run round the way that most cells do, and what their
        coordinates are; None where there are no cells.
    """
    nodes, x, y = _read(src, nodes, pool)
    if min(x.shape) < 2:
        return None
    exist = np.isfinite(x)
    if not exist.any():
        return None
    frame = frame_of(src, dst, x, y)
    if frame is None:
        return None
    corners = _corners(nodes_in_target(frame, x, y))
    bounds = _bounds(corners, dst)
    own = corners
    if not frame.is_target:
        own = _corners(frame.of_ground(x, y))
        margin = _bulge(frame, own, corners)
        bounds += np.array([[-margin], [margin], [-margin], [margin]])
    chosen, turned = _chosen(_usable(corners), bounds, dst)
    if not chosen.size:
        return None
    row, col = np.divmod(chosen, x.shape[1] - 1)
    first = np.stack([col + nodes.col_off, row + nodes.row_off]).astype(np.float64)
    taken, bounds = own[:, :, chosen], bounds[:, chosen]
    bounds[:2] += turned
    if frame.is_target:
        taken[0] += turned
    return Cells(first=first, corners=taken, bounds=bounds), frame


def _read(
    src: Geolocation, nodes: Block, pool: DatasetPool
) -> tuple[Block, NDArray[np.float64], NDArray[np.float64]]:
    """Read nodes and one more all around, beyond the arrays' edges as well."""
    wanted = Block(
        row_off=nodes.row_off - 1,
        col_off=nodes.col_off - 1,
        rows=nodes.rows + 2,
        cols=nodes.cols + 2,
    )
    there = wanted.intersection(src.arrays.whole)
    if there is None:
        raise ValueError(f"{nodes} are none of the arrays' {src.arrays.whole}")
    x, y = src.arrays.read(there, pool)
    circle, arc = circle_of(src.crs), arc_of(src, x)
    if circle is not None and arc is not None:
        x = circle.unwrap(x, arc.centre)
    for axis, missing in enumerate(
        (
            (there.row_off - wanted.row_off, wanted.row_end - there.row_end),
            (there.col_off - wanted.col_off, wanted.col_end - there.col_end),
        )
    ):
        if x.shape[axis] > 1:
            x, y = (_extended(of, axis, *missing) for of in (x, y))
        elif any(missing):
            return there, x, y
    return wanted, x, y


def _extended(
    values: NDArray[np.float64], axis: int, before: int, after: int
) -> NDArray[np.float64]:
    """Go on linearly beyond the first and the last of the nodes along an axis."""
    lines = np.moveaxis(values, axis, 0)
    parts = [lines]
    if before:
        parts.insert(0, 2 * lines[:1] - lines[1:2])
    if after:
        parts.append(2 * lines[-1:] - lines[-2:-1])
    more: NDArray[np.float64] = np.moveaxis(np.concatenate(parts), 0, axis)
    return more


def _corners(nodes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the four nodes of all cells, shape (2, 4, cells)."""
    corners = np.stack([nodes[(slice(None), *part)] for part in _CORNERS], axis=1)
    found: NDArray[np.float64] = corners.reshape(2, 4, -1)
    return found


def _bounds(corners: NDArray[np.float64], dst: Grid) -> NDArray[np.float64]:
    """Return cells' bounds, those on another turn of the Earth brought to the tile.

    The corners are changed with them.
    """
    turn = _turn_px(dst)
    if turn:
        x = corners[0]
        with np.errstate(invalid="ignore"):
            x -= turn * np.round((x - x[:1]) / turn)
            x -= turn * np.round((x[:1] - dst.cols / 2) / turn)
            across = x.max(axis=0) - x.min(axis=0)
            x[:, across > _MOST_ROUND * turn] = np.nan
    (left, top), (right, bottom) = corners.min(axis=1), corners.max(axis=1)
    return np.stack([left, right, top, bottom])


def _bulge(
    frame: Frame, placed: NDArray[np.float64], corners: NDArray[np.float64]
) -> float:
    """Return how far cells reach beyond their nodes, at most, in target pixels."""
    exist = np.flatnonzero(np.isfinite(corners).all(axis=(0, 1)))
    some = exist[:: max(exist.size // _BULGES, 1)]
    if not some.size:
        return 0.0
    pairs = [(0, 1), (0, 2), (0, 3)]
    middles, straight = (
        np.stack([of[:, pair][:, :, some].mean(axis=1) for pair in pairs], axis=1)
        for of in (placed, corners)
    )
    x, y = frame.ground(middles.reshape(2, -1))
    real = frame.in_target(x, y).reshape(straight.shape)
    off = np.abs(real - straight)
    turn = _turn_px(frame.dst)
    if turn:
        off[0] = np.abs(off[0] - turn * np.round(off[0] / turn))
    most = float(np.nan_to_num(off).max())
    return _BULGE_TIMES * most + _BULGE_MORE_PX


def _turn_px(dst: Grid) -> float:
    """Return the columns of a turn round the Earth, 0 where x does not go round."""
    circle, t = circle_of(dst.crs), dst.transform
    return abs(circle.length / t.a) if circle and t.a and not t.b else 0.0


def _usable(corners: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which cells are whole, and run round the way that most do."""
    diagonal = corners[:, 3] - corners[:, 0], corners[:, 2] - corners[:, 1]
    area = diagonal[0][0] * diagonal[1][1] - diagonal[0][1] * diagonal[1][0]
    signs = np.sign(np.nan_to_num(area))
    usual: NDArray[np.bool_] = signs == (1 if signs.sum() >= 0 else -1)
    return usual


def _chosen(
    usable: NDArray[np.bool_], bounds: NDArray[np.float64], dst: Grid
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Return which cells a tile may touch, and how far on round the Earth it does.

    A tile that goes most of the way round may touch a cell at both of its ends.
    """
    turn = _turn_px(dst)
    is_wide = bool(turn) and dst.cols > turn / 2
    ways = (-turn, 0.0, turn) if is_wide else (0.0,)
    left, right, top, bottom = bounds
    found = []
    for way in ways:
        with np.errstate(invalid="ignore"):
            met = usable & (left + way <= dst.cols) & (right + way >= 0)
            met &= (top <= dst.rows) & (bottom >= 0)
        found.append(np.flatnonzero(met))
    return np.concatenate(found), np.repeat(ways, [some.size for some in found])
