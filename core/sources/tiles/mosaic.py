# SPDX-License-Identifier: GPL-3.0-or-later
"""Tiles whose pixels are pixels of one grid, read as if they were one file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

import numpy as np

from ...geometry.grid import Block

#: Tiles that are looked at.
_SOME: Final = 9

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

#: A tile, as whoever reads it knows it.
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mosaic(Generic[T]):
    """Tiles on a shared grid, in the order in which they count."""

    tiles: tuple[T, ...]
    """The first that has a value at a pixel gives it."""
    places: NDArray[np.int64]
    """Shape (tiles, 4): first row, first column, and those behind the last."""
    dtype: str
    """The type that holds the numbers of all tiles, a numpy name."""
    is_decoded: bool = False
    """Scales or offsets differ: the numbers are the tiles' values, in place of those in
    their files."""
    is_mean: bool = False
    """The mean of all tiles counts where several have a value."""
    ranks: NDArray[np.intp] | None = None
    """The tiles' numbers among those of all grids."""
    reads_ranks: bool = False
    """The tile's rank stands for each of its values."""

    @property
    def some(self) -> tuple[T, ...]:
        """Few of the tiles, spread over all, where a look has to do."""
        count = len(self.tiles)
        chosen = {round(n * (count - 1) / (_SOME - 1)) for n in range(_SOME)}
        return tuple(self.tiles[number] for number in sorted(chosen))

    def parts(self, block: Block) -> Iterator[tuple[int, Block, Block]]:
        """Yield the tiles that a block of the grid meets, as far as they are needed.

        Yields:
            A tile's index, what it shares with the block, and the same in its own
            pixels.
        """
        row, col, row_end, col_end = self.places.T
        meets = (row < block.row_end) & (row_end > block.row_off)
        meets &= (col < block.col_end) & (col_end > block.col_off)
        for index in np.flatnonzero(meets):
            place = [int(number) for number in self.places[index]]
            whole = Block(
                row_off=place[0],
                col_off=place[1],
                rows=place[2] - place[0],
                cols=place[3] - place[1],
            )
            part = block.intersection(whole)
            if part is not None:
                yield int(index), part, part.moved(-place[0], -place[1])


def composed(
    mosaic: Mosaic[T],
    block: Block,
    read: Callable[[T, Block], tuple[NDArray[Any], NDArray[np.bool_]]],
) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Compose the numbers of a block of tiles.

    Args:
        mosaic: The tiles; those at whose pixels others have a value come to nothing.
        block: Pixels of their grid.
        read: Reads numbers of a part of a tile, and where they are invalid.

    Returns:
        Numbers with shape (rows, cols), 0 where there are none, and where those are.
    """
    numbers = np.zeros((block.rows, block.cols), mosaic.dtype)
    invalid = np.ones(numbers.shape, dtype=np.bool_)
    for index, part, own in mosaic.parts(block):
        where = part.slices_in(block)
        if not invalid[where].any():
            continue
        found, is_bad = read(mosaic.tiles[index], own)
        if found.dtype.kind == "f":
            is_bad = is_bad | np.isnan(found)
        if mosaic.reads_ranks and mosaic.ranks is not None:
            found = np.full(found.shape, mosaic.ranks[index])
        taken = invalid[where] & ~is_bad
        np.copyto(numbers[where], found, where=taken, casting="unsafe")
        invalid[where] &= is_bad
    return numbers, invalid


def averaged(
    mosaic: Mosaic[T],
    block: Block,
    read: Callable[[T, Block], NDArray[Any]],
) -> NDArray[np.float64]:
    """Average the values of tiles, NaN where none has one.

    Args:
        mosaic: The tiles.
        block: Pixels of their grid.
        read: Reads values of a part of a tile, NaN where invalid.
    """
    total = np.zeros((block.rows, block.cols))
    count = np.zeros(total.shape, dtype=np.intp)
    for index, part, own in mosaic.parts(block):
        values, where = read(mosaic.tiles[index], own), part.slices_in(block)
        valid = ~np.isnan(values)
        total[where] += np.where(valid, values, 0)
        count[where] += valid
    with np.errstate(invalid="ignore", divide="ignore"):
        mean: NDArray[np.float64] = total / count
    return mean
