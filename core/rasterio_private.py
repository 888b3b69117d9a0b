# SPDX-License-Identifier: GPL-3.0-or-later
"""All private names of rasterio that the core uses, checked when this is imported.

rasterio promises nothing about names with an underscore. The names below mean the same
in rasterio 1.4 and 1.5; where a name is missing, the error says which.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from operator import attrgetter
from typing import Any, Final

import rasterio

from .errors import UnknownRasterio

_PROJ_VARIABLES: Final = ("PROJ_LIB", "PROJ_DATA")


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
    """
    own = _PROJ_FINDER().search_wheel()
    if own:
        _ENV_MODULE.os = _SystemWithoutProj()  # type: ignore[attr-defined]
        _set_proj_search_path(own)


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
        if name in _PROJ_VARIABLES:
            raise KeyError(name)
        return os.environ[name]

    def __iter__(self) -> Iterator[str]:
        return (name for name in os.environ if name not in _PROJ_VARIABLES)

    def __len__(self) -> int:
        return sum(1 for _ in self)
