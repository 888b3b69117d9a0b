# SPDX-License-Identifier: GPL-3.0-or-later
"""How much of which pixels shapes have: areas of polygons, lengths of lines, points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from .edges import pieces_of

if TYPE_CHECKING:
    from .edges import Edges, Floats, Ints

#: Less of a pixel is what rounding leaves where edges meet.
LEAST_SHARE: Final = 1e-9

#: How far rounding may put a winding number off.
_HAIR: Final = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """What owners have of pixels; each pair of owner and pixel occurs once."""

    owner: Ints
    pixel: Ints
    """Row by row through the tile: row * cols + col."""
    amount: Floats
    """Area in pixels, length in pixels, or number."""


def polygon_cells(edges: Edges, rows: int, cols: int) -> Cells:
    """Return the exact area of each pixel that polygons cover.

    Args:
        edges: Closed rings whose area -∮ x dy is positive for shells and negative for
            holes. Polygons of one owner do not overlap.
        rows: Of the tile.
        cols: Of the tile.
    """
    pieces = pieces_of(edges, rows, cols)
    key = (pieces.owner * rows + pieces.row) * (cols + 1) + pieces.col + 1
    area = np.where(pieces.col < 0, 0.0, pieces.dy * (pieces.col + 1 - pieces.x))
    key, (area, height) = _summed(key, area, pieces.dy)
    line, col = key // (cols + 1), key % (cols + 1) - 1
    winding = _within(line, height)
    own = area + winding - height
    found = (line, col, own), _runs(line, col, col + 1, winding, cols)
    line, col, amount = (np.concatenate(one) for one in zip(*found, strict=True))
    there = (amount > LEAST_SHARE) & (col >= 0)
    line, col = line[there], col[there]
    return Cells(
        owner=line // rows, pixel=line % rows * cols + col, amount=amount[there]
    )


def _within(line: Ints, height: Floats) -> Floats:
    """Return the running sums of heights along each line of pixels."""
    running = np.cumsum(height)
    first = np.flatnonzero(np.append(True, line[1:] != line[:-1])[: line.size])
    before = running[first] - height[first]
    of_line = np.repeat(before, np.diff(np.append(first, line.size)))
    within: Floats = running - of_line
    whole = np.rint(within)
    return np.where(np.abs(within - whole) < _HAIR, whole, within)


def _runs(
    line: Ints, col: Ints, start: Ints, winding: Floats, cols: int
) -> tuple[Ints, Ints, Floats]:
    """Return the pixels from a crossing to the next in line that are covered whole.

    Args:
        line: Of each crossing, in order.
        col: Of each crossing, in order along its line.
        start: The first column behind each crossing.
        winding: How often polygons go round what is behind it.
        cols: Where lines end.
    """
    goes_on = np.append(line[1:] == line[:-1], False)[: line.size]
    end = np.where(goes_on, np.append(col[1:], 0)[: line.size], cols)
    length = np.where(winding > _HAIR, np.maximum(end - start, 0), 0)
    which = np.repeat(np.arange(line.size), length)
    first = np.cumsum(length) - length
    offset = np.arange(which.size) - first[which]
    return line[which], start[which] + offset, winding[which]


def line_cells(edges: Edges, rows: int, cols: int) -> Cells:
    """Return the length of lines in each pixel, in pixels.

    Args:
        edges: Of lines.
        rows: Of the tile.
        cols: Of the tile.
    """
    pieces = pieces_of(edges, rows, cols)
    inside = pieces.col >= 0
    pixel = pieces.row * cols + pieces.col
    key = (pieces.owner * rows * cols + pixel)[inside]
    key, (length,) = _summed(key, np.hypot(pieces.dx, pieces.dy)[inside])
    return Cells(owner=key // (rows * cols), pixel=key % (rows * cols), amount=length)


def point_cells(x: Floats, y: Floats, owner: Ints, rows: int, cols: int) -> Cells:
    """Return how many points each pixel has; its left and upper edge belong to it."""
    inside = (x >= 0) & (x < cols) & (y >= 0) & (y < rows)
    pixel = np.floor(y[inside]) * cols + np.floor(x[inside])
    key = owner[inside] * rows * cols + pixel.astype(np.int64)
    key, (count,) = _summed(key, np.ones(key.size))
    return Cells(owner=key // (rows * cols), pixel=key % (rows * cols), amount=count)


def centre_cells(edges: Edges, rows: int, cols: int) -> Cells:
    """Return the pixels whose centre lies in polygons, which may overlap.

    A centre on a left or upper edge is inside, one on a right or lower edge is not.

    Args:
        edges: Closed rings, shells one way round and holes the other.
        rows: Of the tile.
        cols: Of the tile.
    """
    low = np.minimum(edges.y0, edges.y1)
    high = np.maximum(edges.y0, edges.y1)
    first = np.clip(np.ceil(low - 0.5), 0, rows).astype(np.int64)
    count = np.clip(np.ceil(high - 0.5), 0, rows).astype(np.int64) - first
    edge = np.repeat(np.arange(len(edges)), count)
    row = first[edge] + np.arange(edge.size) - (np.cumsum(count) - count)[edge]
    slope = (edges.x1 - edges.x0)[edge] / (edges.y1 - edges.y0)[edge]
    x = edges.x0[edge] + (row + 0.5 - edges.y0[edge]) * slope
    col = np.clip(np.ceil(x - 0.5), 0, cols).astype(np.int64)
    way = np.sign(edges.y1 - edges.y0)[edge]
    key, (turns,) = _summed((edges.owner[edge] * rows + row) * (cols + 1) + col, way)
    line, col = key // (cols + 1), key % (cols + 1)
    winding = np.abs(_within(line, turns))
    line, col, _ = _runs(line, col, col, winding, cols)
    return Cells(
        owner=line // rows, pixel=line % rows * cols + col, amount=np.ones(line.size)
    )


def _summed(key: Ints, *amounts: Floats) -> tuple[Ints, list[Floats]]:
    """Return each key once, in order, and the sums of what it has."""
    order = np.argsort(key, kind="stable")
    key = key[order]
    first = np.flatnonzero(np.append(True, key[1:] != key[:-1])[: key.size])
    if not key.size:
        return key, [np.zeros(0) for _ in amounts]
    return key[first], [np.add.reduceat(one[order], first) for one in amounts]
