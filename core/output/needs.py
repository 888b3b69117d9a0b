# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run will take at most: memory, room on the disk, and time.

The figures are bounds, fitted to measured runs by `benchmarks/promises.py`. Time is
that of a processor of 2020 that has nothing else to do.
"""

from __future__ import annotations

import math
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from ..memory import SMALL_CACHE_BYTES, blocks_that_fit, cache_bytes
from ..message import say
from ..planning.plan import AllValid, Copied, Empty, Scaled, Warped
from ..resampling.kernels import KERNELS
from .chunks import block_px, px_bytes
from .encoding import needs_range
from .file_plan import MOST_TILE_BYTES, TIFF_TILE_PX

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..message import Message
    from ..planning.plan import LayerPlan
    from ..request.request import OutputOptions
    from .file_plan import FilePlan

#: What a run takes whatever it does: modules that are loaded late, GDAL's structures,
#: threads; and what it takes for each layer, whose file is open on each thread.
_BASE_BYTES: Final = 60 * 1024**2
_LAYER_BYTES: Final = 4 * 1024**2

#: What the copying of a cloud optimised GeoTIFF takes at most.
_COPY_BYTES: Final = 64 * 1024**2

#: A thread keeps no more files open.
_MOST_OPEN: Final = 32

#: Beside the pixels of a source window that a thread resamples, in bytes for each:
#: the numbers, their values, and which of them are valid.
_SRC_PX_BYTES: Final = 20

#: Tiles of a source along the edges of what is needed.
_EDGE_PX: Final = 4 * 512**2

#: Of a target's tile, in bytes for each pixel: positions, weights and sums.
_TILE_PX_BYTES: Final = 72

#: Compression makes noise larger by less than this, and headers are small.
_MORE_DISK: Final = 1.02
_HEAD_BYTES: Final = 64 * 1024

#: Files that have all of their pixels in themselves.
_STORED_BY_THEMSELVES: Final = {".tif", ".tiff", ".jp2"}

#: So many times as large as in their own file may codes be in a result of another type
#: and compression; and a share of all pixels goes for the tiles that hold them.
_CODES_RATIO: Final = 4
_LEAST_SHARE: Final = 1 / 50

#: Overviews of a cloud optimised GeoTIFF have so much of its pixels, and GDAL makes
#: them in files of their own first.
_OVERVIEWS: Final = 1 / 3

#: Seconds of one processor for a million pixels of a band.
_WRITE_S: Final = 0.15
_COPY_S: Final = 0.06
_TAP_S: Final = 0.02
_SRC_S: Final = 0.12
_START_S: Final = 0.6

#: Seconds for a layer of few pixels.
_LAYER_S: Final = 0.12

#: From here on time is told in minutes.
_MINUTES_S: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a run takes at most."""

    memory_bytes: int
    """Beside what the program has before."""
    disk_bytes: int
    """In the folder of the result, with files that are there during the run alone."""
    seconds: float


def needs(files: Sequence[FilePlan], options: OutputOptions) -> Needs:
    """Return what the writing of files takes at most.

    Args:
        files: All results of a run, which are written one after the other.
        options: Threads and memory.
    """
    return Needs(
        memory_bytes=max((_memory(file, options) for file in files), default=0),
        disk_bytes=sum(map(_disk, files)),
        seconds=_START_S + sum(_seconds(file, options) for file in files),
    )


def needs_text(needed: Needs) -> Message:
    """Return a sentence on what a run takes."""
    return say(
        "It takes at most {memory} of memory and {disk} on the disk, and about {time}.",
        memory=_size_text(needed.memory_bytes),
        disk=_size_text(needed.disk_bytes),
        time=_time_text(needed.seconds),
    )


def _size_text(count: int) -> Message:
    if count >= 1e9:
        return say("{number:.1f} GB", number=count / 1e9)
    return say("{number:.0f} MB", number=max(count / 1e6, 1))


def _time_text(seconds: float) -> Message:
    if seconds >= _MINUTES_S:
        return say("{number:.0f} min", number=seconds / 60)
    return say("{number:.0f} s", number=max(seconds, 1))


def threads_of(options: OutputOptions) -> int:
    """Return how many blocks are computed at once, as far as memory allows."""
    return options.threads or os.cpu_count() or 1


