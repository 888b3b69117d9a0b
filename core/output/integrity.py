# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that a GeoTIFF on the disk has every block and tag that was written.

The file is read here without GDAL, which ends the process where the list of its blocks
cannot be read (GDAL 3.10, metadata domain TIFF).
"""

from __future__ import annotations

import itertools
import math
import struct
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Letters of `struct` for values by their TIFF type; other types are no block's.
_LETTERS: Final = {3: "H", 4: "I", 16: "Q"}

#: Bytes of a value by its TIFF type; bytes, texts and any newer type count as 1.
_TYPE_BYTES: Final = {
    kind: size
    for size, kinds in ((2, (3, 8)), (4, (4, 9, 11, 13)), (8, (5, 10, 12, 16, 17, 18)))
    for kind in kinds
}

#: Tags with the offsets of strips and tiles, and those with their sizes.
_OFFSETS: Final = frozenset({273, 324})
_SIZES: Final = frozenset({279, 325})

#: The span of a block that is not in the file.
_NOWHERE: Final = (0, 0)

_Span = tuple[int, int]


def is_whole(path: Path, *, is_sparse: bool = False) -> bool:
    """Tell whether every block and tag of a closed GeoTIFF is in the file.

    GDAL compresses on threads of its own and writes its last blocks as it closes
    the file. rasterio does not receive errors of either, so a full disk, or a
    compression that does not suit the type, goes unnoticed.

    Args:
        path: A local file.
        is_sparse: Blocks without any valid pixel may be left out.

    Raises:
        OSError: The file cannot be read.
    """
    spans: set[_Span] = set()
    ends: list[int] = []
    try:
        with path.open("rb") as file:
            for blocks, tag_ends in _directories(file):
                spans.update(blocks)
                ends += tag_ends
    except (struct.error, _NotTiff):
        return False
    if is_sparse:
        spans.discard(_NOWHERE)
    size = path.stat().st_size
    in_file = [(0, 0), *sorted(spans), (size, math.inf)]
    return all(end <= size for end in ends) and all(
        end <= start < after for (_, end), (start, after) in itertools.pairwise(in_file)
    )


def tile_sizes(path: Path) -> list[int]:
    """Return the sizes of the tiles of the first directory, in bytes, in their order.

    Empty where the file is no TIFF.
    """
    try:
        with path.open("rb") as file:
            blocks, _ = next(_directories(file))
    except (struct.error, _NotTiff, StopIteration):
        return []
    return [end - start for start, end in blocks]


class _NotTiff(Exception):
    """A file does not begin as a TIFF does, or has a directory without blocks."""


def _directories(file: BinaryIO) -> Iterator[tuple[list[_Span], list[int]]]:
    """Yield the spans of the blocks of each directory, and the ends of its tags.

    Only values that lie outside their entries count. TIFF 6.0 specification, section
    2; BigTIFF as in libtiff's documentation.
    """
    order = ">" if file.read(2) == b"MM" else "<"

    def numbers(form: str) -> tuple[int, ...]:
        return struct.unpack(order + form, file.read(struct.calcsize(order + form)))

    (magic,) = numbers("H")
    if magic not in {42, 43}:
        raise _NotTiff
    is_big = magic == 43
    entry, count, offset = ("HHQQ", "Q", "Q") if is_big else ("HHII", "H", "I")
    own_bytes = struct.calcsize(offset)
    (place,) = numbers(f"4x{offset}" if is_big else offset)
    while place:
        file.seek(place)
        (entries,) = numbers(count)
        starts: tuple[int, ...] = ()
        sizes: tuple[int, ...] = ()
        ends = []
        for _ in range(entries):
            tag, kind, values, start = numbers(entry)
            after = file.tell()
            length = values * _TYPE_BYTES.get(kind, 1)
            if length > own_bytes:
                ends.append(start + length)
            if tag in _OFFSETS | _SIZES:
                file.seek(start if length > own_bytes else after - own_bytes)
                listed = numbers(f"{values}{_LETTERS.get(kind, 'B')}")
                starts = listed if tag in _OFFSETS else starts
                sizes = listed if tag in _SIZES else sizes
            file.seek(after)
        if not starts or len(starts) != len(sizes):
            raise _NotTiff
        yield [(a, a + n) for a, n in zip(starts, sizes, strict=True)], ends
        (place,) = numbers(offset)
