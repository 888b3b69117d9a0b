# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads which tiles an index of tiles names, and the files that a name stands for."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .vector_reader import vector_reader

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Suffixes of tile indexes: GDAL, "GTI -- GDAL Raster Tile Index".
INDEXES: Final = (".gti.gpkg", ".gti.fgb", ".gti.parquet")
_INDEX_OF_DESCRIPTION: Final = re.compile(r"<IndexDataset>([^<]+)</IndexDataset>")
#: Where a name of a driver's syntax may begin or end a file's name.
_SEPARATORS: Final = re.compile(r"://|[:?,!|\"'{}]")
_VIRTUAL_FOLDER: Final = re.compile(r"/vsi[a-z0-9]+/")


def tile_names(name: str) -> Iterator[tuple[Path, str]]:
    """Yield the texts in the index of tiles that a raster is read by, if it is.

    Args:
        name: A path, or anything else that GDAL opens.

    Yields:
        The index's own file, and a text of a feature, which may name a tile.
    """
    for index in _indexes(name):
        reader = vector_reader()
        with reader.offline():
            texts = reader.texts(str(index))
        yield from ((index, text) for text in texts)


def _indexes(name: str) -> Iterator[Path]:
    described = _INDEX_OF_DESCRIPTION.search(_text(name))
    if described:
        folder = Path(name).parent if not name.lstrip().startswith("<") else Path()
        yield folder / described[1].strip()
    if name.upper().startswith("GTI:") or name.lower().endswith(INDEXES):
        yield from files_in(name)


def _text(name: str) -> str:
    if name.lstrip().startswith("<"):
        return name
    if not name.lower().endswith(".gti"):
        return ""
    try:
        return Path(name).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def files_in(name: str) -> Iterator[Path]:
    """Yield the files that a name of GDAL's mentions."""
    if _is_file(name):
        yield Path(name)
        return
    plain = _VIRTUAL_FOLDER.sub("/" if name.startswith("/vsi") else "", name)
    for part in {name, plain.replace("//", "/"), plain.lstrip("/")}:
        for piece in {part, *_SEPARATORS.split(part)}:
            yield from _first_file(piece)


def _first_file(piece: str) -> Iterator[Path]:
    """Yield the file that a path is, or leads through, as into an archive."""
    path = Path(piece)
    for candidate in (path, *path.parents):
        if _is_file(str(candidate)):
            yield candidate
            return


def _is_file(name: str) -> bool:
    try:
        return os.path.isfile(name)  # noqa: PTH113  (a name may be too long)
    except ValueError:  # NUL in it
        return False
