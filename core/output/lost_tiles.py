# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds tiles that GDAL has lost: it fills what it could not compress with nodata.

GDAL compresses on threads of its own, whose errors nobody receives (GDAL 3.10). Where
one has no memory, its tile is missing when the file is closed, and is filled then as if
nobody had written it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import rasterio
from rasterio.errors import RasterioError
from rasterio.windows import Window

from ..rasterio_private import GdalError
from .integrity import tile_sizes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from rasterio.io import DatasetReader

    from ..geometry.grid import Block

#: A tile of nothing but nodata is at least so many times smaller when it is compressed.
_LEAST_RATIO: Final = 64

#: Values are noted for squares of this edge, which the edges of tiles are multiples of.
_SQUARE_PX: Final = 16


@dataclass(slots=True)
class WrittenSquares:
    """Where a file was given values, in squares of 16 pixels.

    Only the first row of a square is looked at, which takes a thousandth of the time
    of a run: a lost tile is noticed unless all of its values lie between such rows.
    """

    nodata: float
    _blocks: list[tuple[Block, tuple[int, ...], NDArray[np.bool_]]] = field(
        default_factory=list
    )

    def note(self, block: Block, bands: Sequence[int], numbers: NDArray[Any]) -> None:
        """Note numbers that are handed to GDAL.

        Args:
            block: Pixels of the file, from a multiple of 16 pixels on.
            bands: Indices of the bands.
            numbers: Shape (bands, rows, cols).
        """
        has_value = _are_values(numbers[:, ::_SQUARE_PX], self.nodata)
        starts = np.arange(0, has_value.shape[2], _SQUARE_PX)
        squares = np.logical_or.reduceat(has_value, starts, axis=2)
        self._blocks.append((block, tuple(bands), squares))

    def any_in(self, bands: int, rows: int, cols: int) -> NDArray[np.bool_]:
        """Return which squares of which bands of a file of that size have a value."""
        squares = np.zeros(
            (bands, -(-rows // _SQUARE_PX), -(-cols // _SQUARE_PX)), dtype=np.bool_
        )
        for block, which, has_value in self._blocks:
            row, col = block.row_off // _SQUARE_PX, block.col_off // _SQUARE_PX
            _, height, width = has_value.shape
            squares[list(which), row : row + height, col : col + width] |= has_value
        return squares


def is_readable(path: Path, written: WrittenSquares) -> bool:
    """Tell whether a finished file opens, and has values wherever it was given some.

    Only tiles that are as small as nothing but nodata would be are read.

    Args:
        path: A GeoTIFF.
        written: What it was given.
    """
    try:
        with rasterio.open(path) as src:
            squares = written.any_in(src.count, src.height, src.width)
            return all(
                _has_value(src, bands, window, written.nodata)
                for bands, window in _doubtful(src, path, squares)
            )
    except (RasterioError, GdalError):
        return False


def _doubtful(
    src: DatasetReader, path: Path, squares: NDArray[np.bool_]
) -> Iterator[tuple[list[int], Window]]:
    """Yield the bands and windows of small tiles that should have a value."""
    rows, cols = src.block_shapes[0]
    if rows % _SQUARE_PX or cols % _SQUARE_PX:
        return  # strips; a profile of the user's
    down, across = -(-src.height // rows), -(-src.width // cols)
    sizes = np.array(tile_sizes(path))
    together = sizes.size == down * across
    tile_bytes = rows * cols * np.dtype(src.dtypes[0]).itemsize
    tile_bytes *= src.count if together else 1
    small = np.flatnonzero(sizes < tile_bytes // _LEAST_RATIO)
    for number in small.tolist():
        band, place = divmod(number, down * across)
        row, col = divmod(place, across)
        bands = list(range(src.count)) if together else [band]
        own = squares[
            bands,
            row * rows // _SQUARE_PX : (row + 1) * rows // _SQUARE_PX,
            col * cols // _SQUARE_PX : (col + 1) * cols // _SQUARE_PX,
        ]
        there = [one for one, has in zip(bands, own, strict=True) if has.any()]
        if there:
            height = min(rows, src.height - row * rows)
            width = min(cols, src.width - col * cols)
            yield there, Window(col * cols, row * rows, width, height)


def _has_value(
    src: DatasetReader, bands: list[int], window: Window, nodata: float
) -> bool:
    """Tell whether each band has a value in a window."""
    numbers = src.read([band + 1 for band in bands], window=window)
    return bool(_are_values(numbers, nodata).any(axis=(1, 2)).all())


def _are_values(numbers: NDArray[Any], nodata: float) -> NDArray[np.bool_]:
    kind = numbers.dtype
    if math.isnan(nodata):
        found: NDArray[np.bool_] = ~np.isnan(numbers)
    elif kind.kind == "f":
        found = numbers != kind.type(nodata)
    else:
        found = numbers != kind.type(int(nodata))  # a float would round 64 bits
    return found
