# SPDX-License-Identifier: GPL-3.0-or-later
"""Resamples the few pixels of a tile one by one, each by its own outline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..geometry.grid import Block, Grid
from ..georeferencing.outlines import cut_to, outlines
from ..resampling.over_areas.wide import WidePixel, polygon_area
from ..sources.decode import read_values

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..planning.plan import Sampled
    from ..resampling.over_areas.covered import OfCovered
    from .tile_context import TileContext


def outlined_tile(
    context: TileContext[Sampled], of_covered: OfCovered, *, is_round: bool
) -> NDArray[Any]:
    """Resample a tile that goes round a pole, or whose places no polynomial gives.

    Args:
        context: The method, a tile of few pixels, and the open files.
        of_covered: The kernel over what a pixel covers.
        is_round: The tile goes round the Earth, or most of the way.

    Returns:
        Values with the tile's shape, NaN where invalid.
    """
    source, tile = context.method.source, context.tile
    src = source.georeference
    if not isinstance(src, Grid):
        raise TypeError(f"{src.name} give no outlines")
    out = np.full((tile.rows, tile.cols), np.nan, source.working_dtype)
    found = outlines(src, context.dst_grid, tile, is_round=is_round)
    for place, outline in zip(np.ndindex(out.shape), found, strict=True):
        values, area = _covered(context, cut_to(outline, src))
        if values.size:
            out[place] = of_covered(values, area)
            if source.contents.are_everywhere:  # beyond its edges all are 0
                out[place] *= area.sum() / polygon_area(outline)
    return out


def _covered(
    context: TileContext[Sampled], polygons: list[NDArray[np.float64]]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the valid values in polygons, and the areas covered of them."""
    values, areas = [np.empty(0)], [np.empty(0)]
    for polygon in polygons:
        for (rows, cols), area in WidePixel.of(polygon).bands():
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
