# SPDX-License-Identifier: GPL-3.0-or-later
"""Headers of many tiles, kept from run to run in a file of the user's cache.

Which tiles there are is never taken from it: they are listed anew for each plan, and a
header counts only as long as its tile's files are the same.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ...io.cache_folder import cache_folder
from .tile_header import TileBand, TileHeader, TileKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .tile_file import TileFile

#: Another number makes all that was kept before come to nothing.
_FORM: Final = 1

#: A file that was written this short a time ago may be written again in the same tick
#: of its clock (two seconds, on FAT).
_TICK_S: Final = 3.0

#: Files of headers that are kept; the oldest go.
_MOST_KEPT: Final = 50

#: Files of fewer tiles are read as fast.
LEAST_KEPT: Final = 24


def kept_headers(files: Sequence[TileFile], text: str) -> dict[str, TileHeader]:
    """Return the headers that are known of tiles, by their paths.

    Args:
        files: The tiles of a layer as they are now.
        text: What stands for them in a row.
    """
    place = _place(files, text)
    try:
        said = json.loads(place.read_text("utf-8"))
        return dict(_known(said, {one.path: one.state for one in files}))
    except (OSError, ValueError, TypeError, KeyError, IndexError, RecursionError):
        return {}  # none yet, or spoilt


def keep_headers(
    files: Sequence[TileFile], text: str, headers: Mapping[str, TileHeader]
) -> None:
    """Keep what is known of tiles; where nothing can be kept, it is read again.

    Args:
        files: The tiles of a layer, as they were before their headers were read.
        text: What stands for them in a row.
        headers: Headers by path.
    """
    settled = time.time() - _TICK_S
    kept = [
        (one, headers[one.path])
        for one in files
        if one.state and one.newest_s < settled and one.path in headers
    ]
    place = _place(files, text)
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, made = tempfile.mkstemp(dir=place.parent, suffix=".new")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(_said(kept), file, separators=(",", ":"))
        Path(made).replace(place)
        _forget_oldest(place.parent)


def _place(files: Sequence[TileFile], text: str) -> Path:
    """Return the file for the tiles of a layer: of their common folder and the text."""
    folders = {os.path.dirname(os.path.abspath(one.path)) for one in files}  # noqa: PTH100, PTH120
    try:
        shared = os.path.commonpath(folders)
    except ValueError:  # on two drives
        shared = min(folders)
    said = f"{shared}\n{text}".encode("utf-8", "surrogatepass")
    name = blake2b(said, digest_size=16).hexdigest()
    return cache_folder() / "tiles" / f"{name}.json"


def _said(kept: Sequence[tuple[TileFile, TileHeader]]) -> dict[str, Any]:
    kinds: dict[TileKind, int] = {}
    tiles = [
        (
            *(file.path, file.state, kinds.setdefault(header.kind, len(kinds))),
            *(*header.transform, header.rows, header.cols, header.time),
        )
        for file, header in kept
    ]
    bands = TileBand.__slots__
    return {
        "form": _FORM,
        "kinds": [
            [kind.crs, [[getattr(one, name) for name in bands] for one in kind.bands]]
            for kind in kinds
        ],
        "tiles": tiles,
    }


def _known(
    said: Mapping[str, Any], states: Mapping[str, str]
) -> list[tuple[str, TileHeader]]:
    if said["form"] != _FORM:
        return []
    kinds = [
        TileKind(
            crs=crs,
            bands=tuple(
                TileBand(**dict(zip(TileBand.__slots__, one, strict=True)))
                for one in bands
            ),
        )
        for crs, bands in said["kinds"]
    ]
    return [
        (
            path,
            TileHeader(
                kind=kinds[kind],
                transform=(a, b, c, d, e, f),
                rows=rows,
                cols=cols,
                time=when,
            ),
        )
        for path, state, kind, a, b, c, d, e, f, rows, cols, when in said["tiles"]
        if state and states.get(path) == state
    ]


def _forget_oldest(folder: Path) -> None:
    kept = sorted(folder.glob("*.json"), key=lambda one: one.stat().st_mtime)
    for old in kept[:-_MOST_KEPT]:
        old.unlink(missing_ok=True)
