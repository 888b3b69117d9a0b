# SPDX-License-Identifier: GPL-3.0-or-later
"""Merges what the tiles of several grids have at the pixels of a block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..sources.contents import Angles, Coverage, Decibels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from ..geometry.grid import Block
    from ..planning.plan import LayerPlan, Merged
    from ..sources.contents import Contents

    #: Computes a block of one part.
    Reader = Callable[[LayerPlan, Block], NDArray[Any]]

    _Parts = Iterator[tuple[NDArray[Any], tuple[slice, slice]]]


#: Beyond the rank of any tile.
_LAST: Final = 1e18


def merged(
    method: Merged, layer: LayerPlan, block: Block, read: Reader
) -> NDArray[Any]:
    """Merge the parts of a layer.

    Args:
        method: The parts, in the order in which they count.
        layer: The plan of the layer.
        block: Pixels of the whole target grid.
        read: Computes a block of a part.

    Returns:
        Values with the block's shape in the layer's type, NaN where no part has one;
        of shares the sum, as far as a pixel has room for them.
    """
    shape = block.rows, block.cols
    contents = layer.source.contents if layer.source else None
    parts = _parts(method, block, read)
    if isinstance(contents, Coverage):
        return _summed(parts, shape).astype(layer.dtype)
    if method.is_mean:
        return _mean(parts, shape, contents).astype(layer.dtype)
    out = np.full(shape, np.nan, layer.dtype)
    if method.ranks:
        _put_by_rank(out, method, block, read)
        return out
    for values, where in parts:
        np.copyto(out[where], values, where=np.isnan(out[where]))
    return out


def _put_by_rank(out: NDArray[Any], method: Merged, block: Block, read: Reader) -> None:
    """Put the value of the tile that counts first, whichever grid it is on.

    Around an edge a kernel gives values where the tile has no pixel: those count last.
    """
    best = np.full(out.shape, np.inf)
    for part, told, box in zip(method.parts, method.ranks, method.boxes, strict=True):
        inside = block if box is None else block.intersection(box)
        if inside is None:
            continue
        where = inside.slices_in(block)
        values, ranks = read(part, inside), read(told, inside)
        ranks = np.where(np.isnan(ranks), _LAST, ranks)
        taken = ~np.isnan(values) & (ranks < best[where])
        np.copyto(out[where], values, where=taken)
        np.copyto(best[where], ranks, where=taken)


def _parts(method: Merged, block: Block, read: Reader) -> _Parts:
    for part, box in zip(method.parts, method.boxes, strict=True):
        inside = block if box is None else block.intersection(box)
        if inside is not None:
            yield read(part, inside), inside.slices_in(block)


def _summed(parts: _Parts, shape: tuple[int, int]) -> NDArray[Any]:
    total = np.zeros(shape)
    for values, where in parts:
        total[where] += values
    return np.minimum(total, 1.0)


def _mean(
    parts: _Parts, shape: tuple[int, int], contents: Contents | None
) -> NDArray[Any]:
    """Average values, or what they are a measure of."""
    sums, count = np.zeros((2, *shape)), np.zeros(shape, dtype=np.intp)
    for values, where in parts:
        valid = ~np.isnan(values)
        for number, one in enumerate(_measured(values, contents)):
            sums[number][where] += np.where(valid, one, 0)
        count[where] += valid
    with np.errstate(invalid="ignore", divide="ignore"):
        first, second = sums / count
        if isinstance(contents, Decibels):
            return contents.finished(first)
        return contents.joined(first, second) if isinstance(contents, Angles) else first


def _measured(
    values: NDArray[Any], contents: Contents | None
) -> tuple[NDArray[Any], ...]:
    if isinstance(contents, Decibels):
        return (contents.begun(values),)
    if isinstance(contents, Angles):
        turned = values.astype(np.float64) * (2 * np.pi / contents.turn)
        return np.sin(turned), np.cos(turned)
    return (values,)
