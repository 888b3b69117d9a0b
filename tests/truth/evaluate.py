# SPDX-License-Identifier: GPL-3.0-or-later
"""Evaluates every kernel: the package's docstring has the rules."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from . import gauss
from .kernels import KERNELS
from .picks import PICKS
from .placement import Placement, place
from .weighing import nearest, weighed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from .georeferences import Georeference, Grid
    from .positions import Positions

    #: Takes what target pixels cover, and gives a value to each that covers anything.
    Of = Callable[["Covered"], NDArray[np.float64]]

#: A source pixel of which less is covered does not count: the sliver between two
#: edges that should be one. It is a share of the target pixel where that is smaller.
SLIVER = 1e-6


class Pixel(NamedTuple):
    """What one target pixel covers of the valid source pixels, row by row."""

    row: int
    """Of the target pixel."""
    col: int
    values: NDArray[np.float64]
    area: NDArray[np.float64]
    """In source pixels."""


@dataclass(frozen=True, kw_only=True)
class Covered:
    """What target pixels cover of valid source pixels, target pixel by target pixel."""

    row: NDArray[np.intp]
    """Of each target pixel that covers a valid source pixel."""
    col: NDArray[np.intp]
    first: NDArray[np.intp]
    """Where its source pixels begin in what follows."""
    values: NDArray[np.float64]
    area: NDArray[np.float64]
    """In source pixels."""

    def total(self, of_each: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the sums over what each target pixel covers."""
        return self._reduced(np.add, of_each)

    def extremes(self) -> NDArray[np.float64]:
        """Return the least and the largest values covered: shape (2, pixels)."""
        return np.stack([self._reduced(f, self.values) for f in (np.fmin, np.fmax)])

    def _reduced(
        self, by: np.ufunc, of_each: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        if not len(self.first):
            return np.empty(0)
        found: NDArray[np.float64] = by.reduceat(of_each, self.first)
        return found

    def pixels(self) -> Iterator[Pixel]:
        """Yield the target pixels one by one."""
        ends = np.append(self.first, len(self.values))[1:]
        for row, col, first, end in zip(
            self.row, self.col, self.first, ends, strict=True
        ):
            yield Pixel(row, col, self.values[first:end], self.area[first:end])


def _average(covered: Covered) -> NDArray[np.float64]:
    return covered.total(covered.values * covered.area) / covered.total(covered.area)


def _rms(covered: Covered) -> NDArray[np.float64]:
    squares = covered.total(covered.values**2 * covered.area)
    found: NDArray[np.float64] = np.sqrt(squares / covered.total(covered.area))
    return found


def _sum(covered: Covered) -> NDArray[np.float64]:
    return covered.total(covered.values * covered.area)


def _picking(kernel: str) -> Of:
    pick = PICKS[kernel]
    return lambda covered: np.array(
        [pick(pixel.values, pixel.area) for pixel in covered.pixels()]
    )


#: Kernels that weigh by area, and kernels that pick among what is covered.
MEANS: dict[str, Of] = {"average": _average, "rms": _rms, "sum": _sum}
OF_AREAS: dict[str, Of] = {**MEANS, **{kernel: _picking(kernel) for kernel in PICKS}}

#: Every kernel that works on any two grids.
EVERYWHERE = ("nearest", *KERNELS, *OF_AREAS)


class Evaluator:
    """The truth of one source on one target, kernel by kernel."""

    def __init__(
        self,
        values: NDArray[np.float64],
        valid: NDArray[np.bool_],
        src: Georeference,
        dst: Grid,
        placement: Placement | None = None,
    ) -> None:
        """Look up where the target's pixels lie.

        Args:
            values: Shape of the source, any type that float64 holds.
            valid: False where a source pixel has no value.
            src: What places the source's pixels.
            dst: The target's grid.
            placement: Of this target on this source, where it is known.
        """
        numbers = np.asarray(values, dtype=np.float64)
        self.values = np.where(valid & np.isfinite(numbers), numbers, np.nan)
        self.src, self.dst = src, dst
        self._placement = placement or place(src, dst, self.values.shape)
        self._covered: dict[float, Covered] = {}
        self._moved: dict[tuple[float, float], Evaluator] = {}

    @property
    def places(self) -> Positions:
        """Where the target's pixels lie in the source."""
        return self._placement.places

    @property
    def quads(self) -> NDArray[np.float64]:
        """The target's pixels as quadrilaterals, shape (rows, cols, 4, 2)."""
        return self._placement.quads

    @property
    def quad_areas(self) -> NDArray[np.float64]:
        """Their areas, in source pixels."""
        return self._placement.quad_areas

    def moved(self, u: float, v: float) -> Evaluator:
        """Return the same, the target so many source pixels further on."""
        if (u, v) not in self._moved:
            self._moved[u, v] = self._placed(self._placement.moved(u, v))
        return self._moved[u, v]

    def widened(self, u: float, v: float) -> Evaluator:
        """Return the same, with kernels widened by so much and not by the rule."""
        places = replace(self.places, given_width=(u, v))
        return self._placed(Placement(places, self.values.shape))

    def _placed(self, placement: Placement) -> Evaluator:
        other = copy(self)
        other._placement = placement
        other._covered, other._moved = {}, {}
        return other

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
        covered = self.covered()
        out[covered.row, covered.col] = of(covered)
        return out

    def covered(self, grown_px: float = 0.0) -> Covered:
        """Return what the target pixels cover of valid source pixels.

        Args:
            grown_px: How much further out the target pixels' sides are taken.
        """
        if grown_px not in self._covered:
            self._covered[grown_px] = self._overlapped(grown_px)
        return self._covered[grown_px]

    def extremes(self, grown_px: float = 0.0) -> NDArray[np.float64]:
        """Return the least and the largest value covered: shape (2, rows, cols)."""
        found = np.full((2, *self.places.u.shape), np.nan)
        covered = self.covered(grown_px)
        found[:, covered.row, covered.col] = covered.extremes()
        return found

    def _overlapped(self, grown_px: float) -> Covered:
        found = self._placement.overlaps(grown_px)
        values = self.values.ravel()[found.src]
        sizes = np.minimum(self._placement.quad_areas.ravel(), 1.0)
        least = 0.0 if grown_px else SLIVER * sizes[found.dst]
        counts = (found.area > least) & ~np.isnan(values)
        pixels, first = np.unique(found.dst[counts], return_index=True)
        row, col = np.unravel_index(pixels, self.places.u.shape)
        return Covered(
            row=row,
            col=col,
            first=first,
            values=values[counts],
            area=found.area[counts],
        )


def evaluate(
    values: NDArray[np.float64],
    valid: NDArray[np.bool_],
    src: Georeference,
    dst: Grid,
    kernel: str,
) -> NDArray[np.float64]:
    """Return what a kernel makes of a source on a target: see `Evaluator`."""
    return Evaluator(values, valid, src, dst).evaluate(kernel)
