# SPDX-License-Identifier: GPL-3.0-or-later
"""Target pixels smaller than source pixels: most of them lies under their centre.

One line between source pixels halves a parallelogram where it runs through the centre.
So where one line alone crosses a target pixel, the source pixel under the centre has
more of it; areas have to be compared only where one may cross along each axis.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..over_areas.scratch import kept_scratch
from ..window_values import meeting
from .votes import TIE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .tile_under import TileUnder

#: Rows and columns of source pixels that a small target pixel touches at most.
_SMALL: Final = (2, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderCentre:
    """What a tile's small pixels have in common."""

    tile: TileUnder
    cross_px: NDArray[np.float64]
    """No nearer line crosses a pixel along x and y, shape (2, 1, 1)."""
    even_px: float
    """Lines nearer than this may leave a pixel as much on one side as on the other."""
    beside_invalid: NDArray[np.bool_] | None
    """Where an invalid source pixel is around, by the source pixel under the centre;
    None where all are valid."""
    leaves_uniform: bool = True
    """Pixels that are left may touch one class alone."""

    def fill(self, centre: NDArray[np.float64], out: NDArray[Any]) -> NDArray[np.intp]:
        """Fill in the keys under some rows' centres.

        Args:
            centre: Of target pixels in the window, shape (2, rows, cols).
            out: The rows' keys.

        Returns:
            Which pixels may need another key, by their place among these.
        """
        scratch = kept_scratch(centre.shape, centre.dtype)
        from_middle = scratch.new()
        under = np.floor(centre, out=scratch.new())
        np.subtract(centre, under, out=from_middle)
        from_middle -= 0.5
        np.abs(from_middle, out=from_middle)
        index = self.tile.around.index(under)
        self.tile.window.keys.take(index, out=out, mode="wrap")
        crossed = from_middle > 0.5 - self.cross_px
        is_open: NDArray[np.bool_] = crossed[0] & crossed[1]
        furthest = np.maximum(from_middle[0], from_middle[1], out=under[0])
        is_open |= furthest > 0.5 - self.even_px
        if self.beside_invalid is not None:
            is_open |= self.beside_invalid.take(index, mode="wrap")
        scratch.free(from_middle, under)
        return np.flatnonzero(is_open)


def under_centre(tile: TileUnder) -> UnderCentre | None:
    """Return what small pixels have in common, None where pixels are not small."""
    if tile.shape.around != _SMALL:
        return None
    return UnderCentre(
        tile=tile,
        cross_px=np.array(tile.shape.reach).reshape(2, 1, 1),
        even_px=_even_px(tile),
        beside_invalid=_beside_invalid(tile),
    )


def _even_px(tile: TileUnder) -> float:
    """Return how near to the centre a line may part a pixel evenly.

    A parallelogram that reaches to R has an area of 2 R at most times its chord through
    the centre. At a distance d, both sides so differ by d area / (2 R) at least.
    """
    shape = tile.shape
    least_area = shape.area - shape.unknown_area()
    if least_area <= 0:
        return 1.0
    unknown = 2 * shape.swept(*tile.bend_px) + TIE * shape.area
    return 2 * max(shape.reach) * unknown / least_area


def _beside_invalid(tile: TileUnder) -> NDArray[np.bool_] | None:
    """Tell where invalid source pixels are, a pixel around each included."""
    if tile.window.valid is None:
        return None
    found = meeting(~tile.window.valid, 3, 3).reshape(-1)
    return np.roll(found, tile.window.width + 1)
