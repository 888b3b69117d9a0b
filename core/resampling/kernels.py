# SPDX-License-Identifier: GPL-3.0-or-later
"""The resampling kernels: a record of each, and the parsing of users' names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from rasterio.enums import Resampling

from ..errors import UnknownResampler
from . import axis_weights, point_kernels, selection
from .axis_weights import weighs_by_shape
from .kernel_shapes import B_SPLINE, KEYS, LANCZOS, TRIANGLE
from .over_areas import means
from .selection_under import pick_under

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from .axis_weights import Weigher
    from .kernel_shapes import Shape
    from .limits import Limit
    from .placed_coords import Coords
    from .selection import Picker

    #: Takes a window's values (shape (rows, cols), see the kernels), where the window
    #: begins in the source (row, column), where a tile's pixels lie in the source, and
    #: the type of the result.
    AtPositions = Callable[
        [NDArray[Any], tuple[int, int], Coords, str], NDArray[Any] | Limit
    ]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kernel:
    """All that the code knows of a resampler."""

    resampler: Resampling
    gdal_name: str = ""
    """What GDAL's warper calls it; empty where it has none (`gauss` is for overviews:
    onto pixels of whole multiples of the source's)."""
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
    pick: Picker | None = None
    """Picks one of the source pixels that a target pixel touches."""
    at_positions: AtPositions | None = None
    """Resamples at arbitrary positions in the source; None where numpy has no such
    kernel. For a kernel with a shape: the faster way where all pixels are valid and the
    kernel is not widened."""
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
    counts_votes: bool = False
    """A target pixel is the number that most of the source pixels have. GDAL tabulates
    bytes for that, and takes all other numbers for float32."""
    adds_up: bool = False
    """The kernel is a sum, to which GDAL may add pixels far from the target."""
    squares: bool = False
    """The kernel squares values, whose signs are lost."""
    needs_most: bool = False
    """GDAL gives no value where most of the kernel lies on nodata."""
    is_of_whole_multiples: bool = False
    """The target's pixels have to be whole multiples of the source's."""


#: The source pixels that `over_areas` needs before and after an area.
_AROUND_AREAS_PX: Final = (1, 2)


def _order_statistic(resampler: Resampling, gdal_name: str) -> Kernel:
    return Kernel(resampler=resampler, gdal_name=gdal_name, suits_classes=True)


def _around_centres(
    resampler: Resampling, gdal_name: str, shape: Shape, **more: Any
) -> Kernel:
    return Kernel(
        resampler=resampler,
        gdal_name=gdal_name,
        radius_px=shape.radius_px,
        shape=shape,
        weigh=weighs_by_shape(shape),
        **more,
    )


def _picking(
    resampler: Resampling, gdal_name: str, pick: Picker, *, counts_votes: bool = False
) -> Kernel:
    return Kernel(
        resampler=resampler,
        gdal_name=gdal_name,
        keeps_values=True,
        suits_classes=True,
        pick=pick,
        at_positions=partial(pick_under, pick),
        reach_px=(1, 1),
        counts_from_edges=True,
        counts_votes=counts_votes,
    )


_ALL: Final = (
    Kernel(
        resampler=Resampling.nearest,
        gdal_name="NearestNeighbour",
        radius_px=0,
        keeps_values=True,
        suits_classes=True,
        weigh=axis_weights.nearest,
        at_positions=point_kernels.nearest,
        counts_from_edges=True,
        takes_one=True,
    ),
    _around_centres(
        Resampling.bilinear,
        "Bilinear",
        TRIANGLE,
        reads_levels=True,
        at_positions=point_kernels.bilinear,
        reach_px=(0, 1),
    ),
    _around_centres(
        Resampling.cubic,
        "Cubic",
        KEYS,
        reads_levels=True,
        at_positions=point_kernels.cubic,
        reach_px=(1, 2),
    ),
    _around_centres(
        Resampling.cubic_spline, "CubicSpline", B_SPLINE, keeps_own_grid=False
    ),
    _around_centres(
        Resampling.lanczos, "Lanczos", LANCZOS, reads_levels=True, needs_most=True
    ),
    Kernel(
        resampler=Resampling.average,
        gdal_name="Average",
        reads_levels=True,
        weigh=axis_weights.average,
        is_over_area=True,
        at_positions=means.average,
        reach_px=_AROUND_AREAS_PX,
        counts_from_edges=True,
    ),
    _picking(Resampling.mode, "Mode", selection.most_frequent, counts_votes=True),
    Kernel(
        resampler=Resampling.gauss,
        reads_levels=True,
        weigh=axis_weights.gauss,
        is_of_whole_multiples=True,
    ),
    _picking(Resampling.max, "Maximum", selection.greatest),
    _picking(Resampling.min, "Minimum", selection.least),
    _order_statistic(Resampling.med, "Median"),
    _order_statistic(Resampling.q1, "Quartile1"),
    _order_statistic(Resampling.q3, "Quartile3"),
    Kernel(
        resampler=Resampling.sum,
        gdal_name="Sum",
        is_over_area=True,
        adds_up=True,
        at_positions=means.total,
        reach_px=_AROUND_AREAS_PX,
        counts_from_edges=True,
    ),
    Kernel(
        resampler=Resampling.rms,
        gdal_name="RootMeanSquare",
        keeps_own_grid=False,
        squares=True,
        is_over_area=True,
        at_positions=means.root_mean_square,
        reach_px=_AROUND_AREAS_PX,
        counts_from_edges=True,
    ),
)

#: Every resampler that rasterio names, in rasterio's order.
KERNELS: Final = {kernel.resampler: kernel for kernel in _ALL}

#: The resamplers that work on any grid: all that GDAL's warper has.
WARPERS: Final = tuple(one.resampler for one in _ALL if one.gdal_name)

#: The word that leaves the choice to the plan, by what the source holds.
AUTO: Final = "auto"


def names() -> tuple[str, ...]:
    """List the resamplers that work on any grid, in rasterio's order."""
    return tuple(method.name for method in WARPERS)


def names_of_whole_multiples() -> tuple[str, ...]:
    """List the resamplers that work only onto whole multiples of a source's pixels."""
    return tuple(one.resampler.name for one in _ALL if one.is_of_whole_multiples)


def parse(value: object, row: str) -> Resampling:
    """Turn a user's word for a resampler into the resampler.

    Args:
        value: A `Resampling` member, its name in any case (with or without
            `Resampling.` in front), or its number.
        row: The row that asks, for the error.

    Raises:
        UnknownResampler: There is no such resampler.
    """
    found = _member(value)
    if found is None:
        raise UnknownResampler(row, value, names())
    return found


def parse_or_auto(value: object, row: str) -> Resampling | None:
    """Turn a word for a resampler into the resampler, None for `auto` in any case.

    Raises:
        UnknownResampler: There is no such resampler.
    """
    if isinstance(value, str) and value.strip().casefold() == AUTO:
        return None
    found = _member(value)
    if found is None:
        raise UnknownResampler(row, value, (AUTO, *names()))
    return found


def _member(value: object) -> Resampling | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, Resampling):
        return value
    text = str(value).strip().casefold().removeprefix("resampling.")
    if isinstance(value, float) and value.is_integer():
        text = str(int(value))  # a number in JSON or a spreadsheet
    for method in Resampling:
        if text in {method.name, str(method.value)}:
            return method
    return None
