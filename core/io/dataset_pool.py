# SPDX-License-Identifier: GPL-3.0-or-later
"""The pool of a run's open rasters, a handle for each thread, with decoded tiles."""

from __future__ import annotations

import math
import os
import threading
from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np
from rasterio.errors import RasterioError
from rasterio.windows import Window

from ..environment import enter_for_good, is_online
from ..errors import Cancelled
from ..geometry.grid import Block
from ..memory import cache_bytes
from ..workers import Workers
from .cache_tile_size import kept_tile
from .complaints import whole_header, whole_pixels
from .damage import DamagedTile, is_of_system
from .opened import opened
from .patience import NoAnswer, noted, read_for, watch
from .tile_cache import TileCache

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from numpy.typing import NDArray
    from rasterio.io import DatasetReader
    from typing_extensions import Self

    from .damage import Damage

    #: A path, a 1-based band, and an overview, None for full resolution.
    Raster = tuple[str, int, int | None]

    #: A tile, and the slices of shared pixels in arrays of the tile and of a block.
    _TilePart = tuple[Block, tuple[slice, slice], tuple[slice, slice]]

T = TypeVar("T")

#: Rasters that a thread was left behind in: whoever closed them would wait for it.
_LEFT_BEHIND: Final[list[DatasetReader]] = []

#: A block whose tiles have so many pixels together is decoded by several threads.
_MANY_PX: Final = 4 * 1024**2

#: Open rasters of a thread: systems let a process open some hundred files, and there
#: may be a dozen threads.
_MOST_OPEN: Final = 32


