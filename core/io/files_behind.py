# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists the files that a raster is read from, through whatever stands for them.

A virtual raster reads other rasters, which may be virtual too; a tile index reads its
tiles; a name may be a member of an archive, a subdataset, a driver's own syntax, or the
text of a virtual raster itself.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import rasterio
from rasterio.errors import RasterioIOError

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What descriptions of rasters begin with, as far as GDAL looks for it.
_DESCRIPTIONS: Final = (b"<VRTDataset", b"<GDALTileIndexDataset")
_LOOKED_AT_BYTES: Final = 1024
#: Suffixes of tile indexes: GDAL, "GTI -- GDAL Raster Tile Index".
_INDEXES: Final = (".gti.gpkg", ".gti.fgb", ".gti.parquet")
_INDEX_OF_DESCRIPTION: Final = re.compile(r"<IndexDataset>([^<]+)</IndexDataset>")
#: Where a name of a driver's syntax may begin or end a file's name.
_SEPARATORS: Final = re.compile(r"://|[:?,!|\"'{}]")
_VIRTUAL_FOLDER: Final = re.compile(r"/vsi[a-z0-9]+/")


def files_behind(name: str) -> Iterator[Path]:
    """Yield the local files that a raster is read from, each once, itself first.

    Args:
        name: A path, or anything else that GDAL opens. Rasters behind it that cannot
            be opened are yielded, and not what is behind them.
    """
    seen, waiting = {name}, [name]
    while waiting:
        current = waiting.pop()
        yield from _files_in(current)
        for further in (*_listed(current), *_tiles(current)):
            if further not in seen:
                seen.add(further)
                # Most files of a large mosaic are plain, and need no opening.
                if _is_description(further):
                    waiting.append(further)
                else:
                    yield from _files_in(further)


def _listed(name: str) -> list[str]:
    """Return the files that GDAL says a raster consists of."""
    try:
        with rasterio.open(name) as src:
            return list(src.files)
    except RasterioIOError:
        return []


def _is_description(name: str) -> bool:
    if name.lower().endswith(_INDEXES):
        return True
    if name.startswith("/vsi"):  # GDAL alone can read it.
        return name.lower().endswith((".vrt", ".gti"))
    try:
        with Path(name).open("rb") as file:
            start = file.read(_LOOKED_AT_BYTES)
    except (OSError, ValueError):
        return False
    return any(each in start for each in _DESCRIPTIONS)


def _tiles(name: str) -> Iterator[str]:
    """Yield what an index of tiles has in its texts, if a raster is read by one."""
    for index in _indexes(name):
        # Most runs have no tile index, and need not load this package.
        from pyogrio.raw import read  # noqa: PLC0415

        _, _, _, columns = read(index, read_geometry=False)
        for column in columns:
            if column.dtype == object:
                for text in filter(None, column):
                    yield os.path.join(index.parent, str(text))  # noqa: PTH118


def _indexes(name: str) -> Iterator[Path]:
    described = _INDEX_OF_DESCRIPTION.search(_text(name))
    if described:
        folder = Path(name).parent if not name.lstrip().startswith("<") else Path()
        yield folder / described[1].strip()
    if name.upper().startswith("GTI:") or name.lower().endswith(_INDEXES):
        yield from _files_in(name)


def _text(name: str) -> str:
    if name.lstrip().startswith("<"):
        return name
    if not name.lower().endswith(".gti"):
        return ""
    try:
        return Path(name).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _files_in(name: str) -> Iterator[Path]:
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
