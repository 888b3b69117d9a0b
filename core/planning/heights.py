# SPDX-License-Identifier: GPL-3.0-or-later
"""Heights of a layer on a product whose CRS has heights of another kind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from ..geometry.vertical import height_offsets, heights_name
from ..message import say
from ..proj_folders import user_folder
from ..rasterio_private import GdalError
from .plan import Empty, HeightShift

if TYPE_CHECKING:
    from ..geometry.grid import Grid
    from ..sources.source import Source
    from .plan import LayerPlan, Target

#: Units that heights are in; empty where a file says none.
_LENGTHS: Final = frozenset(
    {"", "m", "metre", "metres", "meter", "meters", "ft", "foot", "feet", "us-ft"}
)


def with_heights(layer: LayerPlan, target: Target) -> LayerPlan:
    """Return a plan that knows what heights the layer is in, and the result will be.

    As in `gdalwarp`, the values of a raster of one band whose CRS has heights are such.

    Args:
        layer: What is planned.
        target: The grid, and the part of it that is asked for.
    """
    source = layer.source
    if source is None or isinstance(layer.method, Empty) or not _are_heights(source):
        return layer
    src_crs, grid = source.georeference.crs, target.dst_grid
    own, wanted = heights_name(src_crs), heights_name(grid.crs)
    if not own or not wanted or own == wanted:
        return replace(layer, heights=own)
    shift = HeightShift(src_crs=src_crs, dst_crs=grid.crs)
    if not _is_known(shift, grid):
        return replace(layer, heights=own, has_other_heights=True)
    return replace(layer, heights=wanted, height_shift=shift)


def height_warning(layer: LayerPlan) -> str:
    """Say that heights stay what they are; empty where they do not, or may."""
    if layer.source is None or not layer.has_other_heights:
        return ""
    return say(
        "{label}: its heights are {own}, and without a grid nothing leads from them to "
        "{wanted}, the product's. They stay as they are, and the result is not called "
        "{wanted}. PROJ's grids go into {folder}.",
        label=layer.source.label,
        own=layer.heights,
        wanted=heights_name(layer.dst_grid.crs),
        folder=user_folder(),
    )


def _are_heights(source: Source) -> bool:
    is_length = source.facts.unit.strip().casefold() in _LENGTHS
    return source.band_count == 1 and is_length and not source.legend.is_classes


def _is_known(shift: HeightShift, grid: Grid) -> bool:
    """Tell whether two kinds of heights differ anywhere: without a grid they do not."""
    left, bottom, right, top = grid.bounds
    xs = np.array([left, right, left, right, (left + right) / 2])
    ys = np.array([bottom, bottom, top, top, (bottom + top) / 2])
    try:
        offsets = height_offsets(shift.dst_crs, shift.src_crs, xs, ys)
    except GdalError:
        return False
    return bool((np.abs(offsets[np.isfinite(offsets)]) > 0).any())
