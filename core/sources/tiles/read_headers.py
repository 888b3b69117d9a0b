# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the headers of all tiles of a layer, most of them from what was kept."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Final

from ...environment import enter_for_headers, is_online
from ...errors import Cancelled, SourceMissing, SourceUnreadable, SubdatasetNeeded
from ...io.raster import open_raster
from ...workers import Workers
from .kept_headers import LEAST_KEPT, keep_headers, kept_headers
from .tile_file import with_states
from .tile_header import read_tile_header

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .tile_file import TileFile
    from .tile_header import TileHeader

#: Headers that are read between two questions whether to go on.
_AT_ONCE: Final = 64


def headers_of(
    names: Sequence[str], text: str, label: str, is_cancelled: Callable[[], bool]
) -> list[TileHeader | None]:
    """Return the headers of tiles.

    Args:
        names: The tiles.
        text: What stands for them in the row.
        label: The row, for messages.
        is_cancelled: Asked again and again whether to give up.

    Returns:
        None for each that is no plain raster on a grid: whoever opens it as a source
        says what is wrong, if anything is.

    Raises:
        Cancelled: `is_cancelled` said to give up.
        SourceMissing: A tile has gone meanwhile.
        ReachesOut: A tile leads to the network.
    """
    files = with_states(names)
    is_many = len(files) >= LEAST_KEPT
    known = kept_headers(files, text) if is_many else {}
    unknown = [one for one in files if one.path not in known]
    if unknown:
        known |= _read(unknown, label, is_cancelled)
        if is_many:
            keep_headers(files, text, known)
    return [known.get(name) for name in names]


def _read(
    files: Sequence[TileFile], label: str, is_cancelled: Callable[[], bool]
) -> dict[str, TileHeader]:
    threads = Workers(
        min(len(files), os.cpu_count() or 1),
        "exogenous-headers",
        partial(enter_for_headers, online=is_online()),
    )
    found: dict[str, TileHeader] = {}
    try:
        for start in range(0, len(files), _AT_ONCE):
            if is_cancelled():
                raise Cancelled
            some = [one.path for one in files[start : start + _AT_ONCE]]
            futures = [threads.submit(_header, path, label) for path in some]
            for path, future in zip(some, futures, strict=True):
                header = future.result()
                if header is not None:
                    found[path] = header
    finally:
        threads.end(lambda: None)
    return found


def _header(path: str, label: str) -> TileHeader | None:
    try:
        with open_raster(path, label) as src:
            return read_tile_header(src)
    except SourceMissing:
        raise
    except (SourceUnreadable, SubdatasetNeeded):
        return None
