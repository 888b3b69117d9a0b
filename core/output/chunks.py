# SPDX-License-Identifier: GPL-3.0-or-later
"""The chunks of a file: some of its bands in one block, computed at a time."""

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

#: The edge of a block: that of a tile of a Sentinel-2 JPEG2000 file, and a multiple
#: of those of the output's tiles and of the tiles that are warped at a time.
BLOCK_PX: Final = 1024

#: Wider grids are computed in strips, one after the other: blocks of the next row need
#: some of the source's tiles again, and a strip's row of tiles fits into the cache.
_STRIP_PX: Final = 16 * BLOCK_PX

#: The limit for a block's numbers, all its bands together; beyond, blocks are smaller.
_MOST_BLOCK_BYTES: Final = 32 * 1024**2

#: The limit for a block of bands that are kept until their validity is known.
_MOST_GATHERED_BYTES: Final = 128 * 1024**2

#: With fewer blocks than this some threads would be idle for long.
_FEW_BLOCKS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Some bands of a file in one block, computed and written at a time."""

    bands: tuple[int, ...]
    """Indices of the bands."""
    block: Block
    """Pixels of the plan's whole grid."""
    number: int
    """The number of the block among the bands' blocks, from 1."""
    count: int
    """How many blocks the bands have."""


def chunks(file: FilePlan) -> tuple[Chunk, ...]:
    """Cut a file into chunks, in the order in which they are computed."""
    blocks = tuple(_blocks(file.plan.target.window, block_px(file)))
    return tuple(
        Chunk(bands=bands, block=block, number=number, count=len(blocks))
        for bands in _bands_at_once(file)
        for number, block in enumerate(blocks, 1)
    )


def block_px(file: FilePlan) -> int:
    """Return the edge of a block, halved until a block with all its bands is small.

    A small grid has several blocks all the same, for several threads.
    """
    size_px, window = BLOCK_PX, file.plan.target.window
    while size_px > TIFF_TILE_PX and (
        size_px**2 * px_bytes(file) > _MOST_BLOCK_BYTES
        or size_px**2 * _FEW_BLOCKS > window.pixels
    ):
        size_px //= 2
    return size_px


def px_bytes(file: FilePlan) -> int:
    """Return the most bytes that a pixel of a chunk takes, all its bands together."""
    most = max(map(len, _bands_at_once(file)))
    return _item_bytes(file) * most


def is_gathered(layer: LayerPlan, file: FilePlan) -> bool:
    """Tell whether a band is the validity of bands that are all in its own file.

    Of more bands than fit into a block together it is computed by itself, which takes
    as long as all of them.
    """
    if not is_validity(layer) or not isinstance(layer.method, AllValid):
        return False
    all_bytes = len(file.layers) * _item_bytes(file)
    if TIFF_TILE_PX**2 * all_bytes > _MOST_GATHERED_BYTES:
        return False
    return all(one in file.layers for one in layer.method.layers)


def _blocks(window: Block, size_px: int) -> Iterator[Block]:
    for strip in window.parts((window.row_end, _STRIP_PX)):
        yield from strip.tiles(size_px)


def _bands_at_once(file: FilePlan) -> tuple[tuple[int, ...], ...]:
    """Return groups of bands, by their indices, that are computed together.

    Groups are computed one after the other over the whole grid, so that blocks and
    cached tiles take no more memory where there are more bands. A group has the bands
    that share pixels: in one file to be read, in the file to be written, or in the
    validity that is computed from the others; but no more of them than fit into a
    block of 512 pixels a side.
    """
    gathers = any(is_gathered(layer, file) for layer in file.layers)
    if file.is_pixel_interleaved or gathers:
        return (tuple(range(len(file.layers))),)
    together: dict[str | int, list[int]] = {}
    for index, layer in enumerate(file.layers):
        path = index if layer.source is None else layer.source.path
        together.setdefault(path, []).append(index)
    most = max(_MOST_BLOCK_BYTES // (TIFF_TILE_PX**2 * _item_bytes(file)), 1)
    return tuple(
        tuple(group[start : start + most])
        for group in together.values()
        for start in range(0, len(group), most)
    )


def _item_bytes(file: FilePlan) -> int:
    return np.dtype(file.encoding.dtype).itemsize
