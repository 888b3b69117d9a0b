# SPDX-License-Identifier: GPL-3.0-or-later
"""Grids of pixels on the ground, and blocks: rectangles of a grid's whole pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, TypeVar

from affine import Affine

from ..errors import InvalidRequest
from ..message import say
from .chosen_operation import NOTHING_CHOSEN, ChosenOperations

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray
    from rasterio.crs import CRS

#: One coordinate, or an array of them.
Places = TypeVar("Places", float, "NDArray[np.float64]")

#: Two positions are the same when they are less than this far apart, in pixels.
SAME_PLACE_PX: Final = 1e-6

#: GDAL counts rows and columns in 32 bits.
_MOST_PX: Final = 2**31 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A rectangle of whole pixels, counted from a grid's upper-left pixel."""

    row_off: int
    col_off: int
    rows: int
    cols: int

    def __post_init__(self) -> None:
        """Refuse a rectangle without pixels."""
        if self.rows < 1 or self.cols < 1:
            raise ValueError(f"a block needs pixels, not {self.rows} x {self.cols}")

    @property
    def row_end(self) -> int:
        """The first row below the block."""
        return self.row_off + self.rows

    @property
    def col_end(self) -> int:
        """The first column right of the block."""
        return self.col_off + self.cols

    @property
    def pixels(self) -> int:
        """How many pixels the block has."""
        return self.rows * self.cols

    def intersection(self, other: Block) -> Block | None:
        """Return the pixels that both blocks share, None for none."""
        row_off = max(self.row_off, other.row_off)
        col_off = max(self.col_off, other.col_off)
        rows = min(self.row_end, other.row_end) - row_off
        cols = min(self.col_end, other.col_end) - col_off
        if rows < 1 or cols < 1:
            return None
        return Block(row_off=row_off, col_off=col_off, rows=rows, cols=cols)

    def slices_in(self, other: Block) -> tuple[slice, slice]:
        """Return the (row, column) slices of this block in an array of `other`."""
        row, col = self.row_off - other.row_off, self.col_off - other.col_off
        return slice(row, row + self.rows), slice(col, col + self.cols)

    def moved(self, rows: int, cols: int) -> Block:
        """Return the block that lies so many rows and columns further on."""
        return replace(self, row_off=self.row_off + rows, col_off=self.col_off + cols)

    def tiles(self, size_px: int) -> Iterator[Block]:
        """Cut the block into the square tiles of the *grid*, row by row."""
        yield from self.parts((size_px, size_px))

    def parts(self, shape: tuple[int, int]) -> Iterator[Block]:
        """Cut the block into the tiles of (rows, cols) of the *grid*, row by row."""
        rows, cols = shape
        for row in range(self.row_off // rows, -(-self.row_end // rows)):
            for col in range(self.col_off // cols, -(-self.col_end // cols)):
                tile = Block(
                    row_off=row * rows, col_off=col * cols, rows=rows, cols=cols
                ).intersection(self)
                if tile is not None:
                    yield tile

    def tile_parts(
        self, shape: tuple[int, int], whole: Block
    ) -> Iterator[tuple[Block, tuple[slice, slice], tuple[slice, slice]]]:
        """Yield the tiles of (rows, cols) of the *grid* that meet the block.

        Args:
            shape: The tiles' rows and columns.
            whole: The whole grid, whose edges cut the last tiles off.

        Yields:
            A tile, and the (row, column) slices of the shared pixels: in an array of
            the tile, and in an array of this block.
        """
        for part in self.parts(shape):
            tile = part.tile_of(shape, whole)
            yield tile, part.slices_in(tile), part.slices_in(self)

    def neighbourhood(
        self, size_px: int, count: int, whole: Block
    ) -> tuple[tuple[Block, ...], int]:
        """Return the square tiles of the *grid* around this block, which is a tile.

        Args:
            size_px: The edge of a tile.
            count: Tiles a side; neighbourhoods begin at multiples of so many tiles.
            whole: The whole grid, whose edges cut the last tiles off.

        Returns:
            The tiles, row by row, and the index of this block among them.
        """
        around = self.tile_of((count * size_px,) * 2, whole)
        row = (self.row_off - around.row_off) // size_px
        col = (self.col_off - around.col_off) // size_px
        return tuple(around.tiles(size_px)), row * -(-around.cols // size_px) + col

    def tile_of(self, shape: tuple[int, int], whole: Block) -> Block:
        """Return the tile of (rows, cols) of the *grid* that the block is in.

        Args:
            shape: The tiles' rows and columns.
            whole: The whole grid, whose edges cut the last tiles off.
        """
        rows, cols = shape
        row, col = self.row_off // rows * rows, self.col_off // cols * cols
        return Block(
            row_off=row,
            col_off=col,
            rows=min(rows, whole.rows - row),
            cols=min(cols, whole.cols - col),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Pixels on the ground: a CRS, an affine transform and a shape."""

    crs: CRS
    """The coordinate reference system of the transform's result."""
    transform: Affine
    """From (column, row), counted from the outer corner, to CRS units."""
    rows: int
    cols: int
    operations: ChosenOperations = NOTHING_CHOSEN
    """Operations that lead from and to other CRSs in place of PROJ's, for a target."""
    whole: Block = field(init=False, repr=False, compare=False)
    """All the pixels."""

    def __post_init__(self) -> None:
        """Refuse a grid without pixels or without area."""
        if self.rows < 1 or self.cols < 1:
            raise ValueError(f"a grid needs pixels, not {self.rows} x {self.cols}")
        if self.transform.determinant == 0:
            raise ValueError(f"a grid needs an invertible transform: {self.transform}")
        whole = Block(row_off=0, col_off=0, rows=self.rows, cols=self.cols)
        object.__setattr__(self, "whole", whole)

    @property
    def pixel_size(self) -> tuple[float, float]:
        """The length of a pixel's top and left edge, in CRS units, positive."""
        t = self.transform
        return math.hypot(t.a, t.d), math.hypot(t.b, t.e)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of the outer edges, in CRS units."""
        corners = [
            move(self.transform, float(col), float(row))
            for col in (0, self.cols)
            for row in (0, self.rows)
        ]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return min(xs), min(ys), max(xs), max(ys)

    def crop(self, block: Block) -> Grid:
        """Return the grid of a block of this grid's pixels."""
        t = self.transform
        x, y = move(t, float(block.col_off), float(block.row_off))
        return replace(
            self,
            transform=Affine(t.a, t.b, x, t.d, t.e, y),
            rows=block.rows,
            cols=block.cols,
        )

    def coordinates_in(
        self, block: Block, cols: NDArray[np.float64], rows: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the CRS coordinates of positions in a block.

        Args:
            block: Pixels of this grid.
            cols: Shares of the block's width, 0 at its left and 1 at its right edge.
            rows: Shares of the block's height from its top edge, the same shape.
        """
        own = self.crop(block)
        return move(own.transform, cols * own.cols, rows * own.rows)

    def with_pixel_size(self, size: float) -> Grid:
        """Return the grid of square pixels that starts at the same corner.

        The size is never bent: the last row and column reach over the edge
        where the size does not divide the extent, so that the extent is covered.

        Args:
            size: The edge of a pixel, in CRS units.

        Raises:
            InvalidRequest: The size is not a positive, finite number, or so small
                that no file has room for the pixels.
        """
        if not (math.isfinite(size) and size > 0):
            raise InvalidRequest(
                "PIXEL_SIZE", size, say("Give a positive number in units of the CRS.")
            )
        own_x, own_y = self.pixel_size
        if size == own_x == own_y:
            return self
        rows, cols = _count(self.rows * own_y / size), _count(self.cols * own_x / size)
        if max(rows, cols) > _MOST_PX:
            raise InvalidRequest(
                "PIXEL_SIZE",
                size,
                say(
                    "It makes {cols} x {rows} pixels. Give it in units of the CRS.",
                    cols=cols,
                    rows=rows,
                ),
            )
        t = self.transform
        return replace(
            self,
            transform=Affine(
                t.a / own_x * size,
                t.b / own_y * size,
                t.c,
                t.d / own_x * size,
                t.e / own_y * size,
                t.f,
            ),
            rows=rows,
            cols=cols,
        )

    def block_around(
        self, left: float, top: float, right: float, bottom: float
    ) -> Block:
        """Return the whole pixels that a rectangle touches, possibly off the grid.

        Args:
            left: First column, in pixels from the grid's left edge.
            top: First row, in pixels from the grid's top edge.
            right: End of the columns, in the same count.
            bottom: End of the rows, in the same count.
        """
        col, row = _floor(left), _floor(top)
        return Block(
            row_off=row,
            col_off=col,
            rows=max(_ceil(bottom) - row, 1),
            cols=max(_ceil(right) - col, 1),
        )


def move(transform: Affine, x: Places, y: Places) -> tuple[Places, Places]:
    """Apply an affine transform to one position or to an array of positions.

    Args:
        transform: Affine, as from pixels to coordinates.
        x: Columns or x coordinates, any shape.
        y: Rows or y coordinates, the same shape.
    """
    t = transform
    return t.a * x + t.b * y + t.c, t.d * x + t.e * y + t.f


def _floor(position_px: float) -> int:
    return math.floor(position_px + SAME_PLACE_PX)


def _ceil(position_px: float) -> int:
    return math.ceil(position_px - SAME_PLACE_PX)


def _count(extent_px: float) -> int:
    return max(_ceil(extent_px), 1)
