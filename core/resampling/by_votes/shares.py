# SPDX-License-Identifier: GPL-3.0-or-later
"""The areas that a tile's pixels cover, nearly: by where in a source pixel they lie.

A tile's pixels have nearly one shape. So what they cover of the source pixels around
them depends on little but their place between these, and is worked out for some places.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from ..over_areas.overlap import Overlaps, Span
from ..over_areas.scratch import Scratch

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .shapes import Shape

#: Places along a side of a source pixel, by the most source pixels around: in a large
#: area an error of the place matters less.
_PLACES: Final = ((4, 96), (9, 40), (16, 32))
_FEWEST_PLACES: Final = 16

#: Of a pixel's area, what rounding to float32 changes at most.
_ROUNDING: Final = 1e-5

#: Shapes that are kept: most neighbouring tiles have the same.
_KEPT_SHAPES: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """What pixels of one shape cover of the source pixels around them."""

    places: int
    """Along a side of a source pixel."""
    areas: NDArray[np.float32]
    """Shape (source pixels, places along y times x)."""
    slack: float
    """What two classes' areas may be nearer to each other than by `areas`."""

    def places_of(self, begin: NDArray[np.float64]) -> NDArray[np.intp]:
        """Return the places of target pixels.

        Args:
            begin: What `Around.lay` made of centres, shape (2, pixels).
        """
        x, y = (begin * self.places).astype(np.intp)
        place: NDArray[np.intp] = y * self.places
        place += x
        return place


@lru_cache(maxsize=_KEPT_SHAPES)
def shares_of(shape: Shape) -> Shares:
    """Work out what pixels of a shape cover."""
    rows, cols = shape.around
    fitting = (places for most, places in _PLACES if rows * cols <= most)
    places = next(fitting, _FEWEST_PLACES)
    middles = (np.arange(places) + 0.5) / places
    begin = np.stack((np.tile(middles, places), np.repeat(middles, places)))
    centre = begin + np.array(shape.reach)[:, np.newaxis]
    areas = covered(centre[:, np.newaxis] + shape.corners[..., np.newaxis], rows, cols)
    slack = shape.unknown_area(0.5 / places) + _ROUNDING * shape.area
    return Shares(places=places, areas=areas.astype(np.float32), slack=slack)


def covered(corners: NDArray[np.float64], rows: int, cols: int) -> NDArray[np.float64]:
    """Return what quadrilaterals cover, shape (source pixels, pixels).

    Args:
        corners: Clockwise, counted from first source pixels: shape (2, 4, pixels).
        rows: Of the source pixels around them.
        cols: Of the source pixels around them.
    """
    areas = np.zeros((rows * cols, corners.shape[2]))
    scratch = Scratch(corners.shape[2:], corners.dtype)
    span = Span(rows=range(rows), cols=range(cols))
    for row, col, area in Overlaps(corners, span, scratch):
        areas[row * cols + col] = area
    return areas
