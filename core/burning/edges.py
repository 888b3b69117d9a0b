# SPDX-License-Identifier: GPL-3.0-or-later
"""Edges of shapes in pixels, and their pieces within single pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edges:
    """Straight edges: x in columns, y in rows, counted from a tile's outer corner."""

    x0: Floats
    y0: Floats
    x1: Floats
    y1: Floats
    owner: Ints
    """Whose edge it is: the number of a feature or of a value."""

    def __len__(self) -> int:
        """Return how many edges there are."""
        return int(self.x0.size)

    def where(self, chosen: NDArray[np.bool_]) -> Edges:
        """Return some of the edges."""
        return Edges(
            x0=self.x0[chosen],
            y0=self.y0[chosen],
            x1=self.x1[chosen],
            y1=self.y1[chosen],
            owner=self.owner[chosen],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """Pieces of edges, each within one pixel of a tile, or left of the tile."""

    x: Floats
    """Of the middle."""
    dx: Floats
    dy: Floats
    """From the piece's start to its end."""
    row: Ints
    col: Ints
    """-1 for what lies left of the tile."""
    owner: Ints


def joined(several: list[Edges]) -> Edges:
    """Return the edges of several sets."""
    return Edges(
        x0=np.concatenate([one.x0 for one in several]),
        y0=np.concatenate([one.y0 for one in several]),
        x1=np.concatenate([one.x1 for one in several]),
        y1=np.concatenate([one.y1 for one in several]),
        owner=np.concatenate([one.owner for one in several]),
    )


def pieces_of(edges: Edges, rows: int, cols: int) -> Pieces:
    """Cut edges where they leave a pixel of a tile.

    What lies above, below or right of the tile is left out; what lies left of it is
    cut between rows alone, as polygons to its right begin there.

    Args:
        edges: Of shapes.
        rows: Of the tile.
        cols: Of the tile.
    """
    low, high = np.minimum(edges.y0, edges.y1), np.maximum(edges.y0, edges.y1)
    left = np.minimum(edges.x0, edges.x1)
    near = edges.where((high >= 0) & (low <= rows) & (left < cols))
    edge, t = _cuts(near, rows, cols)
    start, end = t[:-1], t[1:]
    real = (edge[1:] == edge[:-1]) & (end > start)
    edge, start, end = edge[:-1][real], start[real], end[real]
    dx, dy = near.x1 - near.x0, near.y1 - near.y0
    middle = (start + end) / 2
    x = near.x0[edge] + middle * dx[edge]
    y = near.y0[edge] + middle * dy[edge]
    inside = (y >= 0) & (y < rows) & (x < cols)
    edge, x, y = edge[inside], x[inside], y[inside]
    share = (end - start)[inside]
    return Pieces(
        x=x,
        dx=share * dx[edge],
        dy=share * dy[edge],
        row=np.floor(y).astype(np.int64),
        col=np.maximum(np.floor(x), -1).astype(np.int64),
        owner=near.owner[edge],
    )


def _cuts(edges: Edges, rows: int, cols: int) -> tuple[Ints, Floats]:
    """Return where edges are cut, 0 and 1 among it: edge by edge, along each edge."""
    every = np.arange(len(edges))
    along_y = _crossings(edges.y0, edges.y1, rows)
    along_x = _crossings(edges.x0, edges.x1, cols)
    edge = np.concatenate([every, every, along_y[0], along_x[0]])
    ends = np.repeat([0.0, 1.0], len(edges))
    t = np.concatenate([ends, along_y[1], along_x[1]])
    order = np.lexsort((t, edge))
    return edge[order], t[order]


def _crossings(start: Floats, end: Floats, most: int) -> tuple[Ints, Floats]:
    """Return where edges cross whole numbers from 0 to `most`: edge, and part of it."""
    low = np.clip(np.ceil(np.minimum(start, end)), 0, most + 1).astype(np.int64)
    high = np.clip(np.floor(np.maximum(start, end)), -1, most).astype(np.int64)
    count = np.where(start == end, 0, np.maximum(high - low + 1, 0))
    edge = np.repeat(np.arange(start.size), count)
    first = np.cumsum(count) - count
    number = low[edge] + np.arange(edge.size) - first[edge]
    part = (number - start[edge]) / (end - start)[edge]
    return edge, np.clip(part, 0.0, 1.0)
