# SPDX-License-Identifier: GPL-3.0-or-later
"""Target pixels on a source's axes: areas are products of two lengths."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..over_areas.overlap import SLIVER_PX2
from .few_classes import few_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .class_keys import ClassKeys
    from .few_classes import FewClasses

#: Of all that a target pixel covers, what rounding to float32 changes at most.
_ROUNDING: Final = 1e-5


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """The source pixels that target pixels cover along one axis."""

    index: NDArray[np.intp]
    """Shape (targets, taps): counted from the window's first."""
    covered: NDArray[np.float64]
    """Shape (targets, taps): as a share of all that is covered of the source."""
    size_px: float
    """Source pixels that a target pixel measures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MixedAlong:
    """Some target pixels of a tile."""

    window: ClassKeys
    rows: Lengths
    """Along the tile's rows."""
    cols: Lengths
    pixels: tuple[NDArray[np.intp], NDArray[np.intp]]
    """Their rows and columns in the tile."""

    @property
    def size(self) -> int:
        """How many target pixels."""
        return self.pixels[0].size

    @property
    def around(self) -> int:
        """How many source pixels around each."""
        return self.rows.index.shape[1] * self.cols.index.shape[1]

    @property
    def few(self) -> FewClasses | None:
        """The classes of the source, if they are few."""
        return few_in(self.window)

    @property
    def slack(self) -> float:
        """What two classes' areas may be nearer to each other than by `shares`."""
        return _ROUNDING

    @property
    def nothing(self) -> Any:
        """The key where no class is covered."""
        return self.window.nothing

    @property
    def is_close(self) -> NDArray[np.bool_]:
        """Whether areas are known to be too near: nothing is known here."""
        return np.zeros(self.size, dtype=bool)

    def shares(self, some: NDArray[np.intp]) -> NDArray[np.float32]:
        """Return the areas, rounded."""
        return self._covered(some, np.dtype(np.float32))

    def areas(self, some: NDArray[np.intp]) -> NDArray[np.float64]:
        """Return the areas, 0 of invalid source pixels."""
        areas = self._covered(some, np.dtype(np.float64))
        areas *= areas > self._least
        return areas

    def one(self, number: int) -> tuple[NDArray[Any], NDArray[np.float64]]:
        """Return classes and areas around one target pixel."""
        row, col = (of[number] for of in self.pixels)
        at = np.ix_(self.rows.index[row], self.cols.index[col])
        areas = np.outer(self.rows.covered[row], self.cols.covered[col])
        areas *= areas > self._least
        if self.window.valid is not None:
            areas *= self.window.valid[at]
        return self.window.keys[at], areas

    @property
    def _least(self) -> float:
        """What has to be covered of a source pixel for its class to be there."""
        size_px2 = self.rows.size_px * self.cols.size_px
        return SLIVER_PX2 * min(1 / size_px2, 1.0)

    def gather(self, of: NDArray[Any], some: NDArray[np.intp]) -> NDArray[Any]:
        """Return what an array of the window's shape holds around target pixels."""
        row, col = (index[some] for index in self.pixels)
        first = self.rows.index.T[:, row] * self.window.width
        index = first[:, np.newaxis] + self.cols.index.T[:, col]
        return of.reshape(-1).take(index.reshape(-1, some.size))

    def _covered(self, some: NDArray[np.intp], dtype: np.dtype[Any]) -> NDArray[Any]:
        row, col = (index[some] for index in self.pixels)
        high, wide = (
            axis.covered.T.astype(dtype)[:, index]
            for axis, index in ((self.rows, row), (self.cols, col))
        )
        areas: NDArray[Any] = (high[:, np.newaxis] * wide).reshape(-1, some.size)
        if self.window.valid is not None:
            areas *= self.gather(self.window.valid, some)
        return areas
