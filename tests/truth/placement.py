# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a target's pixels lie on a source, and what they cover, whatever its values."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .areas import area, grown, overlaps, quadrilaterals
from .positions import positions

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .areas import Overlaps
    from .georeferences import Georeference, Grid
    from .positions import Positions


class Placement:
    """The target's pixels on the source: what takes long is kept for all kernels."""

    def __init__(self, places: Positions, src_shape: tuple[int, int]) -> None:
        """Draw the target's pixels.

        Args:
            places: Where they lie.
            src_shape: The source's rows and columns.
        """
        self.places, self._src_shape = places, src_shape
        self._overlaps: dict[float, Overlaps] = {}
        self._moved: dict[tuple[float, float], Placement] = {}

    @cached_property
    def quads(self) -> NDArray[np.float64]:
        """The target's pixels: see `quadrilaterals`."""
        return quadrilaterals(self.places)

    @cached_property
    def quad_areas(self) -> NDArray[np.float64]:
        """Their areas, in source pixels."""
        return area(self.quads)

    def moved(self, u: float, v: float) -> Placement:
        """Return the same, the target so many source pixels further on."""
        if (u, v) not in self._moved:
            self._moved[u, v] = Placement(self.places.moved(u, v), self._src_shape)
        return self._moved[u, v]

    def overlaps(self, grown_px: float) -> Overlaps:
        """Return what the target's pixels cover of the source.

        Args:
            grown_px: How much further out the target pixels' sides are taken.
        """
        if grown_px not in self._overlaps:
            quads = grown(self.quads, grown_px) if grown_px else self.quads
            self._overlaps[grown_px] = overlaps(quads, self._src_shape)
        return self._overlaps[grown_px]


def place(src: Georeference, dst: Grid, src_shape: tuple[int, int]) -> Placement:
    """Look up where a target's pixels lie on a source."""
    return Placement(positions(src, dst), src_shape)
