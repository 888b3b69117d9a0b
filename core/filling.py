# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills a file with the pixels of its plan, block by block."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from .encoding import wider
from .engine import run_blocks
from .environment import raster_environment
from .errors import NodataTaken
from .masking import blank_outside
from .readers import Readers
from .warp import read_block
from .writing import FilePlan, RasterWriter

if TYPE_CHECKING:
    from contextlib import ExitStack

    from numpy.typing import NDArray

    from .grid import Block
    from .progress import Progress
    from .request import OutputOptions

#: The edge of a block: the tile of a Sentinel-2 JPEG2000 file, and a multiple
#: of the tiles of the output and of the squares that are warped at a time.
BLOCK_PX: Final = 1024


def fill(
    writer: RasterWriter, file: FilePlan, threads: int | None, progress: Progress
) -> None:
    """Compute and write every block of a file.

    Args:
        writer: Open for `file`.
        file: What to write.
        threads: How many blocks are computed at once; None for one a processor.
        progress: Told the share done, asked before every block whether to stop.

    Raises:
        Cancelled: The progress said to stop.
        NodataTaken: A valid value is the integer that says "no data".
        OutputNotWritable: The disk refuses the pixels.
    """
    window = file.plan.target.window
    blocks = tuple(window.tiles(BLOCK_PX))
    done = 0

    def consume(block: Block, bands: NDArray[Any]) -> None:
        nonlocal done
        writer.write(block.moved(-window.row_off, -window.col_off), bands)
        done += 1
        progress.fraction(done / len(blocks))

    with Readers() as readers:
        run_blocks(
            blocks,
            lambda block: _encoded(file, block, readers),
            consume,
            threads=threads,
            progress=progress,
        )


def fill_layer(
    file: FilePlan, options: OutputOptions, progress: Progress, open_files: ExitStack
) -> RasterWriter:
    """Write a file of one layer, in a wider type where its own is full.

    A source that uses every value of its type leaves none to say "no data".

    Returns:
        A finished writer, to be committed; `open_files` removes it otherwise.
    """
    writer = open_files.enter_context(RasterWriter(file))
    try:
        fill(writer, file, options.threads, progress)
    except NodataTaken as error:
        is_asked = options.nodata is not None or options.dtype is not None
        encoding = None if is_asked else wider(file.encoding)
        if encoding is None:
            raise
        progress.warn(f"{error} It is written as {encoding.dtype}.")
        wide = replace(file, encoding=encoding)
        return fill_layer(wide, options, progress, open_files)
    writer.finish()
    return writer


def _encoded(file: FilePlan, block: Block, readers: Readers) -> NDArray[Any]:
    """Compute one block: shape (bands, rows, cols), the file's own numbers."""
    shape = (len(file.layers), block.rows, block.cols)
    bands = np.empty(shape, dtype=file.encoding.dtype)
    with raster_environment():
        for band, layer in zip(bands, file.layers, strict=True):
            values = blank_outside(read_block(layer, block, readers), file.plan, block)
            band[:] = file.encoding.encode(values, layer.name)
    return bands
