# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills a file with numbers: computes, encodes and writes its chunks on threads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from ..compute.whole_numbers import read_whole_numbers
from ..environment import enter_for_good, is_online
from ..errors import Cancelled, LongInteger, SourceUnreadable
from ..io.damage import Damage
from ..io.dataset_pool import DatasetPool
from ..io.patience import NoAnswer
from ..memory import SMALL_CACHE_BYTES, blocks_that_fit
from .chunks import block_px, chunks, is_gathered, px_bytes
from .encoding import is_exact
from .executor import run_blocks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..geometry.grid import Block
    from ..progress import Progress
    from ..request.request import OutputOptions
    from .chunks import Chunk
    from .file_plan import FilePlan
    from .geotiff import RasterWriter

#: Returns one band's values of a block of the plan's whole grid, NaN where invalid, or
#: short integers where all are valid.
BandValues = Callable[[int, "Block", DatasetPool], "NDArray[Any]"]


def fill(
    writer: RasterWriter,
    file: FilePlan,
    values: BandValues,
    options: OutputOptions,
    progress: Progress,
) -> None:
    """Compute all blocks of a file and write them.

    Args:
        writer: Takes the numbers.
        file: What is written.
        values: Computes the values of a band in a block.
        options: Threads, memory and patience.
        progress: Of this filling alone.

    Raises:
        Cancelled: The progress said to stop.
        NodataTaken: A valid value is the nodata value.
        OutputNotWritable: The disk refuses the pixels.
        SourceUnreadable: A file does not answer, or is damaged.
    """
    window, work = file.plan.target.window, chunks(file)
    together = dict.fromkeys(chunk.bands for chunk in work)
    memory, keeps = options.memory_bytes, _gdal_keeps_blocks(file)
    damage = Damage() if options.on_error == "nodata" else None
    pools = {
        bands: DatasetPool(memory, gdal_keeps_blocks=keeps, damage=damage)
        for bands in together
    }
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
    for warning in damage.told() if damage else ():
        progress.warn(warning)


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
