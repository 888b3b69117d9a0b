# SPDX-License-Identifier: GPL-3.0-or-later
"""Small turned tiles, and their pixels clipped to source pixels by shapely."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from turned_tiles import Tile, turned

if TYPE_CHECKING:
    from numpy.typing import NDArray


def tile_of(ratio: Any, degrees: float, bend: float = 0.0) -> Tile:
    rows, cols = (5, 4) if np.max(ratio) > 1.5 else (13, 11)
    return turned(ratio, degrees, rows=rows, cols=cols, bend=bend)


def overlaps(
    tile: Tile, origin: tuple[int, int], shape: tuple[int, int]
) -> NDArray[np.float64]:
    """Clip every target pixel to every source pixel: (rows, cols) + shape."""
    at = tile.corners - np.array(origin[::-1])[:, np.newaxis, np.newaxis]
    around = at[:, :-1, :-1], at[:, :-1, 1:], at[:, 1:, 1:], at[:, 1:, :-1]
    quads = shapely.polygons(np.moveaxis(np.stack(around), (0, 1), (2, 3)))
    row, col = np.indices(shape)
    boxes = shapely.box(col, row, col + 1, row + 1).ravel()
    pairs = shapely.STRtree(boxes).query(quads.ravel(), predicate="intersects")
    found = np.zeros((quads.size, boxes.size))
    quad, box = pairs
    found[quad, box] = shapely.area(
        shapely.intersection(quads.ravel()[quad], boxes[box])
    )
    return found.reshape(*quads.shape, *shape)
