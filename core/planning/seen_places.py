# SPDX-License-Identifier: GPL-3.0-or-later
"""Which tiles of a grid a target sees."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from ..geometry.grid import Grid
from ..georeferencing.views import source_views
from ..resampling.kernels import KERNELS
from .plan import Warped

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..georeferencing.views import SourceView
    from .plan import LayerPlan

#: Pixels more on each side than a kernel looks, for rounding.
_MORE_PX: Final = 4


def seen_places(layer: LayerPlan, places: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which tiles the pixels of a whole target may need.

    The whole target decides, whatever part of it is asked for: a part is computed of
    the very tiles that the whole is.

    Args:
        layer: The plan of a layer on the tiles' grid.
        places: First row, first column and those behind the last, shape (tiles, 4).
    """
    src = layer.source.georeference if layer.source else None
    if not isinstance(src, Grid):
        return np.ones(len(places), dtype=np.bool_)
    reach = reach_px(layer)
    seen = np.zeros(len(places), dtype=np.bool_)
    for view in source_views(src, layer.dst_grid):
        seen |= _in_view(view, places, reach)
    return seen


def reach_px(layer: LayerPlan) -> tuple[int, int]:
    """Return how far around a target pixel a kernel looks in the source, (x, y)."""
    radius = KERNELS[layer.resampler].radius_px or 1
    method = layer.method
    ratio = 1.0, 1.0
    if isinstance(method, Warped):
        least = method.least_ratio
        ratio = method.ratio if least is None else (least, least)
    x, y = (math.ceil((radius + _MORE_PX) / min(one, 1.0)) + _MORE_PX for one in ratio)
    return x, y


def _in_view(
    view: SourceView, places: NDArray[np.int64], reach: tuple[int, int]
) -> NDArray[np.bool_]:
    window = view.window(reach)
    if window is None:
        return np.zeros(len(places), dtype=np.bool_)
    row, col, row_end, col_end = places.T
    meets: NDArray[np.bool_] = (row < window.row_end) & (row_end > window.row_off)
    if view.is_round:
        return meets
    if view.cols_round is None:
        meets &= (col < window.col_end) & (col_end > window.col_off)
        return meets
    # Columns go on round the Earth: how far a tile begins right of the window's left.
    right = (col - window.col_off) % view.cols_round
    ends = right + (col_end - col)
    meets &= (right < window.cols) | (ends > view.cols_round)
    return meets
