# SPDX-License-Identifier: GPL-3.0-or-later
"""What of a file is computed at a time: some of its bands, in some of its pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ..planning.coverage import is_validity
from ..planning.plan import AllValid
from .file_plan import TIFF_TILE_PX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..geometry.grid import Block
    from ..planning.plan import LayerPlan
    from .file_plan import FilePlan

#: The edge of a block: the tile of a Sentinel-2 JPEG2000 file, and a multiple
#: of the tiles of the output and of the squares that are warped at a time.
BLOCK_PX: Final = 1024

#: Wider grids are computed in strips, one after the other: blocks of the next row need
#: some of the source's tiles again, and a row of these fits into the cache.
_STRIP_PX: Final = 16 * BLOCK_PX

#: More than this of a block's numbers, all its bands together, and blocks are smaller.
_MOST_BLOCK_BYTES: Final = 32 * 1024**2

#: With fewer blocks than this some threads would have nothing to do for long.
_FEW_BLOCKS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """What is computed and written at a time."""

    bands: tuple[int, ...]
    """Indices of the bands."""
    block: Block
    """Counted in the plan's whole grid."""
    number: int
    """Of the block among those of the bands, from 1."""
    count: int
    """How many blocks the bands have."""


def chunks(file: FilePlan) -> tuple[Chunk, ...]:
    """Cut a file into what is computed at a time, in this order."""
    blocks = tuple(_blocks(file.plan.target.window, block_px(file)))
    return tuple(
        Chunk(bands=bands, block=block, number=number, count=len(blocks))
        for bands in _bands_at_once(file)
        for number, block in enumerate(blocks, 1)
    )


def block_px(file: FilePlan) -> int:
    """Return the edge of a block, halved until one of all its bands is small.

    Of a small grid there are several all the same, for several threads.
    """
    size_px, window = BLOCK_PX, file.plan.target.window
    while size_px > TIFF_TILE_PX and (
        size_px**2 * px_bytes(file) > _MOST_BLOCK_BYTES
        or size_px**2 * _FEW_BLOCKS > window.pixels
    ):
        size_px //= 2
    return size_px


def px_bytes(file: FilePlan) -> int:
    """Return what a pixel of a block takes, all bands together that it may have."""
    most = max(map(len, _bands_at_once(file)))
    return np.dtype(file.encoding.dtype).itemsize * most


def is_gathered(layer: LayerPlan, file: FilePlan) -> bool:
    """Tell whether a band says where others have a value that are in its own file."""
    if not is_validity(layer) or not isinstance(layer.method, AllValid):
        return False
    return all(one in file.layers for one in layer.method.layers)


def _blocks(window: Block, size_px: int) -> Iterator[Block]:
    for strip in window.parts((window.row_end, _STRIP_PX)):
        yield from strip.tiles(size_px)


def _bands_at_once(file: FilePlan) -> tuple[tuple[int, ...], ...]:
    """Return indices of the bands that are computed together, over all the grid.

    One after the other, so that neither blocks nor the tiles that are kept for the
    next blocks take more memory the more bands there are. Together are those that
    share pixels: in one file to be read, in the file to be written, or because one
    tells where the others have any.
    """
    gathers = any(is_gathered(layer, file) for layer in file.layers)
    if file.is_pixel_interleaved or gathers:
        return (tuple(range(len(file.layers))),)
    together: dict[str | int, list[int]] = {}
    for index, layer in enumerate(file.layers):
        path = index if layer.source is None else layer.source.path
        together.setdefault(path, []).append(index)
    return tuple(map(tuple, together.values()))
