# SPDX-License-Identifier: GPL-3.0-or-later
"""The resampling kernels: all of them, and the parsing of users' names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from rasterio.enums import Resampling

from ..errors import UnknownResampler
from . import axis_weights, by_votes, over_areas, point_kernels
from .axis_weights import weighs_by_shape
from .kernel import Kernel
from .kernel_shapes import B_SPLINE, KEYS, LANCZOS, TRIANGLE
from .over_areas import covered

if TYPE_CHECKING:
    from .kernel import AtPositions
    from .kernel_shapes import Shape
    from .over_areas.covered import OfCovered

#: The source pixels that `over_areas` needs before and after an area.
_AROUND_AREAS_PX: Final = (1, 2)


def _order_statistic(
    resampler: Resampling,
    at_positions: AtPositions,
    of_covered: OfCovered,
) -> Kernel:
    return Kernel(
        resampler=resampler,
        keeps_values=True,
        suits_classes=True,
        is_over_area=True,
        at_positions=at_positions,
        of_covered=of_covered,
        reach_px=_AROUND_AREAS_PX,
        counts_from_edges=True,
    )


def _extreme(
    resampler: Resampling,
    pick: np.ufunc,
    at_positions: AtPositions,
    of_covered: OfCovered,
) -> Kernel:
    return Kernel(
        resampler=resampler,
        keeps_values=True,
        suits_classes=True,
        is_over_area=True,
        pick=pick,
        at_positions=at_positions,
        of_covered=of_covered,
        reach_px=_AROUND_AREAS_PX,
        counts_from_edges=True,
    )


def _around_centres(resampler: Resampling, shape: Shape, **more: Any) -> Kernel:
    return Kernel(
        resampler=resampler,
        radius_px=shape.radius_px,
        shape=shape,
        weigh=weighs_by_shape(shape),
        **more,
    )


_ALL: Final = (
    Kernel(
        resampler=Resampling.nearest,
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
        TRIANGLE,
        reads_levels=True,
        at_positions=point_kernels.bilinear,
        reach_px=(0, 1),
    ),
    _around_centres(
        Resampling.cubic,
        KEYS,
        reads_levels=True,
        at_positions=point_kernels.cubic,
        reach_px=(1, 2),
    ),
    _around_centres(Resampling.cubic_spline, B_SPLINE, keeps_own_grid=False),
    _around_centres(Resampling.lanczos, LANCZOS, reads_levels=True),
    Kernel(
        resampler=Resampling.average,
        reads_levels=True,
        weigh=axis_weights.average,
        is_over_area=True,
        at_positions=over_areas.average,
        of_covered=covered.average,
        reach_px=_AROUND_AREAS_PX,
        counts_from_edges=True,
    ),
    Kernel(
        resampler=Resampling.mode,
        keeps_values=True,
        suits_classes=True,
        weigh=axis_weights.average,
        is_over_area=True,
        at_positions=by_votes.mode,
        of_covered=covered.mode,
        reach_px=_AROUND_AREAS_PX,
        counts_from_edges=True,
        counts_votes=True,
    ),
    Kernel(
        resampler=Resampling.gauss,
        reads_levels=True,
        weigh=axis_weights.gauss,
        is_of_whole_multiples=True,
    ),
    _extreme(
        Resampling.max,
        np.fmax,
        over_areas.greatest,
        covered.greatest,
    ),
    _extreme(Resampling.min, np.fmin, over_areas.least, covered.least),
    _order_statistic(Resampling.med, over_areas.median, covered.median),
    _order_statistic(Resampling.q1, over_areas.first_quartile, covered.first_quartile),
    _order_statistic(Resampling.q3, over_areas.third_quartile, covered.third_quartile),
    Kernel(
        resampler=Resampling.sum,
        weigh=axis_weights.average,
        is_over_area=True,
        adds_up=True,
        at_positions=over_areas.total,
        of_covered=covered.total,
        reach_px=_AROUND_AREAS_PX,
        counts_from_edges=True,
    ),
    Kernel(
        resampler=Resampling.rms,
        keeps_own_grid=False,
        squares=True,
        weigh=axis_weights.average,
        is_over_area=True,
        at_positions=over_areas.root_mean_square,
        of_covered=covered.root_mean_square,
        reach_px=_AROUND_AREAS_PX,
        counts_from_edges=True,
    ),
)

#: Every resampler that rasterio names, in rasterio's order.
KERNELS: Final = {kernel.resampler: kernel for kernel in _ALL}

#: The resamplers that work on any grid.
WARPERS: Final = tuple(one.resampler for one in _ALL if not one.is_of_whole_multiples)

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
