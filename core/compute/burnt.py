# SPDX-License-Identifier: GPL-3.0-or-later
"""Burns features onto the pixels of a block: tile by tile of the whole grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..burning.cells import centre_cells
from ..errors import LongInteger
from ..message import say
from ..planning.burnt_method import Burnt
from ..request.burning import ATTRIBUTE, COUNT, DISTANCE, PRESENCE
from ..sources.vector.metric import Metric
from ..sources.vector.shapes import POLYGON
from .burnt_tile import BurntTile
from .burnt_values import winning_values

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from ..geometry.grid import Block, Grid
    from ..planning.plan import Plan
    from ..progress import Progress

#: The edge of the tiles, cut from the whole grid, in which features are burnt: what is
#: done in one of them does not depend on the block that asks.
_TILE_PX: Final = 512

#: Floats hold all integers up to here.
_EXACT: Final = 2**53


def load_features(plan: Plan, progress: Progress) -> None:
    """Read the features of a plan's layers, before blocks of them are asked for.

    Raises:
        Cancelled: The progress said to stop.
        ExogenousError: They cannot be read.
    """
    for layer in plan.layers:
        if not isinstance(layer.method, Burnt):
            continue
        features = layer.method.features
        shapes = features.load(progress.is_cancelled)
        if features.source.is_filtered and not shapes.kind.size:
            progress.warn(
                say(
                    "{label}: its filter leaves no feature here.",
                    label=features.source.label,
                )
            )


def burnt(method: Burnt, dst_grid: Grid, block: Block, dtype: str) -> NDArray[Any]:
    """Burn features onto a block.

    Args:
        method: What, and how.
        dst_grid: The whole target grid.
        block: Pixels of it.
        dtype: The float type of the values.

    Returns:
        Shape (rows, cols); NaN where an attribute has no value, or nothing is near.

    Raises:
        LongInteger: A number is one that no float holds.
    """
    if method.measure != ATTRIBUTE:
        measured = _MEASURED[method.measure]
        return _tiled(measured, method, dst_grid, block).astype(dtype)
    index = burnt_indices(method, dst_grid, block)
    numbers = _numbers(method)
    values = np.full(index.shape, np.nan, dtype=dtype)
    there = index >= 0
    own = numbers[index[there]]
    if numbers.dtype.kind in "iu" and own.size:
        greatest = max(int(own.max()), -int(own.min()))
        if greatest > _EXACT:
            source = method.features.source
            raise LongInteger(source.label, source.path, greatest)
    values[there] = own
    return values


def burnt_integers(
    method: Burnt, dst_grid: Grid, block: Block
) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Burn an attribute of integers that no float may hold.

    Returns:
        Numbers of the method's type, and where there are any.
    """
    index = burnt_indices(method, dst_grid, block)
    there = index >= 0
    numbers = np.zeros(index.shape, dtype=method.dtype)
    numbers[there] = _numbers(method)[index[there]]
    return numbers, there


def burnt_indices(method: Burnt, dst_grid: Grid, block: Block) -> NDArray[np.int64]:
    """Return the number of the value of each pixel, -1 for none."""
    return _tiled(_values, method, dst_grid, block)


def _numbers(method: Burnt) -> NDArray[Any]:
    attribute = method.features.attribute
    if attribute is None:
        raise ValueError("no attribute is burnt")
    return attribute.numbers


def _tiled(
    measured: Callable[[Burnt, BurntTile], NDArray[Any]],
    method: Burnt,
    dst_grid: Grid,
    block: Block,
) -> NDArray[Any]:
    out: NDArray[Any] | None = None
    shape = (_TILE_PX, _TILE_PX)
    for tile, in_tile, in_block in block.tile_parts(shape, dst_grid.whole):
        own = BurntTile(method.features.load(), tile)
        values = measured(method, own).reshape(tile.rows, tile.cols)[in_tile]
        if out is None:
            out = np.empty((block.rows, block.cols), dtype=values.dtype)
        out[in_block] = values
    if out is None:
        raise ValueError(f"{block} has no pixel")
    return out


def _share(_method: Burnt, tile: BurntTile) -> NDArray[Any]:
    found = np.zeros(tile.pixels)
    for cells in tile.polygon_areas(np.zeros(tile.parts.size, dtype=np.int64)):
        found += np.bincount(cells.pixel, cells.amount, minlength=tile.pixels)
    return np.minimum(found, 1.0, out=found)


def _count(method: Burnt, tile: BurntTile) -> NDArray[Any]:
    return tile.count(method.touch)


def _presence(method: Burnt, tile: BurntTile) -> NDArray[Any]:
    return np.minimum(tile.count(method.touch), 1)


def _values(method: Burnt, tile: BurntTile) -> NDArray[Any]:
    attribute = method.features.attribute
    if attribute is None:
        raise ValueError("no attribute is burnt")
    return winning_values(tile, attribute.rank, method.touch)


def _distance(method: Burnt, tile: BurntTile) -> NDArray[Any]:
    segments = method.features.segments()
    if not len(segments):
        return np.full(tile.pixels, np.nan)
    areas = tile.of_kind(POLYGON)
    edges = tile.edges(areas, np.zeros(areas.size, dtype=np.int64))
    inside = np.zeros((tile.tile.rows, tile.tile.cols), dtype=np.bool_)
    inside.ravel()[centre_cells(edges, *inside.shape).pixel] = True
    return Metric(grid=method.features.grid).distances(tile.tile, inside, segments)


_MEASURED: Final = {
    "share": _share,
    COUNT: _count,
    PRESENCE: _presence,
    DISTANCE: _distance,
}
