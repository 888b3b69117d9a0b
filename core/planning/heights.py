# SPDX-License-Identifier: GPL-3.0-or-later
"""Heights of a layer on a product whose CRS has heights of another kind."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from ..geometry.vertical import (
    height_offsets,
    height_surface,
    height_unit,
    heights_name,
    is_over_ellipsoid,
)
from ..message import say
from ..proj_folders import user_folder
from ..rasterio_private import GdalError
from .plan import Empty, HeightShift

if TYPE_CHECKING:
    from ..geometry.grid import Grid
    from ..sources.source import Source
    from .plan import LayerPlan
    from .target import Target

#: Units that heights are in, as files write them, in metres.
_METRES: Final = {
    **dict.fromkeys(("m", "metre", "metres", "meter", "meters"), 1.0),
    **dict.fromkeys(("ft", "foot", "feet", "international foot"), 0.3048),
    **dict.fromkeys(
        ("us-ft", "ftus", "us survey foot", "us survey feet", "foot_us"), 1200 / 3937
    ),
    **dict.fromkeys(("km", "kilometre", "kilometer"), 1000.0),
    **dict.fromkeys(("dm", "decimetre", "decimeter"), 0.1),
    **dict.fromkeys(("cm", "centimetre", "centimeter"), 0.01),
    **dict.fromkeys(("mm", "millimetre", "millimeter"), 0.001),
}


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
    shift = _shift(source, grid)
    if not _is_known(shift, grid):
        return replace(layer, heights=own, has_other_heights=True)
    if shift.scale != 1:
        source = _in_unit(source, height_unit(grid.crs)[0])
    return replace(layer, heights=wanted, height_shift=shift, source=source)


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
    unit = _unit(source)
    is_length = not unit or unit in _METRES
    return source.band_count == 1 and is_length and not source.legend.is_classes


def _unit(source: Source) -> str:
    return source.facts.unit.strip().casefold()


def _shift(source: Source, grid: Grid) -> HeightShift:
    """Return the way to the product's heights; values may have a unit of their own."""
    src_crs = source.georeference.crs
    (_, own), (_, wanted) = height_unit(src_crs), height_unit(grid.crs)
    values = math.copysign(_METRES.get(_unit(source), abs(own)), own)
    return HeightShift(
        src_crs=src_crs,
        dst_crs=grid.crs,
        scale=values / wanted,
        offset_scale=own / wanted,
    )


def _in_unit(source: Source, unit: str) -> Source:
    """Return a source whose values are in another unit, if the file says one."""
    if not source.facts.unit:
        return source
    facts = replace(source.facts.without_unit(), unit=unit)
    return replace(source, facts=facts)


def _is_known(shift: HeightShift, grid: Grid) -> bool:
    """Tell whether two kinds of heights differ anywhere: without a grid they do not.

    Heights over one surface, and those over ellipsoids, need no grid.
    """
    both = shift.src_crs, shift.dst_crs
    if len({*map(height_surface, both)}) == 1 or all(map(is_over_ellipsoid, both)):
        return True
    left, bottom, right, top = grid.bounds
    xs = np.array([left, right, left, right, (left + right) / 2])
    ys = np.array([bottom, bottom, top, top, (bottom + top) / 2])
    try:
        offsets = height_offsets(shift.dst_crs, shift.src_crs, xs, ys)
    except GdalError:
        return False
    return bool((np.abs(offsets[np.isfinite(offsets)]) > 0).any())
