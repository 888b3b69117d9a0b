# SPDX-License-Identifier: GPL-3.0-or-later
"""What tells one version of a tile from another, for all tiles of a folder at once."""

from __future__ import annotations

import os
from bisect import bisect_left
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from ...io import paths

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class TileFile:
    """A tile by its name, and what its files are known by."""

    path: str
    state: str = ""
    """Changes when the file, or one beside it of its name, is changed, replaced, added
    or removed; empty where it is in no file system."""
    newest_s: float = 0.0
    """When any of them was changed last, in seconds from 1970."""


def with_states(names: Sequence[str]) -> tuple[TileFile, ...]:
    """Look up what tiles are known by, each folder once.

    Args:
        names: Tiles; names that only GDAL knows have no state.
    """
    folders: dict[str, list[str]] = {}
    return tuple(_tile_file(name, folders) for name in names)


def _tile_file(name: str, folders: dict[str, list[str]]) -> TileFile:
    if paths.is_gdal_name(name) or "://" in name:
        return TileFile(path=name)
    folder, own = os.path.split(name)
    if folder not in folders:
        folders[folder] = sorted(_names(folder or os.curdir))
    digest, newest_ns = blake2b(digest_size=12), 0
    for file in (own, *_beside(own, folders[folder])):
        try:
            told = os.stat(os.path.join(folder, file))  # noqa: PTH116, PTH118  (speed)
        except OSError:
            if file == own:
                return TileFile(path=name)
            continue
        known = told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino
        digest.update(f"{file} {known}".encode())
        newest_ns = max(newest_ns, told.st_mtime_ns, told.st_ctime_ns)
    return TileFile(path=name, state=digest.hexdigest(), newest_s=newest_ns / 1e9)


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208  (speed)
    except OSError:  # not to be looked into; a file in it may be read all the same
        return []


def _beside(own: str, names: Sequence[str]) -> Iterator[str]:
    """Yield the files that share a name with a tile, but for their ends."""
    start = own.rpartition(".")[0] or own
    for index in range(bisect_left(names, f"{start}."), len(names)):
        if not names[index].startswith(f"{start}."):
            return
        if names[index] != own:
            yield names[index]
