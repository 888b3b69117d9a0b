# SPDX-License-Identifier: GPL-3.0-or-later
"""All that the core uses of rasterio's private modules, checked when it is imported.

rasterio promises nothing of names with an underscore. Those below are alike in
rasterio 1.4 and 1.5; a version that lacks one is refused by name.
"""

from __future__ import annotations

import ctypes
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import Any, Final

import rasterio

from .errors import UnknownRasterio
from .proj_folders import VARIABLES, grid_folders

#: Where wheels keep their libraries, from the package: Linux and Windows, macOS.
_LIBRARY_FOLDERS: Final = ("../rasterio.libs", ".dylibs")


def _private(module: str, name: str) -> Any:
    """Return what a module of rasterio has under a name.

    Raises:
        UnknownRasterio: There is no such module, or it has no such name.
    """
    try:
        return attrgetter(name)(import_module(module))
    except (ModuleNotFoundError, AttributeError) as error:
        raise UnknownRasterio(rasterio.__version__, f"{module}.{name}") from error


#: What GDAL or PROJ complained of. `rasterio.warp.transform` and the transformers by
#: tie points let it through, and `rasterio.errors` has no public name for it.
GdalError: Final[type[Exception]] = _private("rasterio._err", "CPLE_BaseError")

#: GDAL's class of complaint for a place off a projection's domain. No operation
#: between two CRSs is another class, which the public text of an error does not tell.
GdalAppDefinedError: Final[type[Exception]] = _private(
    "rasterio._err", "CPLE_AppDefinedError"
)

_private("rasterio._env", "os.environ")
#: Where rasterio looks up the process's environment whenever an `Env` is entered.
_ENV_MODULE: Final = import_module("rasterio._env")

#: Finds the PROJ database that a wheel of rasterio brings, and has PROJ use it.
_PROJ_FINDER: Final = _private("rasterio._env", "PROJDataFinder")
_set_proj_search_path: Final = _private("rasterio._env", "set_proj_data_search_path")


@cache
def use_own_proj() -> None:
    """Hide from rasterio, and from nobody else, which PROJ database QGIS uses.

    QGIS on Windows names its own in `PROJ_LIB`. Whenever a thread enters or leaves
    an environment, rasterio hands that to its own PROJ, for all threads at once,
    which then find no CRS any more, and no option of `rasterio.Env` keeps it from
    that. Setting it right afterwards leaves a moment in which they do not; so rasterio
    must not see it. Nothing is hidden where rasterio brings no database of its own.

    The database comes without grids of datums, which are looked for in the folders
    of others. rasterio's function takes one folder, so that GDAL's own is called, and
    put in its place for when rasterio says the wheel's folder again.
    """
    own = own_proj_folder()
    if own:
        _ENV_MODULE.os = _SystemWithoutProj()  # type: ignore[attr-defined]
        search = partial(_search_in, (own, *grid_folders()))
        _ENV_MODULE.set_proj_data_search_path = search  # type: ignore[attr-defined]
        search(own)


def own_proj_folder() -> str:
    """Return where a wheel of rasterio has PROJ's database; empty without one."""
    return _PROJ_FINDER().search_wheel() or ""


def _search_in(folders: Sequence[str], folder: str) -> None:
    """Have PROJ look in several folders where it is told the first of them.

    Args:
        folders: All of them.
        folder: What rasterio says.
    """
    gdal = library("gdal")
    if folder != folders[0] or gdal is None:
        _set_proj_search_path(folder)
        return
    paths = (ctypes.c_char_p * (len(folders) + 1))(*map(os.fsencode, folders), None)
    gdal.OSRSetPROJSearchPaths(paths)


@cache
def library(name: str) -> ctypes.CDLL | None:
    """Return a library that a wheel of rasterio brings: `gdal` or `proj`.

    It is the very one that rasterio has loaded. None where rasterio uses the system's
    libraries, and where a wheel has it elsewhere.
    """
    package = Path(rasterio.__file__).parent
    for folder in _LIBRARY_FOLDERS:
        for path in sorted((package / folder).glob(f"*{name}*")):
            if re.match(rf"(?:lib)?{name}[-_.]", path.name):
                return ctypes.CDLL(str(path))
    return None


class _SystemWithoutProj:
    """The module `os`, with an environment that names no PROJ database."""

    environ: Mapping[str, str]

    def __init__(self) -> None:
        self.environ = _EnvironmentWithoutProj()

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)


class _EnvironmentWithoutProj(Mapping[str, str]):
    """A view of the process's environment."""

    def __getitem__(self, name: str) -> str:
        if name in VARIABLES:
            raise KeyError(name)
        return os.environ[name]

    def __iter__(self) -> Iterator[str]:
        return (name for name in os.environ if name not in VARIABLES)

    def __len__(self) -> int:
        return sum(1 for _ in self)
