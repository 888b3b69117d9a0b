# SPDX-License-Identifier: GPL-3.0-or-later
"""Tiles of a run's sources that could not be decoded, where the run goes on without."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..message import say
from .patience import NoAnswer

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from numpy.typing import NDArray

    from ..geometry.grid import Block
    from ..message import Message

#: What the system lacks makes no tile damaged: read again, it may be whole.
_OF_SYSTEM: Final = re.compile(
    r"(?i)memory|allocate|allocation|too many open files|interrupted"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DamagedTile:
    """A tile that GDAL could not decode, or complained of."""

    path: str
    raster: Hashable
    """The file, the band and the overview."""
    block: Block
    """Pixels of that overview, or of the raster."""
    reason: str

    @classmethod
    def of(
        cls, path: str, raster: Hashable, block: Block, error: BaseException
    ) -> DamagedTile:
        """Return the tile that an error is of."""
        reason = str(error.__cause__ or error)
        return cls(path=path, raster=raster, block=block, reason=reason)


class Damage:
    """The damaged tiles that a run has met, of all its threads."""

    def __init__(self) -> None:
        """Start with none."""
        self._lock = threading.Lock()
        self._tiles: dict[tuple[Hashable, Block], DamagedTile] = {}

    def add(self, tile: DamagedTile) -> None:
        """Note a tile."""
        with self._lock:
            self._tiles.setdefault((tile.raster, tile.block), tile)

    def within(self, raster: Hashable, block: Block) -> NDArray[np.bool_] | None:
        """Return which pixels of a block are of damaged tiles; None if none is."""
        with self._lock:
            own = [one.block for key, one in self._tiles.items() if key[0] == raster]
        met = [part for one in own if (part := one.intersection(block)) is not None]
        if not met:
            return None
        is_damaged = np.zeros((block.rows, block.cols), dtype=np.bool_)
        for part in met:
            is_damaged[part.slices_in(block)] = True
        return is_damaged

    def told(self) -> Iterator[Message]:
        """Yield a sentence for each file that has such tiles."""
        with self._lock:
            tiles = list(self._tiles.values())
        for path in dict.fromkeys(one.path for one in tiles):
            own = [one for one in tiles if one.path == path]
            first = min(own, key=lambda one: (one.block.row_off, one.block.col_off))
            yield say(
                "Tiles of {path} that cannot be decoded are nodata, {count} in all; "
                "the first begins at row {row}, column {col}: {reason}",
                count=len(own),
                path=path,
                row=first.block.row_off,
                col=first.block.col_off,
                reason=first.reason,
            )


def is_of_system(error: BaseException) -> bool:
    """Tell whether the system or a server lacks something, and no file is to blame."""
    if isinstance(error, NoAnswer):
        return True
    causes: list[Any] = [error, error.__cause__]
    return any(_OF_SYSTEM.search(str(one)) for one in causes if one is not None)
