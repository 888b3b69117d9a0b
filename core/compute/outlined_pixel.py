# SPDX-License-Identifier: GPL-3.0-or-later
"""Resamples a single pixel that goes round the Earth, by its outline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..geometry.grid import Block, Grid
from ..georeferencing.outlines import cut_to, outline_of
from ..resampling.over_areas.overlap import sliver_of
from ..resampling.over_areas.wide import WidePixel, polygon_area
from ..sources.decode import read_values

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..planning.plan import Sampled
    from ..resampling.over_areas.covered import OfCovered
    from .tile_context import TileContext


def outlined_pixel(
    context: TileContext[Sampled], of_covered: OfCovered
) -> NDArray[Any]:
    """Resample a tile of one pixel.

    Args:
        context: The method, the tile and the open files.
        of_covered: The kernel over what a pixel covers.

    Returns:
        One value, shape (1, 1); NaN where nothing valid is covered.

    Raises:
        TypeError: No grid places the source.
    """
    source = context.method.source
    src = source.georeference
    if not isinstance(src, Grid):
        raise TypeError(f"{src.name} give no outlines")
    out = np.full((1, 1), np.nan, source.working_dtype)
    outline = outline_of(src, context.dst_grid, context.tile)
    values, area = _covered(context, outline, cut_to(outline, src))
    if values.size:
        out[...] = of_covered(values, area)
        if source.contents.are_everywhere:  # beyond its edges all are 0
            out *= area.sum() / polygon_area(outline)
    return out


def _covered(
    context: TileContext[Sampled],
    outline: NDArray[np.float64],
    parts: list[NDArray[np.float64]],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the valid values in parts of an outline, and the areas covered of them."""
    values, areas = [np.empty(0)], [np.empty(0)]
    sliver = sliver_of(polygon_area(outline))
    for part in parts:
        for (rows, cols), area in WidePixel(corners=part, sliver=sliver).bands():
            window = Block(
                row_off=rows.start,
                col_off=cols.start,
                rows=rows.stop - rows.start,
                cols=cols.stop - cols.start,
            )
            own = read_values(context.method.source, window, context.pool)
            counts = np.isfinite(own) & (area > 0)
            values.append(own[counts].astype(np.float64))
            areas.append(area[counts])
    return np.concatenate(values), np.concatenate(areas)
