# SPDX-License-Identifier: GPL-3.0-or-later
"""The choice of the method that brings a source onto a grid."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from rasterio.enums import Resampling

from ..errors import GaussElsewhere
from ..geometry.grid import Grid
from ..georeferencing.local_ratio import layer_ratio
from ..georeferencing.overlap import target_views, whole_offset
from ..resampling.jp2_overview import shrink_for
from ..resampling.kernels import KERNELS
from ..resampling.separable import can_resample, run_alike
from .plan import Copied, Empty, LayerPlan, Sampled, Scaled, Warped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..georeferencing.overlap import TargetViews
    from ..georeferencing.views import SourceView
    from ..sources.source import Source
    from .plan import Method
    from .target import Target

#: Levels that are coarser do not show a line of pixels that are nodata.
_MOST_SHRINK_BESIDE_NODATA: Final = 4


def choose_method(
    source: Source, resampler: Resampling, grid: Grid, seen: TargetViews
) -> Method:
    """Choose the method that brings a source onto a grid.

    Args:
        source: The source to read.
        resampler: The kernel.
        grid: The whole target grid.
        seen: The target's views of the source.

    Raises:
        GaussElsewhere: The kernel `gauss` has no meaning on the grid.
    """
    if not seen.is_met:
        return Empty()
    if KERNELS[resampler].keeps_own_grid:
        copied = _copied(source, grid, seen.met)
        if copied is not None:
            return copied
    ratio = layer_ratio(source.georeference, grid)
    warped = Warped(
        source=source,
        resampler=resampler,
        ratio=ratio.typical,
        least_ratio=ratio.least,
    )
    src_grid = _seen_once(seen.met)
    if src_grid is not None and _can_scale(src_grid, grid, resampler):
        return Scaled(
            source=source,
            resampler=resampler,
            ratio=warped.ratio,
            src_grid=src_grid,
            shrink=_shrink(warped),
        )
    if KERNELS[resampler].is_of_whole_multiples:
        raise GaussElsewhere(source.label, source.path)
    return Sampled(
        source=source,
        resampler=resampler,
        ratio=warped.ratio,
        least_ratio=warped.least_ratio,
        src_grid=src_grid,
    )


def _copied(source: Source, dst: Grid, views: Sequence[SourceView]) -> Copied | None:
    """Plan a copy if the target's pixels are the source's, in a single view."""
    grids = [view.georeference for view in views]
    if len(grids) != 1 or not isinstance(grids[0], Grid):
        return None
    offset = whole_offset(grids[0], dst)
    if offset is None:
        return None
    return Copied(source=source, src_offset=offset, cols_round=views[0].cols_round)


def _seen_once(views: Sequence[SourceView]) -> Grid | None:
    """Return the source's grid in a single view without wraparound, else None."""
    if len(views) != 1 or views[0].cols_round is not None or views[0].is_round:
        return None
    if views[0].centre is not None:
        return None
    src_grid = views[0].georeference
    return src_grid if isinstance(src_grid, Grid) else None


def _shrink(warped: Warped) -> int:
    """Choose the JPEG2000 level to read, 1 where pixels themselves are needed.

    From a level nobody can tell which pixels have the nodata value, unless masks hold
    all but few of those pixels, and the level shows the few that are left.
    """
    source = warped.source
    has_number = source.nodata is not None and not source.is_nodata_masked
    has_rule = has_number or bool(source.nodata_ranges)
    has_band = source.has_mask or source.alpha_band is not None
    if has_rule or has_band or source.contents.are_everywhere:
        return 1
    most = math.inf if source.nodata is None else _MOST_SHRINK_BESIDE_NODATA
    levels = [level for level in source.levels if level <= most]
    return shrink_for(levels, warped.resampler, warped.ratio)


def _can_scale(src: Grid, dst: Grid, resampler: Resampling) -> bool:
    """Tell whether rows and columns can be resampled one after the other."""
    is_picked = KERNELS[resampler].pick is not None and run_alike(src, dst)
    return is_picked or can_resample(src, dst, resampler)


def plan_layer(
    name: str,
    source: Source,
    resampler: Resampling,
    target: Target,
    tags: Mapping[str, str],
) -> LayerPlan:
    """Plan the band that a source becomes on a grid.

    Args:
        name: The name of the resulting band.
        source: The source to read.
        resampler: The kernel.
        target: The grid, and the window of it that is asked for.
        tags: The band's metadata in a file.
    """
    seen = target_views(source.georeference, target.grid, target.window)
    method = choose_method(source, resampler, target.grid, seen)
    if isinstance(method, Scaled) and method.shrink > 1:
        tags = {**tags, "overview": str(method.shrink)}
    return LayerPlan(
        name=name,
        method=method,
        dst_grid=target.grid,
        dtype=source.working_dtype,
        resampler=resampler,
        source=source,
        seen=seen,
        tags=tags,
    )


def empty_layer(name: str, target: Target, tags: Mapping[str, str]) -> LayerPlan:
    """Plan a band in which every pixel is nodata."""
    return LayerPlan(
        name=name,
        method=Empty(),
        dst_grid=target.grid,
        dtype="float32",
        resampler=Resampling.nearest,
        source=None,
        seen=None,
        tags=tags,
    )