def _memory(file: FilePlan, options: OutputOptions) -> int:
    count = threads_of(options)
    kept, at_once = 2 * count, None
    if options.memory_bytes is not None:
        at_once = blocks_that_fit(
            options.memory_bytes, block_px(file) ** 2, px_bytes(file)
        )
        kept = min(kept, at_once)
    at_work = min(count, kept)
    window_px = file.plan.target.window.pixels
    edge = block_px(file)
    blocks = -(-window_px // edge**2)
    kept, at_work = min(kept, blocks), min(at_work, blocks)
    block = min(edge**2, window_px) * (px_bytes(file) + 12)
    work = max((_work(layer) for layer in file.layers), default=0)
    caches = min(_read_bytes(file), cache_bytes(options.memory_bytes))
    written = min(
        window_px * px_bytes(file),
        max(cache_bytes(options.memory_bytes), SMALL_CACHE_BYTES),
    )
    tile_bytes = TIFF_TILE_PX**2 * _item_bytes(file)
    if file.is_pixel_interleaved or file.format == "COG":
        tile_bytes = min(tile_bytes * len(file.layers), MOST_TILE_BYTES)
    packing = (os.cpu_count() or 1) * 3 * tile_bytes
    packing = min(packing, 4 * window_px * px_bytes(file))
    if file.format == "COG":  # GDAL copies it, with a cache of its own
        packing += min(window_px * _item_bytes(file) * len(file.layers), _COPY_BYTES)
    base = _BASE_BYTES + _LAYER_BYTES * min(len(file.layers), _MOST_OPEN)
    return base + caches + written + packing + kept * block + at_work * work


def _item_bytes(file: FilePlan) -> int:
    return np.dtype(file.encoding.dtype).itemsize


def _read_bytes(file: FilePlan) -> int:
    """Return how large all pixels are that may be read, decoded."""
    window_px = file.plan.target.window.pixels
    total = 0.0
    for layer in file.layers:
        source = layer.source
        if source is None:
            continue
        needed_px = float(window_px)
        if isinstance(layer.method, Warped):
            needed_px /= math.prod(_least_ratio(layer.method))
        # Tiles on the edges are read whole.
        pixels = min(2 * needed_px + _EDGE_PX, source.georeference.whole.pixels)
        total += pixels * np.dtype(source.dtype).itemsize
    return int(total)


def _least_ratio(method: Warped) -> tuple[float, float]:
    x, y = method.ratio
    least = method.least_ratio
    return (x, y) if least is None else (least, least)


def _work(layer: LayerPlan) -> int:
    """Return what a thread takes to compute a tile of a layer."""
    match layer.method:
        case Warped() as method:
            return _TILE_PX_BYTES * method.tile_px**2 + _SRC_PX_BYTES * _src_px(method)
        case AllValid(layers=layers):
            return max(map(_work, layers), default=0)
    return 0


def _src_px(method: Warped) -> int:
    """Return how many source pixels a tile needs."""
    whole = method.source.georeference.whole
    x, y = _least_ratio(method)
    reach = KERNELS[method.resampler].radius_px or 1
    cols = method.tile_px / x * 1.1 + 2 * reach * max(1 / x, 1) + 4
    rows = method.tile_px / y * 1.1 + 2 * reach * max(1 / y, 1) + 4
    return int(min(cols, whole.cols) * min(rows, whole.rows))


def _disk(file: FilePlan) -> int:
    """Return the size of a file, and of those that are there meanwhile."""
    window, count = file.plan.target.window, len(file.layers)
    is_cog = file.format == "COG"
    own = sum(_stored(layer, file) for layer in file.layers)
    total = own
    if is_cog:
        has_overviews = max(window.rows, window.cols) > TIFF_TILE_PX
        total += own * (1 + 2 * _OVERVIEWS * has_overviews)
    if any(map(needs_range, file.layers, file.encodings)):
        total += window.pixels * np.dtype(file.float_dtype).itemsize * count
    if file.is_interleaved_last:
        total += own
    return int(total * _MORE_DISK) + _HEAD_BYTES * count


def _stored(layer: LayerPlan, file: FilePlan) -> float:
    """Return the bytes of a band.

    Without compression, tiles on the edges are whole ones. Codes that are kept say no
    more than the pixels that they come from, and compress about as well as those.
    """
    window = file.plan.target.window
    options = file.cog_options if file.format == "COG" else file.tiff_options
    if options["COMPRESS"].upper() == "NONE":
        sides = (window.rows, window.cols)
        pixels = math.prod(-(-side // TIFF_TILE_PX) * TIFF_TILE_PX for side in sides)
        return float(pixels * _item_bytes(file))
    whole = float(window.pixels * _item_bytes(file))
    said = _said_px_bytes(layer)
    if said is None:
        return whole
    method = layer.method
    ratio = math.prod(_least_ratio(method)) if isinstance(method, Warped) else 1.0
    return min(whole, whole * _LEAST_SHARE + said * window.pixels / max(ratio, 1.0))


def _said_px_bytes(layer: LayerPlan) -> float | None:
    """Return the bytes that a file has for a pixel, with room; None if nobody knows."""
    source = layer.source
    if source is None or not layer.keeps_values:
        return None
    path = Path(source.path)
    if path.suffix.lower() not in _STORED_BY_THEMSELVES or not path.is_file():
        return None
    pixels = source.georeference.whole.pixels * source.band_count
    return _CODES_RATIO * path.stat().st_size / pixels


def _seconds(file: FilePlan, options: OutputOptions) -> float:
    millions = file.plan.target.window.pixels / 1e6
    made = sum(_cost(layer) for layer in file.layers) * millions
    passes = 1.0
    if any(map(needs_range, file.layers, file.encodings)) or file.is_interleaved_last:
        passes += 1
    if file.format == "COG":
        passes += 1.4
    written = _WRITE_S * passes * len(file.layers) * millions
    return _LAYER_S * len(file.layers) + (made + written) / min(
        threads_of(options), os.cpu_count() or 1
    )


def _cost(layer: LayerPlan) -> float:
    """Return seconds for a million pixels of a layer."""
    match layer.method:
        case Empty():
            return 0.0
        case Copied():
            return _COPY_S
        case AllValid(layers=layers):
            return sum(map(_cost, layers)) or _COPY_S
        case Warped() as method:
            return _warped_cost(method)
    return _SRC_S  # of features, which are burnt


def _warped_cost(method: Warped) -> float:
    kernel = KERNELS[method.resampler]
    x, y = (max(1 / ratio, 1.0) for ratio in method.ratio)
    reach = kernel.radius_px or 0.5
    taps = (2 * reach * x) * (2 * reach * y)
    if isinstance(method, Scaled):
        taps = 2 * reach * (x + y)
    return _COPY_S + _TAP_S * taps + _SRC_S * x * y
