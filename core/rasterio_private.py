# SPDX-License-Identifier: GPL-3.0-or-later
"""All that the core uses of rasterio's private modules, checked when it is imported.

rasterio promises nothing of names with an underscore. Those below are alike in
rasterio 1.4 and 1.5; a version that lacks one is refused by name.
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
    """A view of the process's environment."""

    def __getitem__(self, name: str) -> str:
        if name in _PROJ_VARIABLES:
            raise KeyError(name)
        return os.environ[name]

    def __iter__(self) -> Iterator[str]:
        return (name for name in os.environ if name not in _PROJ_VARIABLES)

    def __len__(self) -> int:
        return sum(1 for _ in self)
