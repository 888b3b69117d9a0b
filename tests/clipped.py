# SPDX-License-Identifier: GPL-3.0-or-later
"""Small turned tiles, and their pixels clipped to source pixels by shapely.

For kernels that pick by area also classes, and the votes of each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from turned_tiles import Tile, turned

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from exogenous.core.resampling.transform_fit import SourceCoords


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


def classes(coords: SourceCoords, count: int) -> tuple[NDArray[Any], tuple[int, int]]:
    """Make patches of classes, and tell where they begin."""
    block = coords.window((1, 2), from_edges=True)
    random = np.random.default_rng(count)
    patches = random.integers(0, count, (block.rows // 2 + 1, block.cols // 2 + 1))
    patches = patches.repeat(2, axis=0).repeat(2, axis=1)[: block.rows, : block.cols]
    ragged = random.random(patches.shape) < 0.2
    patches[ragged] = random.integers(0, count, ragged.sum())
    return patches, (block.row_off, block.col_off)


def votes_of(
    values: NDArray[Any], area: NDArray[np.float64]
) -> tuple[NDArray[Any], NDArray[np.float64]]:
    """Return the classes, and the area of each: shape (rows, cols, classes)."""
    different = np.unique(values[np.isfinite(values)])
    votes = [(area * (values == one)).sum(axis=(2, 3)) for one in different]
    return different, np.stack(votes, axis=-1)


def assert_has_most(
    found: NDArray[Any], values: NDArray[Any], area: NDArray[np.float64]
) -> None:
    """Raise where a class that was found covers less than another by a hair."""
    different, votes = votes_of(values, area)
    has_any = votes.max(axis=-1) > 1e-5
    number = np.searchsorted(different, np.where(np.isnan(found), 0, found))
    number = number.clip(max=len(different) - 1)
    own = np.take_along_axis(votes, number[..., np.newaxis], axis=-1)[..., 0]
    assert (own >= votes.max(axis=-1) - 1e-6)[has_any].all()
    assert (different[number] == found)[has_any].all()
    assert np.isnan(found)[votes.max(axis=-1) < 1e-9].all()
