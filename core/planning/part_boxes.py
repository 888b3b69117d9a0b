# SPDX-License-Identifier: GPL-3.0-or-later
"""Where on a target a source can have a value: most blocks meet few of many tiles."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from ..geometry.antimeridian import circle_of
from ..geometry.grid import Block, Grid, move
from ..geometry.transform_points import reproject_existing
from ..georeferencing.poles import pole_near
from ..resampling.kernels import KERNELS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .plan import LayerPlan

#: Points along each edge of a source's outline.
_POINTS: Final = 33

#: Pixels of the target on each side more: kernels reach over edges, which bulge
#: between the points.
_MORE_PX: Final = 8
_BULGE: Final = 1 / 50


def box_of(layer: LayerPlan, dst: Grid) -> Block | None:
    """Return the pixels of a target beyond which a layer has no value.

    Args:
        layer: A layer with a single source.
        dst: The whole target grid.

    Returns:
        None where that is not known: a pole is near, or x goes round the Earth.
    """
    source = layer.source
    if source is None or not isinstance(source.georeference, Grid):
        return None
    src = source.georeference
    xs, ys = _outline(_whole(layer), src)
    found_x, found_y = reproject_existing(xs, ys, src.crs, dst.crs, dst.operations)
    if found_x.size < xs.size or pole_near(dst, dst.whole, src.crs) is not None:
        return None
    if circle_of(dst.crs) is not None:
        return None
    cols, rows = move(~dst.transform, found_x, found_y)
    ratio = getattr(layer.method, "ratio", (1.0, 1.0))
    radius = KERNELS[layer.resampler].radius_px or 1
    x, y = (
        _MORE_PX + radius * max(one, 1.0) + _BULGE * float(np.ptp(places))
        for one, places in zip(ratio, (cols, rows), strict=True)
    )
    left, top = math.floor(cols.min() - x), math.floor(rows.min() - y)
    box = Block(
        row_off=top,
        col_off=left,
        rows=max(math.ceil(rows.max() + y) - top, 1),
        cols=max(math.ceil(cols.max() + x) - left, 1),
    )
    return box.intersection(dst.whole) or Block(row_off=0, col_off=0, rows=1, cols=1)


def _whole(layer: LayerPlan) -> tuple[float, float, float, float]:
    """Return first column and row of the tiles that are read, and the ends."""
    source = layer.source
    if source is None or source.mosaic is None:
        whole = source.georeference.whole if source else None
        return (0.0, 0.0, float(whole.cols), float(whole.rows)) if whole else (0,) * 4
    row, col, row_end, col_end = source.mosaic.places.T
    return (
        float(col.min()),
        float(row.min()),
        float(col_end.max()),
        float(row_end.max()),
    )


def _outline(
    whole: tuple[float, float, float, float], src: Grid
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    left, top, right, bottom = whole
    across, down = np.linspace(left, right, _POINTS), np.linspace(top, bottom, _POINTS)
    cols = np.concatenate(
        [across, across, np.full(_POINTS, left), np.full(_POINTS, right)]
    )
    rows = np.concatenate([np.full(_POINTS, top), np.full(_POINTS, bottom), down, down])
    xs, ys = move(src.transform, cols, rows)
    return xs, ys
