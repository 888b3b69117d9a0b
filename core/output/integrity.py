# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that a GeoTIFF on the disk has every block and tag that was written."""

from __future__ import annotations

import itertools
import math
import struct
from typing import TYPE_CHECKING, Final

import rasterio
from rasterio.errors import RasterioIOError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rasterio.io import DatasetReader

#: Bytes of a value by its TIFF type; bytes, texts and any newer type count as 1.
_TYPE_BYTES: Final = {
    kind: size
    for size, kinds in ((2, (3, 8)), (4, (4, 9, 11, 13)), (8, (5, 10, 12, 16, 17, 18)))
    for kind in kinds
}

#: The span of a block that is not in the file.
_NOWHERE: Final = (0, 0)


def is_whole(path: Path, *, is_sparse: bool = False) -> bool:
    """Tell whether every block and tag of a closed GeoTIFF is in the file.

    GDAL compresses on threads of its own and writes its last blocks as it closes
    the file. rasterio does not receive errors of either, so a full disk, or a
    compression that does not suit the type, goes unnoticed.

    Args:
        path: A local file.
        is_sparse: Blocks without any valid pixel may be left out.
    """
    try:
        with rasterio.open(path) as src:
            spans = {_span(src, *place) for place in _blocks(src)}
        ends = list(_tag_ends(path))
    except (RasterioIOError, struct.error):  # no header, or half a header
        return False
    if is_sparse:
        spans.discard(_NOWHERE)
    size = path.stat().st_size
    in_file = [(0, 0), *sorted(spans), (size, math.inf)]
    return all(end <= size for end in ends) and all(
        end <= start < after for (_, end), (start, after) in itertools.pairwise(in_file)
    )


def _tag_ends(path: Path) -> Iterator[int]:
    """Yield the end, in the file, of each tag's value that lies outside its entry.

    TIFF 6.0 specification, section 2; BigTIFF as in libtiff's documentation.
    """
    with path.open("rb") as file:
        order = ">" if file.read(2) == b"MM" else "<"

        def numbers(form: str) -> tuple[int, ...]:
            return struct.unpack(order + form, file.read(struct.calcsize(order + form)))

        is_big = numbers("H") == (43,)
        entry, count, offset = ("HHQQ", "Q", "Q") if is_big else ("HHII", "H", "I")
        (place,) = numbers(f"4x{offset}" if is_big else offset)
        while place:
            file.seek(place)
            entries = [numbers(entry) for _ in range(*numbers(count))]
            for _, kind, values, start in entries:
                length = values * _TYPE_BYTES.get(kind, 1)
                if length > struct.calcsize(offset):
                    yield start + length
            (place,) = numbers(offset)


def _blocks(src: DatasetReader) -> Iterator[tuple[int, int, int]]:
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
