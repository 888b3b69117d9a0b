# SPDX-License-Identifier: GPL-3.0-or-later
"""Target pixels that lie anywhere in a source: quadrilaterals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..over_areas.overlap import SLIVER_PX2
from .corners import corners_of
from .one_large import areas_under
from .shares import covered

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .class_keys import ClassKeys
    from .few_classes import FewClasses
    from .shares import Shares
    from .tile_under import TileUnder


@dataclass(frozen=True, slots=True, kw_only=True)
class MixedUnder:
    """Some target pixels of a tile."""

    tile: TileUnder
    index: NDArray[np.intp]
    """Their places in the tile."""
    first: NDArray[np.float64]
    """Column and row of the first source pixels around them, shape (2, pixels)."""
    begin: NDArray[np.float64]
    """How far within these they begin, as `Around.lay` says."""
    is_close: NDArray[np.bool_]
    """What they cover about is known to decide nothing."""

    @property
    def window(self) -> ClassKeys:
        """The classes of the source."""
        return self.tile.window

    @property
    def size(self) -> int:
        """How many target pixels."""
        return self.index.size

    @property
    def around(self) -> int:
        """How many source pixels around each."""
        return len(self.tile.around.offsets)

    @property
    def few(self) -> FewClasses | None:
        """The classes of the source, if they are few."""
        return self.tile.few

    @property
    def slack(self) -> float:
        """What two classes' areas may be nearer to each other than by `shares`."""
        return self._shares.slack

    @property
    def nothing(self) -> Any:
        """The key where no class is covered."""
        return self.window.nothing

    @property
    def _shares(self) -> Shares:
        return self.tile.shares

    def shares(self, some: NDArray[np.intp]) -> NDArray[np.float32]:
        """Return about the areas, 0 of invalid source pixels."""
        places = self._shares.places_of(self.begin[:, some])
        return self._that_vote(self._shares.areas.take(places, axis=1), some)

    def areas(self, some: NDArray[np.intp]) -> NDArray[np.float64]:
        """Return the areas; 0 of slivers and invalid source pixels."""
        areas = covered(self._corners(some), *self.tile.shape.around)
        areas *= areas > self._least
        return self._that_vote(areas, some)

    def one(self, number: int) -> tuple[NDArray[Any], NDArray[np.float64]]:
        """Return classes and areas around one target pixel."""
        some = np.array([number])
        corners = self._corners(some)[..., 0]
        areas = areas_under(corners, *self.tile.shape.around).reshape(-1, 1)
        areas *= areas > self._least
        keys = self.gather(self.window.keys, some)
        return keys[:, 0], self._that_vote(areas, some)[:, 0]

    @property
    def _least(self) -> float:
        """What has to be covered of a source pixel for its class to be there."""
        return SLIVER_PX2 * min(self.tile.shape.area, 1.0)

    def _that_vote(self, areas: NDArray[Any], some: NDArray[np.intp]) -> NDArray[Any]:
        if self.window.valid is not None:
            areas *= self.gather(self.window.valid, some)
        return areas

    def gather(self, of: NDArray[Any], some: NDArray[np.intp]) -> NDArray[Any]:
        """Return what an array of the window's shape holds around target pixels."""
        around = self.tile.around
        index = around.index(self.first[:, some]) + around.offsets[:, np.newaxis]
        return of.reshape(-1).take(index, mode="wrap")

    def _corners(self, some: NDArray[np.intp]) -> NDArray[np.float64]:
        """Return corners, clockwise, counted from the first source pixels."""
        coords, (top, left) = self.tile.coords, self.tile.window_origin
        rows, cols = np.divmod(self.index[some], coords.shape[1])
        corners = corners_of(coords, rows, cols, left, top)
        corners -= self.first[:, np.newaxis, some]
        return corners[:, ::-1] if self.tile.shape.is_mirrored else corners
