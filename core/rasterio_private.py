# SPDX-License-Identifier: GPL-3.0-or-later
"""All private names of rasterio that the core uses, checked when this is imported.

rasterio promises nothing about names with an underscore. The names below mean the same
in rasterio 1.4 and 1.5; where a name is missing, the error says which.
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
    """Return a private name of a module of rasterio.

    Raises:
        UnknownRasterio: There is no such module, or the module has no such name.
    """
    try:
        return attrgetter(name)(import_module(module))
    except (ModuleNotFoundError, AttributeError) as error:
        raise UnknownRasterio(rasterio.__version__, f"{module}.{name}") from error


#: The base class of GDAL's and PROJ's errors. `rasterio.warp.transform` and the
#: transformers by tie points raise them, and `rasterio.errors` has no public name.
GdalError: Final[type[Exception]] = _private("rasterio._err", "CPLE_BaseError")

#: GDAL's class of error for a point outside a projection's domain. Where no operation
#: leads from one CRS to the other the class differs; the public text would not tell.
GdalAppDefinedError: Final[type[Exception]] = _private(
    "rasterio._err", "CPLE_AppDefinedError"
)

#: rasterio's loggers that GDAL's messages go to.
GDAL_LOGGERS: Final = ("rasterio._env", "rasterio._err")

_private("rasterio._env", "os.environ")
#: The module that reads the process's environment whenever an `Env` is entered.
_ENV_MODULE: Final = import_module("rasterio._env")

#: Finds the PROJ database that a wheel of rasterio brings, and has PROJ use it.
_PROJ_FINDER: Final = _private("rasterio._env", "PROJDataFinder")
_set_proj_search_path: Final = _private("rasterio._env", "set_proj_data_search_path")


@cache
def use_own_proj() -> None:
    """Hide QGIS's PROJ database from rasterio, and from nobody else.

    QGIS on Windows names its own database in `PROJ_LIB`. Whenever a thread enters or
    leaves an environment, rasterio hands `PROJ_LIB` to its own PROJ, for all threads at
    once, which then find no CRS any more; no option of `rasterio.Env` prevents that.
    Resetting the path afterwards leaves a moment in which threads fail; so rasterio
    must not see the variable. A rasterio without a database of its own sees all.

    A wheel's database comes without datum grids, so PROJ looks for grids in the folders
    of QGIS, the system and the user as well. rasterio's function takes a single folder:
    GDAL's own function is called instead, also when rasterio sets the wheel's folder
    again.
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
    """The process's environment without the variables that name a PROJ database."""

    def __getitem__(self, name: str) -> str:
        if name in VARIABLES:
            raise KeyError(name)
        return os.environ[name]

    def __iter__(self) -> Iterator[str]:
        return (name for name in os.environ if name not in VARIABLES)

    def __len__(self) -> int:
        return sum(1 for _ in self)
