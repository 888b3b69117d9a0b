# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a GeoTIFF on the disk has all the pixels that were written to it."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, Final

import rasterio
from rasterio.errors import RasterioIOError

if TYPE_CHECKING:
    from pathlib import Path

    from rasterio.io import DatasetReader


#: Where a block is that is not in the file.
_NOWHERE: Final = (0, 0)


def is_whole(path: Path, *, is_sparse: bool = False) -> bool:
    """Tell whether every block of a closed GeoTIFF has bytes of its own in the file.

    GDAL compresses on threads of its own and writes its last blocks as it closes
    the file. rasterio hears of neither, so a full disk, or a compression that does
    not suit the type, goes unnoticed.

    Args:
        path: A local file.
        is_sparse: Blocks without any valid pixel may be left out.
    """
    try:
        with rasterio.open(path) as src:
            spans = {_span(src, *place) for place in _blocks(src)}
    except RasterioIOError:  # not even a header
        return False
    if is_sparse:
        spans.discard(_NOWHERE)
    in_file = [(0, 0), *sorted(spans), (path.stat().st_size, math.inf)]
    return all(
        end <= start < after for (_, end), (start, after) in itertools.pairwise(in_file)
    )


def _blocks(src: DatasetReader) -> itertools.chain[tuple[int, int, int]]:
    """List the blocks: band, row and column."""
    return itertools.chain.from_iterable(
        itertools.product(
            (band,),
            range(math.ceil(src.height / rows)),
            range(math.ceil(src.width / cols)),
        )
        for band, (rows, cols) in enumerate(src.block_shapes, 1)
    )


def _span(src: DatasetReader, band: int, row: int, col: int) -> tuple[int, int]:
    """Return where a block begins and ends in the file.

    GDAL: "GTiff -- GeoTIFF File Format", metadata domain TIFF.
    """
    start, size = (
        int(src.get_tag_item(f"BLOCK_{what}_{col}_{row}", "TIFF", bidx=band) or 0)
        for what in ("OFFSET", "SIZE")
    )
    return start, start + size
