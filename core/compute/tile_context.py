# SPDX-License-Identifier: GPL-3.0-or-later
"""The context in which one tile is computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from ..georeferencing.local_ratio import square_ratio
from ..planning.plan import Warped
from ..resampling.widening import widening

if TYPE_CHECKING:
    from ..geometry.grid import Block, Grid
    from ..io.dataset_pool import DatasetPool

M = TypeVar("M", bound=Warped)


@dataclass(frozen=True, slots=True, kw_only=True)
class TileContext(Generic[M]):
    """A tile to compute, with its method and open files."""

    method: M
    """The method of the tile's layer."""
    dst_grid: Grid
    """The whole target grid."""
    tile: Block
    """Pixels of the target grid: a square cut from the whole grid, or a part of one."""
    pool: DatasetPool
    """Open files."""
    square: Block | None = None
    """The square, where the tile is a part."""

    @property
    def ratio(self) -> tuple[float, float]:
        """Target pixels per source pixel along x and y, the layer's or the square's."""
        method, square = self.method, self.square or self.tile
        if method.least_ratio is None:
            return method.ratio
        return square_ratio(method.source.georeference, self.dst_grid, square)

    @property
    def widening(self) -> tuple[float, float]:
        """How many times as wide kernels get along x and y, 1 or more."""
        if self.method.least_ratio is None:
            return self.method.widening
        return widening(self.ratio)
