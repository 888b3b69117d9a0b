# SPDX-License-Identifier: GPL-3.0-or-later
"""The record of a resampling kernel: all that the code knows of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray
    from rasterio.enums import Resampling

    from .axis_weights import Weigher
    from .kernel_shapes import Shape
    from .over_areas.covered import OfCovered
    from .placed_coords import Coords

    #: Takes a window's values (shape (rows, cols), see the kernels), where the window
    #: begins in the source (row, column), where a tile's pixels lie in the source, and
    #: the type of the result.
    AtPositions = Callable[[NDArray[Any], tuple[int, int], Coords, str], NDArray[Any]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kernel:
    """All that the code knows of a resampler."""

    resampler: Resampling
    radius_px: int | None = None
    """Source pixels either side of a centre that one target pixel can need before the
    kernel is widened; None for kernels over an area."""
    shape: Shape | None = None
    """One factor of a kernel that weighs pixels by their distance from a centre."""
    keeps_values: bool = False
    """Every output value is one of the source's values."""
    suits_classes: bool = False
    """The kernel makes sense for codes that stand for classes."""
    keeps_own_grid: bool = True
    """On the source's own grid the kernel gives the source back, bit for bit (`rms`
    loses the sign, `cubic_spline` smooths)."""
    reads_levels: bool = False
    """The kernel averages: a coarser level of a JPEG2000 may stand in for pixels."""
    weigh: Weigher | None = None
    """The weights along one axis, where the kernel is a product of two."""
    pick: np.ufunc | None = None
    """Picks one of two source pixels that a target pixel touches; NaN is no value."""
    at_positions: AtPositions | None = None
    """Resamples at arbitrary positions in the source. For a kernel with a shape: the
    faster way, if any, where all pixels are valid and the kernel is not widened."""
    reach_px: tuple[int, int] = (0, 0)
    """For `at_positions`: source pixels needed before and after the last pixel whose
    centre (or edge, if `counts_from_edges`) lies before a position."""
    counts_from_edges: bool = False
    """The kernel takes source pixels under a target pixel, not around its centre."""
    takes_one: bool = False
    """Each target pixel is the one source pixel under its centre."""
    is_over_area: bool = False
    """The kernel weighs by the area that a target pixel covers, wherever its centre
    lies."""
    of_covered: OfCovered | None = None
    """The kernel over the values that a single target pixel covers, where it weighs
    areas."""
    counts_votes: bool = False
    """A target pixel is the number that covers most of its area."""
    adds_up: bool = False
    """The kernel is a sum."""
    squares: bool = False
    """The kernel squares values, whose signs are lost."""
    is_of_whole_multiples: bool = False
    """The kernel is for overviews: a target pixel has to be whole multiples of the
    source's pixels."""
