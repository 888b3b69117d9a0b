# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists the files that a raster is read from, through whatever stands for them.

A virtual raster reads other rasters, which may be virtual too; a tile index reads its
tiles; a name may be a member of an archive, a subdataset, a driver's own syntax, or the
text of a virtual raster itself.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rasterio.errors import RasterioIOError

from ..errors import ReachesOut, ReadsAnyFile
from .opened import opened
from .tile_index import INDEXES, files_in, tile_names

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What descriptions of rasters begin with, as far as GDAL looks for it.
_DESCRIPTIONS: Final = (b"<VRTDataset", b"<GDALTileIndexDataset")
_LOOKED_AT_BYTES: Final = 1024


def files_behind(name: str) -> Iterator[Path]:
    """Yield the local files that a raster is read from, each once, itself first.

    Args:
        name: A path, or anything else that GDAL opens. Rasters behind it that cannot
            be opened are yielded, and not what is behind them.
    """
    seen, waiting = {name}, [name]
    while waiting:
        current = waiting.pop()
        yield from files_in(current)
        for further in (*_listed(current), *_tiles(current)):
            if further not in seen:
                seen.add(further)
                # Most files of a large mosaic are plain, and need no opening.
                if _is_description(further):
                    waiting.append(further)
                else:
                    yield from files_in(further)


def files_of_tile(name: str) -> Iterator[Path]:
    """Yield the local files that one of many tiles is read from.

    Most tiles are plain files, which need no opening.
    """
    yield from files_behind(name) if _is_description(name) else files_in(name)


def _listed(name: str) -> list[str]:
    """Return the files that GDAL says a raster consists of."""
    try:
        with opened(name) as src:
            return list(src.files)
    except (RasterioIOError, ReachesOut, ReadsAnyFile):
        return []


def _is_description(name: str) -> bool:
    if name.lower().endswith(INDEXES):
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
    for index, text in tile_names(name):
        yield os.path.join(index.parent, text)  # noqa: PTH118
