# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills a file with the pixels of its plan, block by block."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from rasterio.windows import Window

from .coverage import VALIDITY
from .encoding import Encoding, needs_range, packed, wider
from .engine import run_blocks
from .environment import raster_environment
from .errors import Cancelled, NodataTaken
from .file_plan import TIFF_TILE_PX
from .grid import Block
from .masking import read_inside
from .memory import blocks_that_fit
from .message import say
from .packing import Range
from .progress import PartProgress
from .readers import Readers
from .ways import AllValid, Scaled, Warped
from .writing import RasterWriter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from .file_plan import FilePlan
    from .plan import LayerPlan
    from .progress import Progress
    from .request import OutputOptions

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

#: Returns one band's values of a block, float, NaN where there is none. The
#: block is counted in the plan's whole grid.
BandValues = Callable[[int, Block, Readers], "NDArray[Any]"]


def write_file(
    file: FilePlan, options: OutputOptions, progress: Progress, open_files: ExitStack
) -> RasterWriter:
    """Write a file under its temporary name.

    Integers that cannot hold the values as they are need to know the values'
    range first, so these are computed into a file of floats beside it. A layer
    that uses every value of its own type and leaves none to say "no data" is
    written in the next wider type.

    Returns:
        A finished writer, to be committed; `open_files` removes it otherwise.

    Raises:
        Cancelled: The progress said to stop.
        NodataTaken: A valid value is the integer that says "no data".
        OutputNotWritable: The disk refuses the pixels.
    """
    if any(map(needs_range, file.layers, file.encodings)):
        return _write_packed(file, options, progress, open_files)
    writer = open_files.enter_context(RasterWriter(file))
    try:
        _fill(writer, file, _computed(file), options, progress)
    except NodataTaken as error:
        is_asked = options.nodata is not None or options.dtype is not None
        encoding = None if is_asked else wider(file.encoding)
        if encoding is None:
            raise
        progress.warn(
            say(
                "{problem} It is written as {dtype}.",
                problem=error.message,
                dtype=encoding.dtype,
            )
        )
        wide = replace(file, encodings=(encoding,))
        return write_file(wide, options, progress, open_files)
    writer.finish()
    return writer


def _write_packed(
    file: FilePlan, options: OutputOptions, progress: Progress, open_files: ExitStack
) -> RasterWriter:
    floats = Encoding(dtype=file.float_dtype, nodata=float("nan"))
    stage = replace(
        file,
        encodings=(floats,) * len(file.layers),
        creation={"COMPRESS": "LZW"},
        format="GTiff",
    )
    ranges = _Ranges(len(file.layers))
    staged = open_files.enter_context(RasterWriter(stage))
    first, second = (PartProgress(progress, part, 2) for part in range(2))
    _fill(staged, stage, ranges.noting(_computed(file)), options, first)
    staged.finish()
    encodings = tuple(map(packed, file.layers, file.encodings, ranges.found()))
    for layer, encoding in zip(file.layers, encodings, strict=True):
        progress.info(
            say(
                "{name}: value = {dtype} {packing}",
                name=layer.name,
                dtype=encoding.dtype,
                packing=encoding.packing,
            )
        )
    ready = replace(file, encodings=encodings)
    writer = open_files.enter_context(RasterWriter(ready))
    _fill(writer, ready, _restored(ready, staged.temporary), options, second)
    writer.finish()
    return writer


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """What is computed and written at a time."""

    bands: tuple[int, ...]
    """Indices of the bands."""
    readers: Readers
    """Open files, for as long as these bands are computed."""
    block: Block
    """Counted in the plan's whole grid."""
    number: int
    """Of the block among those of the bands, from 1."""


def _fill(
    writer: RasterWriter,
    file: FilePlan,
    values: BandValues,
    options: OutputOptions,
    progress: Progress,
) -> None:
    window = file.plan.target.window
    blocks = tuple(_blocks(window, _block_px(file)))
    pieces = tuple(_pieces(file, blocks, options))
    tells_valid = any(map(_is_validity, file.layers))
    done = 0

    def compute(piece: _Piece) -> NDArray[Any]:
        block = piece.block
        shape = (len(piece.bands), block.rows, block.cols)
        numbers = np.empty(shape, dtype=file.encoding.dtype)
        valid = np.ones(shape[1:], dtype=np.bool_)
        with raster_environment(options.memory_bytes):
            for place, index in enumerate(piece.bands):
                layer = file.layers[index]
                if progress.is_cancelled():
                    raise Cancelled
                if _is_validity(layer):
                    # What it would compute is at hand.
                    band = valid.astype(layer.dtype)
                else:
                    band = values(index, block, piece.readers)
                    if tells_valid:
                        valid &= ~np.isnan(band)
                numbers[place] = file.encodings[index].encode(band, layer.name)
        return numbers

    def consume(piece: _Piece, numbers: NDArray[Any]) -> None:
        nonlocal done
        own = piece.block.moved(-window.row_off, -window.col_off)
        writer.write(own, piece.bands, numbers)
        done += 1
        names = tuple(file.layers[index].name for index in piece.bands)
        progress.step(names, piece.number, len(blocks))
        progress.fraction(done / len(pieces))
        if piece.number == len(blocks):
            piece.readers.close()

    with ExitStack() as open_files:
        for piece in pieces:
            open_files.callback(piece.readers.close)
        run_blocks(
            pieces,
            compute,
            consume,
            threads=options.threads,
            at_once=_pieces_at_once(file, options),
            progress=progress,
        )


