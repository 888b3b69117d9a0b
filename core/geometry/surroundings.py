# SPDX-License-Identifier: GPL-3.0-or-later
"""The surroundings of a grid in another CRS, beyond which nothing need be moved to it.

A projection made for a zone puts the other side of the Earth in wrong places, or
nowhere: what lies far off is cut away before it is moved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from .grid import move
from .transform_points import reproject_existing

if TYPE_CHECKING:
    from rasterio.crs import CRS
    from shapely.geometry.base import BaseGeometry

    from .grid import Grid

#: Points a side of the lattice that stands for a grid in another CRS.
_LATTICE: Final = 22


def surroundings(grid: Grid, crs: CRS) -> BaseGeometry:
    """Return a generous rectangle around a grid in another CRS.

    In longitudes, the same rectangle a turn to either side is added.
    """
    col, row = np.meshgrid(
        np.linspace(0.0, grid.cols, _LATTICE), np.linspace(0.0, grid.rows, _LATTICE)
    )
    x, y = move(grid.transform, col.ravel(), row.ravel())
    places = np.column_stack(reproject_existing(x, y, grid.crs, crs, grid.operations))
    if not places.size:
        return shapely.Polygon()
    turns = [0.0]
    if crs.is_geographic:
        turns = [-360.0, 0.0, 360.0]
        middle = places[0, 0]
        places[:, 0] = middle + (places[:, 0] - middle + 180) % 360 - 180
    low, high = places.min(axis=0), places.max(axis=0)
    margin = np.maximum(high - low, 1e-6 * np.abs(high))
    (left, bottom), (right, top) = low - margin, high + margin
    return shapely.union_all(
        [shapely.box(left + turn, bottom, right + turn, top) for turn in turns]
    )
