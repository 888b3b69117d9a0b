# SPDX-License-Identifier: GPL-3.0-or-later
"""Evaluates every kernel: the package's docstring has the rules."""

from __future__ import annotations

from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from . import gauss
from .areas import area, grown, overlaps, quadrilaterals
from .kernels import KERNELS
from .picks import PICKS
from .positions import positions
from .weighing import nearest, weighed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from .georeferences import Georeference, Grid

    #: Takes the values of valid source pixels, and the area covered of each.
    Of = Callable[[NDArray[np.float64], NDArray[np.float64]], float]

#: A source pixel of which less is covered does not count: the sliver between two
#: edges that should be one. It is a share of the target pixel where that is smaller.
SLIVER = 1e-6


def _average(values: NDArray[np.float64], covered: NDArray[np.float64]) -> float:
    return float((values * covered).sum() / covered.sum())


def _rms(values: NDArray[np.float64], covered: NDArray[np.float64]) -> float:
    return float(np.sqrt((values**2 * covered).sum() / covered.sum()))


def _sum(values: NDArray[np.float64], covered: NDArray[np.float64]) -> float:
    return float((values * covered).sum())


#: Kernels that weigh by area, and kernels that pick among what is covered.
MEANS: dict[str, Of] = {"average": _average, "rms": _rms, "sum": _sum}
OF_AREAS: dict[str, Of] = {**MEANS, **PICKS}

#: Every kernel that works on any two grids.
EVERYWHERE = ("nearest", *KERNELS, *OF_AREAS)


class Covered(NamedTuple):
    """What a target pixel covers of the valid source pixels, row by row."""

    row: int
    """Of the target pixel."""
    col: int
    values: NDArray[np.float64]
    area: NDArray[np.float64]
    """In source pixels."""


class Evaluator:
    """The truth of one source on one target, kernel by kernel."""

    def __init__(
        self,
        values: NDArray[np.float64],
        valid: NDArray[np.bool_],
        src: Georeference,
        dst: Grid,
    ) -> None:
        """Look up where the target's pixels lie.

        Args:
            values: Shape of the source, any type that float64 holds.
            valid: False where a source pixel has no value.
            src: What places the source's pixels.
            dst: The target's grid.
        """
        numbers = np.asarray(values, dtype=np.float64)
        self.values = np.where(valid & np.isfinite(numbers), numbers, np.nan)
        self.src, self.dst = src, dst
        self.places = positions(src, dst)
        self.quads = quadrilaterals(self.places)
        self._covered: dict[float, list[Covered]] = {}
        self._extremes: dict[float, NDArray[np.float64]] = {}
        self._moved: dict[tuple[float, float], Evaluator] = {}

    @cached_property
    def quad_areas(self) -> NDArray[np.float64]:
        """Their areas, in source pixels."""
        return area(self.quads)

    def moved(self, u: float, v: float) -> Evaluator:
        """Return the same, the target so many source pixels further on."""
        if (u, v) not in self._moved:
            other = copy(self)
            other.places = self.places.moved(u, v)
            other.quads = quadrilaterals(other.places)
            other._covered, other._extremes, other._moved = {}, {}, {}
            self._moved[u, v] = other
        return self._moved[u, v]

    def evaluate(self, kernel: str) -> NDArray[np.float64]:
        """Return the values that a kernel gives, NaN where there is none.

        Args:
            kernel: By rasterio's name.
        """
        if kernel == "nearest":
            return nearest(self.values, self.places)
        if kernel in KERNELS:
            return weighed(self.values, self.places, kernel)
        if kernel == "gauss":
            return gauss.weighed(self.values, self.src, self.dst)
        return self._each(OF_AREAS[kernel])

    def _each(self, of: Of) -> NDArray[np.float64]:
        out = np.full(self.places.u.shape, np.nan)
        for row, col, values, covered in self.covered():
            out[row, col] = of(values, covered)
        return out

    def covered(self, grown_px: float = 0.0) -> list[Covered]:
        """Return what each target pixel covers, if it covers a valid pixel at all.

        Args:
            grown_px: How much further out the target pixels' sides are taken.
        """
        if grown_px not in self._covered:
            quads = grown(self.quads, grown_px) if grown_px else self.quads
            least = 0.0 if grown_px else SLIVER
            self._covered[grown_px] = list(self._overlapped(quads, least))
        return self._covered[grown_px]

    def extremes(self, grown_px: float = 0.0) -> NDArray[np.float64]:
        """Return the least and the largest value covered: shape (2, rows, cols)."""
        if grown_px not in self._extremes:
            found = np.full((2, *self.places.u.shape), np.nan)
            for each in self.covered(grown_px):
                found[:, each.row, each.col] = each.values.min(), each.values.max()
            self._extremes[grown_px] = found
        return self._extremes[grown_px]

    def _overlapped(
        self, quads: NDArray[np.float64], least: float
    ) -> Iterator[Covered]:
        sizes = area(quads)
        for each in overlaps(quads, self.values.shape):
            values = self.values[each.src]
            smaller = min(1.0, float(sizes[each.row, each.col]))
            counts = (each.area > least * smaller) & ~np.isnan(values)
            if counts.any():
                yield Covered(each.row, each.col, values[counts], each.area[counts])


def evaluate(
    values: NDArray[np.float64],
    valid: NDArray[np.bool_],
    src: Georeference,
    dst: Grid,
    kernel: str,
) -> NDArray[np.float64]:
    """Return what a kernel makes of a source on a target: see `Evaluator`."""
    return Evaluator(values, valid, src, dst).evaluate(kernel)
