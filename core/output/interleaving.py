# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes files whose tiles hold hundreds of bands, in memory for a few of them.

Each layer is computed in squares of 512 pixels, which all bands together would make
too large. So bands are written one after the other into a file beside the result, and
are interleaved from there in small blocks.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from rasterio.windows import Window

from ..environment import enter_for_good
from ..errors import OutputNotWritable
from ..geometry.grid import Block
from ..io.dataset_pool import DatasetPool
from ..progress import PartProgress
from .executor import run_blocks
from .filling import fill
from .geotiff import RasterWriter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import ExitStack

    from numpy.typing import NDArray

    from ..progress import Progress
    from ..request.request import OutputOptions
    from .file_plan import FilePlan
    from .filling import BandValues

#: The limit for the numbers of a block, all its bands together.
_MOST_BLOCK_BYTES: Final = 32 * 1024**2


def filled(
    file: FilePlan,
    values: BandValues,
    options: OutputOptions,
    progress: Progress,
    open_files: ExitStack,
) -> RasterWriter:
    """Return the writer of a file, with all blocks written.

    Args:
        file: What is written.
        values: Computes the values of a band in a block.
        options: Threads, memory and patience.
        progress: Of this file alone.
        open_files: Removes what is not committed.

    Raises:
        Cancelled: The progress said to stop.
        NodataTaken: A valid value is the nodata value.
        OutputNotWritable: The disk refuses the pixels.
    """
    if not file.is_interleaved_last:
        writer = open_files.enter_context(RasterWriter(file))
        fill(writer, file, values, options, progress)
        return writer
    rows, cols = _block_shape(file)
    creation = {
        "COMPRESS": "LZW",
        "BLOCKXSIZE": str(cols),
        "BLOCKYSIZE": str(rows),
    }
    stage = replace(file, creation=creation)
    first, second = (PartProgress(progress, part, 2) for part in range(2))
    with RasterWriter(stage) as staged:
        fill(staged, stage, values, options, first)
        staged.finish()
        writer = open_files.enter_context(RasterWriter(file))
        _interleave(staged.temporary, writer, file, options, second)
    return writer


def _block_shape(file: FilePlan) -> tuple[int, int]:
    """Return rows and columns of a block: whole tiles in a row, as many as fit."""
    edge = int(file.tiff_options["BLOCKYSIZE"])
    width = int(file.tiff_options["BLOCKXSIZE"])
    tile_bytes = edge * width * len(file.layers) * _item_bytes(file)
    tiles = max(_MOST_BLOCK_BYTES // tile_bytes, 1)
    return edge, width * min(tiles, -(-512 // width))


def _item_bytes(file: FilePlan) -> int:
    return np.dtype(file.encoding.dtype).itemsize


def _interleave(
    path: str,
    writer: RasterWriter,
    file: FilePlan,
    options: OutputOptions,
    progress: Progress,
) -> None:
    """Write what a file of one band after the other has."""
    blocks = tuple(_blocks(file))
    bands, done = tuple(range(len(file.layers))), 0
    names = tuple(layer.name for layer in file.layers)
    pool = DatasetPool(options.memory_bytes)

    def read(block: Block) -> NDArray[Any]:
        window = Window(block.col_off, block.row_off, block.cols, block.rows)
        numbers: NDArray[Any] = pool.open(path).read(window=window)
        return numbers

    def write(block: Block, numbers: NDArray[Any]) -> None:
        nonlocal done
        writer.write(block, bands, numbers)
        done += 1
        progress.step(names, done, len(blocks))
        progress.fraction(done / len(blocks))

    try:
        run_blocks(
            blocks,
            read,
            write,
            threads=options.threads,
            at_once=2,
            prepare=partial(enter_for_good, options.memory_bytes),
            at_end=pool.close,
            patience_s=options.patience_s,
            progress=progress,
        )
    except OSError as error:  # of the file that the run itself has written
        raise OutputNotWritable(str(file.path), str(error)) from error


def _blocks(file: FilePlan) -> Iterator[Block]:
    grid, (rows, cols) = file.plan.target.dst_grid, _block_shape(file)
    for row in range(0, grid.rows, rows):
        for col in range(0, grid.cols, cols):
            yield Block(
                row_off=row,
                col_off=col,
                rows=min(rows, grid.rows - row),
                cols=min(cols, grid.cols - col),
            )
