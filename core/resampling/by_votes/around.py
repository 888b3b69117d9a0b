# SPDX-License-Identifier: GPL-3.0-or-later
"""The source pixels around target pixels: rectangles of one size."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .shapes import Shape

#: Corners may be further from their centre than is known by this.
_HAIR_PX: Final = 1e-9


@dataclass(frozen=True, kw_only=True)
class Around:
    """Rectangles in a window that hold all that target pixels may touch."""

    shape: Shape
    """The target pixels'."""
    width: int
    """The columns of the window, whose pixels are counted row by row."""

    @cached_property
    def offsets(self) -> NDArray[np.intp]:
        """How far each source pixel is from the first one in the window."""
        rows, cols = map(np.arange, self.shape.around)
        return (rows[:, np.newaxis] * self.width + cols).ravel()

    def lay(self, centre: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return columns and rows of the first source pixels.

        Args:
            centre: Of target pixels in the window, shape (2, ...). It is changed to
                how far within these pixels, 0 to 1, the rectangle around the largest
                target pixel begins.
        """
        x, y = self.shape.reach
        centre[0] -= x + _HAIR_PX
        centre[1] -= y + _HAIR_PX
        first = np.floor(centre)
        centre -= first
        return first

    def index(self, first: NDArray[np.float64]) -> NDArray[np.intp]:
        """Return where first source pixels are in the window, row by row."""
        place = first[1] * self.width
        place += first[0]
        index: NDArray[np.intp] = place.astype(np.intp)
        return index
