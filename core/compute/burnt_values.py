# SPDX-License-Identifier: GPL-3.0-or-later
"""Which value each pixel of a tile gets: of polygons, else of lines, else of points."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..burning.winners import Winners
from ..request.burning import AREA

if TYPE_CHECKING:
    from ..burning.edges import Ints
    from .burnt_tile import BurntTile


def winning_values(tile: BurntTile, rank: Ints, touch: str) -> Ints:
    """Return the number of each pixel's value, -1 for none.

    By area the value that covers most of a pixel has it, ground that features of one
    value share counted once; between equal ones, the value whose last feature comes
    later in the layer. By centre the last of the features that contain it has it. Of
    lines the value with the greatest length has the pixel, of points that with the
    greatest number.

    Args:
        tile: The shapes.
        rank: The number of the last feature of each value.
        touch: By what polygons have a pixel.
    """
    value = tile.shapes.value[tile.parts]
    if touch == AREA:
        winners = Winners(tile.pixels)
        for cells in tile.polygon_areas(value):
            winners.add(cells, rank[cells.owner])
        found = winners.owner
    else:
        found = _by_centre(tile, value)
    for cells in (tile.line_lengths(value), tile.point_counts(value)):
        others = Winners(tile.pixels)
        others.add(cells, rank[cells.owner])
        np.copyto(found, others.owner, where=found < 0)
    return found


def _by_centre(tile: BurntTile, value: Ints) -> Ints:
    feature = tile.shapes.feature[tile.parts]
    winners = Winners(tile.pixels)
    for cells in tile.polygon_centres(feature):
        winners.add(cells, cells.owner)
    there = winners.owner >= 0
    found = np.full(tile.pixels, -1, dtype=np.int64)
    # The parts of a feature have one value; parts are in the order of features.
    found[there] = value[np.searchsorted(feature, winners.owner[there])]
    return found
