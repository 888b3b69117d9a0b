# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a file from its plan, chunk by chunk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from rasterio.windows import Window

from ..compute.polygon_mask import read_inside
from ..errors import NodataTaken
from ..message import say
from ..progress import PartProgress
from .encoding import Encoding, is_exact, needs_range, packed
from .filling import fill
from .geotiff import RasterWriter
from .interleaving import filled
from .packing import Range
from .taken_nodata import other_encodings, told_change

if TYPE_CHECKING:
    from contextlib import ExitStack

    from numpy.typing import NDArray

    from ..geometry.grid import Block
    from ..io.dataset_pool import DatasetPool
    from ..progress import Progress
    from ..request.request import OutputOptions
    from .file_plan import FilePlan
    from .filling import BandValues


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
    try:
        writer = filled(file, _computed(file), options, progress, open_files)
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
    fill(staged, stage, ranges.noting(_rounded(file)), options, first)
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
    values = _restored(ready, staged.temporary)
    writer = filled(ready, values, options, second, open_files)
    writer.finish(progress.is_cancelled)
    return writer


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
