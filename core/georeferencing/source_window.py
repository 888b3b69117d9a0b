# SPDX-License-Identifier: GPL-3.0-or-later
"""The rectangle of a source that a target covers."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..geometry.grid import Block

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: The margin on each side, as a share of the extent, for edges that bulge between the
#: points that were looked up.
_BULGE = 1 / 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceExtent:
    """A target's extent in a source: its edges in pixels from the source's corner."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(
        cls, cols: NDArray[np.float64], rows: NDArray[np.float64]
    ) -> SourceExtent:
        """Return the least rectangle around one or more positions."""
        return cls(
            left=float(cols.min()),
            top=float(rows.min()),
            right=float(cols.max()),
            bottom=float(rows.max()),
        )

    def meets(self, whole: Block, *, goes_round: bool = False) -> bool:
        """Tell whether the extent overlaps a source.

        Args:
            whole: The source's pixels.
            goes_round: The source's columns begin anew where they end.
        """
        in_rows = self.top < whole.row_end and self.bottom > whole.row_off
        in_cols = self.left < whole.col_end and self.right > whole.col_off
        return in_rows and (in_cols or goes_round)

    def window(
        self,
        whole: Block,
        radius_px: tuple[float, float],
        beyond_px: tuple[int, int] = (0, 0),
        *,
        goes_round: bool = False,
    ) -> Block | None:
        """Return the source's pixels that the extent needs, None for none.

        Args:
            whole: The source's pixels.
            radius_px: How far a kernel reaches beyond the extent, (x, y).
            beyond_px: How far the window may go on beyond the source, (x, y).
            goes_round: The window may go on beyond the source's left and right edges.
        """
        x = radius_px[0] + (self.right - self.left) * _BULGE
        y = radius_px[1] + (self.bottom - self.top) * _BULGE
        col, row = math.floor(self.left - x), math.floor(self.top - y)
        wanted = Block(
            row_off=row,
            col_off=col,
            rows=max(math.ceil(self.bottom + y) - row, 1),
            cols=max(math.ceil(self.right + x) - col, 1),
        )
        if goes_round:
            whole = replace(whole, col_off=col, cols=wanted.cols)
        if wanted.intersection(whole) is None:
            return None
        x_px, y_px = beyond_px
        return wanted.intersection(
            Block(
                row_off=whole.row_off - y_px,
                col_off=whole.col_off - x_px,
                rows=whole.rows + 2 * y_px,
                cols=whole.cols + 2 * x_px,
            )
        )
