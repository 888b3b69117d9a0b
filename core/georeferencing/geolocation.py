# SPDX-License-Identifier: GPL-3.0-or-later
"""Rasters whose pixels are placed by arrays of coordinates, as swaths are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Final

import numpy as np

from ..geometry.antimeridian import circle_of
from ..geometry.grid import Block
from ..message import say
from .source_window import SourceExtent

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from rasterio.crs import CRS
    from typing_extensions import Self

    from .geolocation_arrays import NodeArrays, NodeIndex

#: Nodes beyond those that pixels need on each side, so that the pixels do not end where
#: the arrays end.
_NODES_MORE: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Geolocation:
    """Pixels placed by a node each, or by a node for every so many (GDAL RFC 4)."""

    name: ClassVar[str] = say("geolocation arrays")

    crs: CRS
    rows: int
    cols: int
    arrays: NodeArrays
    index: NodeIndex
    offset: tuple[float, float]
    """Column and row of the first node."""
    step: tuple[float, float]
    """Columns and rows from node to node."""
    convention: str
    """The node's position in its pixel: TOP_LEFT_CORNER or PIXEL_CENTER."""

    @property
    def whole(self) -> Block:
        """All the pixels."""
        return Block(row_off=0, col_off=0, rows=self.rows, cols=self.cols)

    @property
    def centre(self) -> None:
        """No longitude: each crop of the arrays is unwrapped around its own centre."""
        return

    @property
    def nodes(self) -> Block:
        """The nodes that place the pixels, and two more on each side."""
        first_col, end_col = _span(self.offset[0], self.step[0], self.cols)
        first_row, end_row = _span(self.offset[1], self.step[1], self.rows)
        around = Block(
            row_off=first_row,
            col_off=first_col,
            rows=end_row - first_row,
            cols=end_col - first_col,
        )
        return around.intersection(self.arrays.whole) or self.arrays.whole

    def crop(self, block: Block) -> Self:
        """Return the arrays as counted from a block of the pixels."""
        offset = (self.offset[0] - block.col_off, self.offset[1] - block.row_off)
        return replace(self, offset=offset, rows=block.rows, cols=block.cols)

    def extent(
        self, x: NDArray[np.float64], y: NDArray[np.float64]
    ) -> SourceExtent | None:
        """Return the rectangle around points on the ground, None if none is near."""
        nodes = self.index.around(x, y, circle_of(self.crs))
        if nodes is None:
            return None
        # A node may lie in its pixel's corner or centre, and the last node also places
        # the pixels beyond it.
        cols = self.offset[0] + self.step[0] * np.array(
            [nodes.col_off - 1, nodes.col_end + 1]
        )
        rows = self.offset[1] + self.step[1] * np.array(
            [nodes.row_off - 1, nodes.row_end + 1]
        )
        return SourceExtent.around(cols, rows)

    def outline(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the ground coordinates of nodes all over the raster."""
        _, _, xs, ys = self.index.knots
        return xs, ys


def _span(offset: float, step: float, pixels: int) -> tuple[int, int]:
    """Return the first node and the end of the nodes that place a row of pixels."""
    ends = sorted((-offset / step, (pixels - offset) / step))
    return (
        int(np.floor(ends[0])) - _NODES_MORE,
        int(np.ceil(ends[1])) + 1 + _NODES_MORE,
    )
