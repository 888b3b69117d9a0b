# SPDX-License-Identifier: GPL-3.0-or-later
"""Which of several owners gets a pixel: who has most of it, else who comes last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from .cells import Cells
    from .edges import Floats, Ints

#: Amounts are equal that differ in later digits than this.
_DIGITS: Final = 9


class Winners:
    """The owner that each pixel of a tile goes to, as far as owners were looked at."""

    def __init__(self, pixels: int) -> None:
        """Begin with pixels that nobody has."""
        self.owner: Ints = np.full(pixels, -1, dtype=np.int64)
        self._amount: Floats = np.zeros(pixels)
        self._rank: Ints = np.full(pixels, -1, dtype=np.int64)

    def add(self, cells: Cells, rank: Ints) -> None:
        """Look at more owners: each pixel goes to who has most of it.

        Args:
            cells: What owners have, all of an owner at once.
            rank: Of each of the cells' owners; where amounts are equal the greater
                rank wins.
        """
        amount = np.round(cells.amount, _DIGITS)
        order = np.lexsort((rank, amount, cells.pixel))
        pixel = cells.pixel[order]
        last = np.append(pixel[1:] != pixel[:-1], True)[: pixel.size]
        order, pixel = order[last], pixel[last]
        amount, rank = amount[order], rank[order]
        old = self._amount[pixel]
        is_more = (amount > old) | ((amount == old) & (rank > self._rank[pixel]))
        pixel = pixel[is_more]
        self.owner[pixel] = cells.owner[order][is_more]
        self._amount[pixel] = amount[is_more]
        self._rank[pixel] = rank[is_more]
