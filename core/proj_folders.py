# SPDX-License-Identifier: GPL-3.0-or-later
"""Folders with grids of datums: rasterio's wheel brings PROJ's database and no grid.

QGIS, the system and the user have grids; PROJ finds them in these folders, and fetches
none from the network unless the user has told PROJ so.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: What PROJ's own variables name, the newer first.
VARIABLES: Final = ("PROJ_DATA", "PROJ_LIB")

#: Where distributions put PROJ's files.
_SYSTEM: Final = (
    "/usr/local/share/proj",
    "/usr/share/proj",
    "/opt/homebrew/share/proj",
)

#: What the host program has said.
_TOLD: Final[list[str]] = []


def tell_folders(folders: Iterable[str]) -> None:
    """Add folders that a host program's PROJ has its files in.

    It has to be said before the first place is transformed: GDAL keeps what it has
    found once.
    """
    _TOLD.extend(folder for folder in folders if folder not in _TOLD)


def grid_folders() -> tuple[str, ...]:
    """List folders that are there, in the order in which PROJ should look.

    The user's own come first, then what the host program and the environment say,
    then the system's.
    """
    found = (user_folder(), *_TOLD, *_named(), *_SYSTEM, _of_python())
    there = (one for one in found if one and Path(one).is_dir())
    return tuple(dict.fromkeys(there))


def _named() -> Iterator[str]:
    for variable in VARIABLES:
        yield from os.environ.get(variable, "").split(os.pathsep)


def user_folder() -> str:
    """Return where PROJ keeps a user's grids (`pj_get_user_writable_directory`)."""
    named = os.environ.get("PROJ_USER_WRITABLE_DIRECTORY")
    if named:
        return named
    if sys.platform == "win32":
        return str(Path(os.environ.get("LOCALAPPDATA", "")) / "proj")
    home = Path(os.environ.get("HOME", ""))
    if sys.platform == "darwin":
        return str(home / "Library" / "Application Support" / "proj")
    data = os.environ.get("XDG_DATA_HOME") or home / ".local" / "share"
    return str(Path(data) / "proj")


def _of_python() -> str:
    """Return where a conda or OSGeo4W installation has them."""
    return str(Path(sys.prefix) / "share" / "proj")
