# SPDX-License-Identifier: GPL-3.0-or-later
"""Arrays of coordinates: reading them, and a coarse index of their extents."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
from rasterio.windows import Window

from ..geometry.grid import Block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from ..geometry.antimeridian import Circle
    from ..io.dataset_pool import DatasetPool

#: The index has the extents of so many parts along each side of the arrays.
_PARTS: Final = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeArrays:
    """The bands that hold the x and y of every node."""

    x: tuple[str, int]
    """Path and 1-based band."""
    y: tuple[str, int]
    rows: int
    cols: int
    are_lines: bool
    """x is one line, along the columns, and y is one line, along the rows."""

    @property
    def whole(self) -> Block:
        """All the nodes."""
        return Block(row_off=0, col_off=0, rows=self.rows, cols=self.cols)

    def read(
        self, block: Block, pool: DatasetPool
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Read the x and the y of some nodes.

        Returns:
            Two arrays of shape (rows, cols), NaN where a node has no coordinates.
        """
        windows = [Window(block.col_off, block.row_off, block.cols, block.rows)] * 2
        if self.are_lines:
            windows = [
                Window(block.col_off, 0, block.cols, 1),
                Window(block.row_off, 0, block.rows, 1),
            ]
        x, y = (
            pool.open(path)
            .read(band, window=window, masked=True)
            .astype(np.float64)
            .filled(np.nan)
            for (path, band), window in zip((self.x, self.y), windows, strict=True)
        )
        if self.are_lines:
            x, y = (np.array(each) for each in np.broadcast_arrays(x, y.T))
        nowhere = ~(np.isfinite(x) & np.isfinite(y))
        x[nowhere] = y[nowhere] = np.nan
        return x, y


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NodeIndex:
    """The extents of parts of the arrays; parts share the nodes at their edges."""

    knots: NDArray[np.float64]
    """Column, row, x and y of nodes spread over the arrays, the outermost among them;
    shape (4, nodes)."""
    parts: NDArray[np.int64]
    """First and last column, first and last row of each part; shape (4, parts)."""
    boxes: NDArray[np.float64]
    """Left, width, bottom and top of each part; shape (4, parts). A part around a pole
    is as wide as the circle."""

    def around(
        self, x: NDArray[np.float64], y: NDArray[np.float64], circle: Circle | None
    ) -> Block | None:
        """Return the nodes around some points, None where no nodes are near.

        Args:
            x: x of the points; the ground between them counts as well.
            y: y of the points, as many.
            circle: The circle of x, if x goes round the Earth.
        """
        left, width, bottom, top = self.boxes
        more = np.ptp(y) / 20
        near = (bottom <= y.max() + more) & (top >= y.min() - more)
        if circle is None:
            more = np.ptp(x) / 20
            near &= (left <= x.max() + more) & (left + width >= x.min() - more)
        else:
            arc = circle.arc(x)
            extent = arc.extent * 1.1
            start = arc.centre - extent / 2
            near &= ((left - start) % circle.length <= extent) | (
                (start - left) % circle.length <= width
            )
        if not near.any():
            return None
        first_col, last_col, first_row, last_row = self.parts[:, near]
        row, col = int(first_row.min()), int(first_col.min())
        return Block(
            row_off=row,
            col_off=col,
            rows=int(last_row.max()) + 1 - row,
            cols=int(last_col.max()) + 1 - col,
        )


def index_nodes(
    arrays: NodeArrays, pool: DatasetPool, circle: Circle | None
) -> NodeIndex | None:
    """Read all the arrays, some lines at a time, and index them.

    Returns:
        None where no node has coordinates.
    """
    knots: list[tuple[float, ...]] = []
    parts: list[tuple[int, ...]] = []
    boxes: list[tuple[float, ...]] = []
    cols, rows = _cuts(arrays.cols), _cuts(arrays.rows)
    for first, last in _pairs(rows):
        lines = Block(row_off=first, col_off=0, rows=last + 1 - first, cols=arrays.cols)
        x, y = arrays.read(lines, pool)
        for row in {first, last} if last == rows[-1] else {first}:
            at = x[row - first, cols], y[row - first, cols]
            knots.extend(zip(cols, [row] * len(cols), *at, strict=True))
        for start, end in _pairs(cols):
            box = _box(x[:, start : end + 1], y[:, start : end + 1], circle)
            if box is not None:
                parts.append((start, end, first, last))
                boxes.append(box)
    if not boxes:
        return None
    nodes = np.array(knots, dtype=np.float64).T
    return NodeIndex(
        knots=nodes[:, np.isfinite(nodes[2])],
        parts=np.array(parts, dtype=np.int64).T,
        boxes=np.array(boxes, dtype=np.float64).T,
    )


def _cuts(count: int) -> list[int]:
    parts = min(count, _PARTS + 1)
    return sorted({round(cut) for cut in np.linspace(0, count - 1, parts)})


def _pairs(cuts: list[int]) -> Iterator[tuple[int, int]]:
    return pairwise(cuts) if len(cuts) > 1 else iter([(cuts[0], cuts[0])])


def _box(
    x: NDArray[np.float64], y: NDArray[np.float64], circle: Circle | None
) -> tuple[float, float, float, float] | None:
    placed = np.isfinite(x)
    if not placed.any():
        return None
    x, y = x[placed], y[placed]
    if circle is not None:
        x = circle.unwrap(x, float(x[0]))
        if np.ptp(x) > circle.length / 4:
            return float(x[0]), circle.length, float(y.min()), float(y.max())
    return float(x.min()), float(np.ptp(x)), float(y.min()), float(y.max())
