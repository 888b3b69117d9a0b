# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a file from its plan, chunk by chunk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from rasterio.windows import Window

from ..compute.polygon_mask import read_inside
from ..compute.whole_numbers import read_whole_numbers
from ..environment import enter_for_good, is_online
from ..errors import Cancelled, LongInteger, NodataTaken, SourceUnreadable
from ..io.dataset_pool import DatasetPool
from ..io.patience import NoAnswer
from ..memory import SMALL_CACHE_BYTES, blocks_that_fit
from ..message import say
from ..progress import PartProgress
from .chunks import block_px, chunks, is_gathered, px_bytes
from .encoding import Encoding, is_exact, needs_range, packed
from .executor import run_blocks
from .geotiff import RasterWriter
from .packing import Range
from .taken_nodata import other_encodings, told_change

if TYPE_CHECKING:
    from contextlib import ExitStack

    from numpy.typing import NDArray

    from ..geometry.grid import Block
    from ..progress import Progress
    from ..request.request import OutputOptions
    from .chunks import Chunk
    from .file_plan import FilePlan

#: Returns one band's values of a block of the plan's whole grid, NaN where invalid, or
#: short integers where all are valid.
BandValues = Callable[[int, "Block", DatasetPool], "NDArray[Any]"]


def write_file(
    file: FilePlan, options: OutputOptions, progress: Progress, open_files: ExitStack
) -> RasterWriter:
    """Write a file under its temporary name.

    Integers that cannot hold the values unscaled need the values' range first, so the
    values are computed into a file of floats beside the result. A layer whose valid
    values include the nodata value of its own type is written in the next wider type,
    unless the user chose type or nodata value. Where there is no wider type, or the
    user chose the type, other numbers of the type are tried for the nodata value.

    Returns:
        A finished writer, to be committed; otherwise `open_files` removes its file.

    Raises:
        Cancelled: The progress said to stop.
        NodataTaken: A valid value is the nodata value, and no other may be taken.
        OutputNotWritable: The disk refuses the pixels.
    """
    if any(map(needs_range, file.layers, file.encodings)):
        return _write_packed(file, options, progress, open_files)
    writer = open_files.enter_context(RasterWriter(file))
    try:
        _fill(writer, file, _computed(file), options, progress)
    except NodataTaken as error:
        others = other_encodings(file, options)
        if not others:
            raise
        progress.warn(told_change(error, file.encoding, others[0]))
        other = replace(file, encodings=others)
        return write_file(other, options, progress, open_files)
    writer.finish(progress.is_cancelled)
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
    _fill(staged, stage, ranges.noting(_rounded(file)), options, first)
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
    writer.finish(progress.is_cancelled)
    return writer


def _fill(
    writer: RasterWriter,
    file: FilePlan,
    values: BandValues,
    options: OutputOptions,
    progress: Progress,
) -> None:
    window, work = file.plan.target.window, chunks(file)
    together = dict.fromkeys(chunk.bands for chunk in work)
    memory, keeps = options.memory_bytes, _gdal_keeps_blocks(file)
    pools = {b: DatasetPool(memory, gdal_keeps_blocks=keeps) for b in together}
    making = _Making(file=file, values=values, pools=pools, progress=progress)
    done = 0

    def consume(chunk: Chunk, numbers: NDArray[Any]) -> None:
        nonlocal done
        own = chunk.block.moved(-window.row_off, -window.col_off)
        writer.write(own, chunk.bands, numbers)
        done += 1
        names = tuple(file.layers[index].name for index in chunk.bands)
        progress.step(names, chunk.number, chunk.count)
        progress.fraction(done / len(work))
        if chunk.number == chunk.count:
            pools[chunk.bands].close()

    def close() -> None:
        for pool in pools.values():
            pool.close()

    try:
        run_blocks(
            work,
            making.numbers,
            consume,
            threads=options.threads,
            at_once=_at_once(file, options),
            prepare=partial(
                enter_for_good, memory, gdal_keeps_blocks=keeps, online=is_online()
            ),
            at_end=close,
            patience_s=options.patience_s,
            progress=progress,
        )
    except NoAnswer as error:
        label = _label(file, error.path)
        raise SourceUnreadable(label, error.path, str(error)) from error