def _blocks(window: Block, size_px: int) -> Iterator[Block]:
    for strip in window.parts((window.row_end, _STRIP_PX)):
        yield from strip.tiles(size_px)


def _pieces(
    file: FilePlan, blocks: Sequence[Block], options: OutputOptions
) -> Iterator[_Piece]:
    for bands in _bands_at_once(file):
        readers = Readers(options.memory_bytes)
        for number, block in enumerate(blocks, 1):
            yield _Piece(bands=bands, readers=readers, block=block, number=number)


def _bands_at_once(file: FilePlan) -> tuple[tuple[int, ...], ...]:
    """Return indices of the bands that are computed together, over all the grid.

    One after the other, so that neither blocks nor the tiles that are kept for the
    next blocks take more memory the more bands there are. Together are those that
    share pixels: in one file to be read, in the file to be written, or because one
    tells where the others have any.
    """
    everything = tuple(range(len(file.layers)))
    if file.is_pixel_interleaved or any(map(_is_validity, file.layers)):
        return (everything,)
    return tuple(
        tuple(indices)
        for _, indices in groupby(everything, lambda index: _path(file, index))
    )


def _path(file: FilePlan, index: int) -> str | int:
    source = file.layers[index].source
    return index if source is None else source.path


def _pieces_at_once(file: FilePlan, options: OutputOptions) -> int | None:
    if options.memory_bytes is None:
        return None
    block_px = _block_px(file) ** 2
    return blocks_that_fit(options.memory_bytes, block_px, _px_bytes(file))


def _block_px(file: FilePlan) -> int:
    """Return the edge of a block, halved until one of all its bands is small.

    Of a small grid there are several all the same, for several threads, but none
    smaller than the squares that are resampled at a time.
    """
    size_px, px_bytes, window = BLOCK_PX, _px_bytes(file), file.plan.target.window
    least_px = max(TIFF_TILE_PX, *(_square_px(layer) for layer in file.layers))
    while size_px > TIFF_TILE_PX and size_px**2 * px_bytes > _MOST_BLOCK_BYTES:
        size_px //= 2
    while size_px > least_px and window.pixels < _FEW_BLOCKS * size_px**2:
        size_px //= 2
    return size_px


def _square_px(layer: LayerPlan) -> int:
    match layer.way:
        case Scaled(warped=warped) | (Warped() as warped):
            return warped.tile_px
    return 1


def _px_bytes(file: FilePlan) -> int:
    most = max(map(len, _bands_at_once(file)))
    return np.dtype(file.encoding.dtype).itemsize * most


def _is_validity(layer: LayerPlan) -> bool:
    return layer.name == VALIDITY and isinstance(layer.way, AllValid)


def _computed(file: FilePlan) -> BandValues:
    """Take values from the layers' sources."""

    def values(index: int, block: Block, readers: Readers) -> NDArray[Any]:
        return read_inside(file.layers[index], file.plan, block, readers)

    return values


def _restored(file: FilePlan, path: str) -> BandValues:
    """Take values from a file of floats that was computed before."""
    start = file.plan.target.window

    def values(index: int, block: Block, readers: Readers) -> NDArray[Any]:
        own = block.moved(-start.row_off, -start.col_off)
        window = Window(own.col_off, own.row_off, own.cols, own.rows)
        band: NDArray[Any] = readers.open(path).read(index + 1, window=window)
        return band

    return values


class _Ranges:
    """The least and greatest value of each band, over all its blocks."""

    def __init__(self, bands: int) -> None:
        self._seen: list[list[tuple[float, float]]] = [[] for _ in range(bands)]

    def noting(self, values: BandValues) -> BandValues:
        """Look at values on their way."""

        def noted(index: int, block: Block, readers: Readers) -> NDArray[Any]:
            band = values(index, block, readers)
            valid = band[np.isfinite(band)]
            if valid.size:
                self._seen[index].append((float(valid.min()), float(valid.max())))
            return band

        return noted

    def found(self) -> tuple[Range | None, ...]:
        """Return the range of each band, None where it has no value."""
        return tuple(
            Range(least=min(a for a, _ in seen), greatest=max(b for _, b in seen))
            if seen
            else None
            for seen in self._seen
        )
