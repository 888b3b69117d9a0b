# SPDX-License-Identifier: GPL-3.0-or-later
"""The target of a run: its grid, and the part of it that is computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..geometry.grid import Block, Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The grid of a run, and the window of it that is computed."""

    grid: Grid
    """The whole grid, from whose first pixel all blocks are counted."""
    window: Block
    """The part of the grid that is asked for."""

    @property
    def dst_grid(self) -> Grid:
        """The grid of the result."""
        return self.grid.crop(self.window)