def _label(file: FilePlan, path: str) -> str:
    """Return the name of the layer that is read from a file, as messages call it."""
    sources = (source for layer in file.layers for source in layer.sources)
    return next((one.label for one in sources if one.path == path), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Making:
    """Computes and encodes the numbers of chunks."""

    file: FilePlan
    values: BandValues
    pools: Mapping[tuple[int, ...], DatasetPool]
    """Pools by the bands of a chunk."""
    progress: Progress

    def numbers(self, chunk: Chunk) -> NDArray[Any]:
        """Return a chunk's numbers to write, shape (bands, rows, cols)."""
        first, *others = chunk.bands
        if not others:
            return self._made(first, chunk)[0][np.newaxis]
        shape = (len(chunk.bands), chunk.block.rows, chunk.block.cols)
        numbers = np.empty(shape, dtype=self.file.encoding.dtype)
        valid = np.ones(shape[1:], dtype=np.bool_)
        gathers = [is_gathered(layer, self.file) for layer in self.file.layers]
        for place, index in enumerate(chunk.bands):
            layer = self.file.layers[index]
            if gathers[index]:
                # The other bands of the chunk are computed already.
                band = valid.astype(layer.dtype)
                numbers[place] = self._encoded(index, band)
                continue
            numbers[place], is_there = self._made(index, chunk)
            if any(gathers):
                valid &= is_there()
        return numbers

    def _made(
        self, index: int, chunk: Chunk
    ) -> tuple[NDArray[Any], Callable[[], NDArray[np.bool_]]]:
        """Return a band's numbers, and what tells where they are of values.

        Raises:
            LongInteger: The output is not of integers that hold the source's.
        """
        layer, encoding = self.file.layers[index], self.file.encodings[index]
        try:
            band = self._computed(index, chunk)
        except LongInteger:
            if not is_exact(layer, encoding):
                raise
            pool = self.pools[chunk.bands]
            whole, valid = read_whole_numbers(layer, self.file.plan, chunk.block, pool)
            return encoding.encode_whole(whole, valid, layer.name), lambda: valid
        return self._encoded(index, band), lambda: ~np.isnan(band)

    def _computed(self, index: int, chunk: Chunk) -> NDArray[Any]:
        if self.progress.is_cancelled():
            raise Cancelled
        return self.values(index, chunk.block, self.pools[chunk.bands])

    def _encoded(self, index: int, band: NDArray[Any]) -> NDArray[Any]:
        return self.file.encodings[index].encode(band, self.file.layers[index].name)


def _gdal_keeps_blocks(file: FilePlan) -> bool:
    """Tell whether GDAL's cache needs room, for blocks that are read or written."""
    written_bytes = file.plan.target.window.pixels * px_bytes(file)
    return not file.plan.reads_tiles or 2 * written_bytes > SMALL_CACHE_BYTES


def _at_once(file: FilePlan, options: OutputOptions) -> int | None:
    if options.memory_bytes is None:
        return None
    return blocks_that_fit(options.memory_bytes, block_px(file) ** 2, px_bytes(file))


def _computed(file: FilePlan) -> BandValues:
    """Return the function that computes values from the layers' sources."""

    def values(index: int, block: Block, pool: DatasetPool) -> NDArray[Any]:
        return read_inside(file.layers[index], file.plan, block, pool)

    return values


def _rounded(file: FilePlan) -> BandValues:
    """Return the function that computes bands that integers may not hold exactly."""
    computed = _computed(file)

    def values(index: int, block: Block, pool: DatasetPool) -> NDArray[Any]:
        if is_exact(file.layers[index], file.encodings[index]):
            return np.full((block.rows, block.cols), np.nan, dtype=file.float_dtype)
        return computed(index, block, pool)

    return values


def _restored(file: FilePlan, path: str) -> BandValues:
    """Return the function that reads values from the file of floats made before."""
    start, computed = file.plan.target.window, _computed(file)

    def values(index: int, block: Block, pool: DatasetPool) -> NDArray[Any]:
        if is_exact(file.layers[index], file.encodings[index]):
            return computed(index, block, pool)
        own = block.moved(-start.row_off, -start.col_off)
        window = Window(own.col_off, own.row_off, own.cols, own.rows)
        band: NDArray[Any] = pool.open(path).read(index + 1, window=window)
        return band

    return values


class _Ranges:
    """The least and greatest value of each band, over all its blocks."""

    def __init__(self, bands: int) -> None:
        self._seen: list[list[tuple[float, float]]] = [[] for _ in range(bands)]

    def noting(self, values: BandValues) -> BandValues:
        """Return a function that notes the range of each block's values."""

        def noted(index: int, block: Block, pool: DatasetPool) -> NDArray[Any]:
            band = values(index, block, pool)
            valid = band[np.isfinite(band)]
            if valid.size:
                self._seen[index].append((float(valid.min()), float(valid.max())))
            return band

        return noted

    def found(self) -> tuple[Range | None, ...]:
        """Return the range of each band, None for a band without values."""
        return tuple(
            Range(least=min(a for a, _ in seen), greatest=max(b for _, b in seen))
            if seen
            else None
            for seen in self._seen
        )
