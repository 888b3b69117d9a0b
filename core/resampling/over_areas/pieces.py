# SPDX-License-Identifier: GPL-3.0-or-later
"""Some of a tile's pixels at a time, few enough for what they cover to be held."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from .footprints import parts_of
from .lattice import lattice_near, most_touched
from .overlap import Overlaps, sliver_of
from .scratch import kept_scratch
from .strips import strips

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from ..placed_coords import Coords
    from .footprints import Footprints
    from .lattice import Lattice

    #: Where the source pixels are in a window, and what is covered of each.
    Covered = tuple[NDArray[np.intp], NDArray[Any] | float]

_EXACT: Final = np.dtype(np.float64)

#: Target pixels at a time, so that their arrays stay in the processor's cache.
_MOST_PX: Final = 1 << 13

#: Source pixels under all of them together.
_MOST_TOUCHED: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A rectangle of a tile's pixels."""

    in_tile: tuple[slice, slice]
    """Rows and columns of the tile."""
    footprints: Footprints

    @property
    def lattice(self) -> Lattice:
        """The source pixels around each."""
        return lattice_near(self.footprints.centre, self.footprints.reach)

    def covered(self, width: int) -> Iterator[Covered]:
        """Yield the source pixels that may be covered, one for each target pixel.

        Slivers count as nothing. Arrays may be changed until the next are yielded.

        Args:
            width: The columns of the window, whose pixels are counted row by row.
        """
        lattice = self.lattice
        first = lattice.first(width)
        scratch = kept_scratch(first.shape, _EXACT)
        corners = self.footprints.corners_from(lattice.origin, _EXACT)
        sliver = self.sliver
        overlaps = Overlaps(corners, lattice.span, scratch)
        for row, col, area in overlaps:
            if not isinstance(area, float):
                np.multiply(area, area > sliver, out=area)
            yield first + lattice.offset(row, col, width), area
        overlaps.release()

    @property
    def sliver(self) -> float:
        """The area of which no more counts as nothing, in source pixels."""
        return sliver_of(self.footprints.areas())


def pieces(coords: Coords, window_origin: tuple[int, int]) -> Iterator[Piece]:
    """Yield all pixels of a tile.

    Args:
        coords: Where the tile's pixels lie in the source, corners included.
        window_origin: The window's first row and column.
    """
    for rows, footprints in strips(coords, window_origin, _EXACT):
        touched = math.prod(most_touched(footprints.reach))
        most = max(min(_MOST_PX, _MOST_TOUCHED // touched), 1)
        for (down, across), some in parts_of(footprints, most):
            in_tile = slice(rows.start + down.start, rows.start + down.stop), across
            yield Piece(in_tile=in_tile, footprints=some)
