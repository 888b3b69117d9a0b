# SPDX-License-Identifier: GPL-3.0-or-later
"""Which pixels of a source a run will read, where somebody has to fetch them first."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ..geometry.grid import Block, Grid
from ..georeferencing.views import source_views
from ..resampling.kernels import KERNELS
from .plan import TILE_PX, Empty, LayerPlan, Warped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..georeferencing.views import SourceView
    from .plan import Target

#: Pixels more on each side than a kernel looks, for rounding.
_MORE_PX: Final = 4


def with_window(layer: LayerPlan, target: Target) -> LayerPlan:
    """Say which pixels of a layer's source have to be made before the run.

    Args:
        layer: What is planned; one whose file is there stays as it is.
        target: The grid, and the part of it that is asked for.
    """
    source = layer.source
    if source is None or source.deferred_file is None:
        return layer
    window = _window(layer, target)
    file = replace(source.deferred_file, window=window)
    return replace(layer, source=replace(source, deferred_file=file))


def _window(layer: LayerPlan, target: Target) -> Block | None:
    """Return the pixels that are read; None where they may be anywhere."""
    src = layer.source.georeference if layer.source else None
    if not isinstance(src, Grid) or layer.seen is None:
        return None
    if isinstance(layer.method, Empty):
        return Block(row_off=0, col_off=0, rows=1, cols=1)
    views = source_views(src, target.grid.crop(_whole_tiles(target)))
    if any(view.is_round or view.cols_round is not None for view in views):
        return None
    radius = KERNELS[layer.resampler].radius_px or 1
    x, y = (
        math.ceil((radius + _MORE_PX) / min(ratio, 1.0)) + _MORE_PX
        for ratio in _least_ratio(layer)
    )
    return _around(views, (x, y))


def _least_ratio(layer: LayerPlan) -> tuple[float, float]:
    """Return the least target pixels per source pixel along x and y."""
    method = layer.method
    if not isinstance(method, Warped):
        return 1.0, 1.0
    least = method.least_ratio
    return method.ratio if least is None else (least, least)


def _whole_tiles(target: Target) -> Block:
    """Return the squares that are computed for the part that is asked for."""
    window, whole = target.window, target.grid.whole
    row, col = (
        start // TILE_PX * TILE_PX for start in (window.row_off, window.col_off)
    )
    row_end = min(math.ceil(window.row_end / TILE_PX) * TILE_PX, whole.rows)
    col_end = min(math.ceil(window.col_end / TILE_PX) * TILE_PX, whole.cols)
    return Block(row_off=row, col_off=col, rows=row_end - row, cols=col_end - col)


def _around(views: Sequence[SourceView], reach: tuple[int, int]) -> Block | None:
    """Return the least block that has what all views need; None where there is none."""
    windows = [view.window(reach) for view in views]
    found = [window for window in windows if window is not None]
    if not found:
        return None
    row = min(window.row_off for window in found)
    col = min(window.col_off for window in found)
    return Block(
        row_off=row,
        col_off=col,
        rows=max(window.row_end for window in found) - row,
        cols=max(window.col_end for window in found) - col,
    )
