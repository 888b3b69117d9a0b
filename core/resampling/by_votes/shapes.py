# SPDX-License-Identifier: GPL-3.0-or-later
"""The shape of a tile's pixels in a source, and how much they differ in it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ..over_areas import slopes
from ..over_areas.lattice import most_touched
from ..over_areas.strips import bend

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..transform_fit import SourceCoords

    #: x and y.
    Pair = tuple[float, float]

#: Parts of a pixel's size that its sides are rounded to: neighbouring tiles then have
#: one shape, for which all is worked out once. Of pixels smaller than half a source
#: pixel, whose sides change by more of their size from tile to tile, they are larger.
_STEPS: Final = 512
_STEPS_OF_SMALL: Final = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A parallelogram, and how far pixels' corners are from its corners."""

    sides: tuple[Pair, Pair]
    """x and y of the two sides in source pixels, the second clockwise from the first
    with y down."""
    spread: Pair
    """How far along x and y no pixel's corner is from the parallelogram's, if centre
    lies on centre."""
    is_mirrored: bool
    """The pixels' own first side is the second one here."""

    @property
    def corners(self) -> NDArray[np.float64]:
        """Corners from the centre, clockwise: x and y, shape (2, 4)."""
        along, down = map(np.array, self.sides)
        around = -along - down, along - down, along + down, down - along
        corners: NDArray[np.float64] = np.stack(around, axis=1) / 2
        return corners

    @property
    def reach(self) -> Pair:
        """How far no corner is from its centre, along x and y."""
        x, y = np.abs(self.corners).max(axis=1) + self.spread
        return float(x), float(y)

    @property
    def around(self) -> tuple[int, int]:
        """Rows and columns of source pixels that a pixel touches at most."""
        return most_touched(self.reach)

    @property
    def area(self) -> float:
        """The parallelogram's area, in source pixels."""
        (x_u, y_u), (x_v, y_v) = self.sides
        return x_u * y_v - y_u * x_v

    def unknown_area(self, off_px: float = 0.0) -> float:
        """Return how much of one class a pixel may cover more, or of another less.

        Args:
            off_px: How far the centre may be off along x and y besides.
        """
        return self.swept(self.spread[0] + off_px, self.spread[1] + off_px)

    def swept(self, x: float, y: float) -> float:
        """Return the area that sides sweep over where corners move along x and y.

        Each side sweeps over its length across a shift times the shift.
        """
        wide, high = 2 * np.abs(self.corners).max(axis=1)
        return float(2 * (high * x + wide * y) + 8 * x * y)


def own_shape(coords: SourceCoords) -> Shape:
    """Return the shape of a tile's pixels, as near as can be."""
    along, down = slopes.per_col(coords), slopes.per_row(coords)
    off = bend(coords, along, down) + _variation(along) / 2 + _variation(down) / 2
    x, y = off.tolist()
    return _clockwise(along[:, 0, 0], down[:, 0, 0], (x, y))


def shape_of(coords: SourceCoords) -> Shape:
    """Return a shape of a tile's pixels that those of tiles beside it have as well."""
    own = own_shape(coords)
    sides = np.array(own.sides[::-1] if own.is_mirrored else own.sides)
    step = _step(float(np.abs(sides).max()))
    x, y = (np.ceil(np.array(own.spread) / step + 0.5) * step).tolist()
    first, second = np.round(sides / step) * step
    return _clockwise(first, second, (x, y))


def _clockwise(
    along: NDArray[np.float64], down: NDArray[np.float64], spread: Pair
) -> Shape:
    (x_u, y_u), (x_v, y_v) = first, second = along.tolist(), down.tolist()
    is_mirrored = x_u * y_v < y_u * x_v
    sides = (
        (tuple(second), tuple(first)) if is_mirrored else (tuple(first), tuple(second))
    )
    return Shape(sides=sides, spread=spread, is_mirrored=is_mirrored)


def _step(side: float) -> float:
    """Return what sides are rounded to where the longest is as long."""
    _, exponent = math.frexp(side)
    return float(2.0**exponent / (_STEPS_OF_SMALL if exponent < 0 else _STEPS))


def _variation(coefficients: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how far two polynomials are from their constants at most, shape (2,)."""
    found: NDArray[np.float64] = slopes.most(coefficients) - np.abs(
        coefficients[:, 0, 0]
    )
    return found