class DatasetPool:
    """Keeps the rasters that a thread used last open, and closes all at the end.

    A GDAL dataset must not be used by two threads at once, and opening a
    JPEG2000 file for every block would decode its tiles again.
    """

    def __init__(
        self,
        memory_bytes: int | None = None,
        *,
        gdal_keeps_blocks: bool = True,
        damage: Damage | None = None,
    ) -> None:
        """Start with nothing open.

        Args:
            memory_bytes: The run's memory limit, which includes decoded tiles.
            gdal_keeps_blocks: As for `raster_environment`.
            damage: Takes the tiles that cannot be decoded; None lets reading fail.
        """
        #: Where the run goes on without what cannot be decoded.
        self.damage = damage
        self._prepare = partial(
            enter_for_good,
            memory_bytes,
            gdal_keeps_blocks=gdal_keeps_blocks,
            online=is_online(),
        )
        #: Decoded tiles, and other arrays that several blocks need.
        self.cache = TileCache(cache_bytes(memory_bytes))
        self._decoders: Workers | None = None
        self._watch = watch()
        self._is_left = False
        self._shapes: dict[Raster, tuple[int, int] | None] = {}
        self._local = threading.local()
        self._lock = threading.Lock()
        self._all: set[DatasetReader] = set()

    def open(self, path: str, level: int | None = None) -> DatasetReader:
        """Return this thread's handle on a raster, or on one of its overviews.

        Use the handle at once: opening many other rasters closes it.
        """
        mine: OrderedDict[Any, DatasetReader]
        mine = self._local.__dict__.setdefault("mine", OrderedDict())
        if (path, level) in mine:
            mine.move_to_end((path, level))
            return mine[path, level]
        with whole_header():
            src: DatasetReader = self._patiently(path, opened, path, level=level)
        mine[path, level] = src
        with self._lock:
            self._all.add(src)
        if len(mine) > _MOST_OPEN:
            _, oldest = mine.popitem(last=False)
            oldest.close()
            with self._lock:
                self._all.discard(oldest)
        return src

    def read(
        self, path: str, band: int, block: Block, level: int | None = None
    ) -> NDArray[Any]:
        """Read a file's stored numbers, shape (rows, cols); the array may be read-only.

        A tile is decoded once, though several blocks and threads need parts of it.

        Args:
            path: A raster.
            band: The band's 1-based number.
            block: Pixels of the raster, wholly inside.
            level: The overview, counted from 0; None for full resolution.

        Raises:
            RasterioError: The pixels are damaged.
        """
        src, raster = self.open(path, level), (path, band, level)
        if raster not in self._shapes:
            self._shapes[raster] = kept_tile(src, band)
        tile = self._shapes[raster]
        if tile is None:
            return self._window_of(src, raster, block)
        whole = Block(row_off=0, col_off=0, rows=src.height, cols=src.width)
        parts = list(block.tile_parts(tile, whole))
        first, in_first, _ = parts[0]
        if first == block:  # no other block needs the tile
            return self._window_of(src, raster, block)
        if len(parts) == 1:
            return self._tile(raster, first)[in_first]
        out = np.empty((block.rows, block.cols), dtype=src.dtypes[band - 1])

        def put(part: _TilePart) -> None:
            own, in_own, in_block = part
            out[in_block] = self._tile(raster, own)[in_own]

        asking = threading.get_ident()

        def put_elsewhere(part: _TilePart) -> None:
            read_for(asking)
            put(part)

        if len(parts) * math.prod(tile) < _MANY_PX:
            for part in parts:
                put(part)
        else:
            decoders = self._decoder_threads()
            for done in [decoders.submit(put_elsewhere, part) for part in parts]:
                done.result()
        return out

    def read_mask(self, path: str, band: int, block: Block) -> NDArray[np.uint8]:
        """Read GDAL's mask of a band, shape (rows, cols): 0 where a pixel is invalid.

        Args:
            path: A raster.
            band: The band's 1-based number.
            block: Pixels of the raster, wholly inside.

        Raises:
            RasterioError: The mask is damaged.
        """
        src, window = self.open(path), _window(block)
        mask: NDArray[np.uint8] = self._patiently(
            path, src.read_masks, band, window=window
        )
        return mask

    def _tile(self, raster: Raster, tile: Block) -> NDArray[Any]:
        path, _, level = raster
        return self.cache.get(
            (raster, tile),
            lambda: self._window_of(self.open(path, level), raster, tile),
        )

    def damaged(
        self, path: str, band: int, block: Block, level: int | None = None
    ) -> NDArray[np.bool_] | None:
        """Return which pixels of a block that was read could not be decoded.

        Returns:
            Shape (rows, cols), True where a number means nothing; None for nowhere.
        """
        if self.damage is None:
            return None
        return self.damage.within((path, band, level), block)

    def _window_of(
        self, src: DatasetReader, raster: Raster, block: Block
    ) -> NDArray[Any]:
        try:
            return self._decoded(src, raster[1], block)
        except RasterioError as error:
            if self.damage is None or is_of_system(error):
                raise
        return self._by_tiles(src, raster, block, self.damage)

    def _by_tiles(
        self, src: DatasetReader, raster: Raster, block: Block, damage: Damage
    ) -> NDArray[Any]:
        """Read what can be decoded, tile by tile of the file's own; 0 elsewhere."""
        band = raster[1]
        out = np.zeros((block.rows, block.cols), dtype=src.dtypes[band - 1])
        whole = Block(row_off=0, col_off=0, rows=src.height, cols=src.width)
        for own, in_own, in_block in block.tile_parts(
            src.block_shapes[band - 1], whole
        ):
            numbers = self._decoded_or_noted(src, raster, own, damage)
            if numbers is not None:
                out[in_block] = numbers[in_own]
        return out

    def _decoded_or_noted(
        self, src: DatasetReader, raster: Raster, tile: Block, damage: Damage
    ) -> NDArray[Any] | None:
        try:
            return self._decoded(src, raster[1], tile)
        except RasterioError as error:
            if is_of_system(error):
                raise
            damage.add(DamagedTile.of(raster[0], raster, tile, error))
            return None

    def _decoded(self, src: DatasetReader, band: int, block: Block) -> NDArray[Any]:
        window = _window(block)
        with whole_pixels():
            numbers: NDArray[Any] = self._patiently(
                src.name, src.read, band, window=window
            )
        return numbers

    def _patiently(
        self, path: str, work: Callable[..., T], *given: Any, **more: Any
    ) -> T:
        if self._watch is None:
            with noted(path):
                return work(*given, **more)
        try:
            return self._watch.wait_for(path, work, *given, **more)
        except (Cancelled, NoAnswer):
            self._is_left = True
            raise

    def _decoder_threads(self) -> Workers:
        """Return the threads that decode the tiles of a block that needs many."""
        with self._lock:
            if self._decoders is None:
                self._decoders = Workers(
                    os.cpu_count() or 1, "exogenous-decode", self._prepare
                )
            return self._decoders

    def __enter__(self) -> Self:
        """Return the pool."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close every raster."""
        self.close()

    def close(self) -> None:
        """Close every raster and forget the tiles; the pool can be used again."""
        if self._decoders is not None:
            self._decoders.end(lambda: None)
            self._decoders = None
        if self._is_left:
            _LEFT_BEHIND.extend(self._all)
        else:
            for dataset in self._all:
                dataset.close()
        self._all.clear()
        self.cache.clear()
        self._local = threading.local()


def _window(block: Block) -> Window:
    return Window(block.col_off, block.row_off, block.cols, block.rows)
