# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets the core's packages use the GDAL and GEOS they came with, not QGIS's.

On Linux a library takes a function from the running program first, if that has
one of the name. QGIS is linked with a GDAL, a GEOS and a PROJ of its own, so
rasterio would call QGIS's GDAL as if it were its own newer one, and shapely mixes
two versions of GEOS, which ends in wrong errors and crashes. A library loaded with
RTLD_DEEPBIND looks in itself and its own dependencies first (dlopen(3)). Windows
and macOS find functions by the library's name and have no such trouble.
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
import os
import sys
from contextlib import contextmanager
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The packages whose wheels bring libraries that QGIS has as well.
_PACKAGES: Final = ("rasterio", "pyogrio", "shapely", "pyproj")


@functools.cache
def load() -> None:
    """Load the compiled parts of these packages, each with its own libraries.

    All of them, because a part that is loaded later would look in QGIS again.

    Raises:
        ImportError: A package is there and does not load.
    """
    with _own_libraries_first():
        for package in _PACKAGES:
            for module in _compiled_modules(package):
                importlib.import_module(module)


@contextmanager
def _own_libraries_first() -> Iterator[None]:
    deep_bind = getattr(os, "RTLD_DEEPBIND", 0)
    if not deep_bind:
        yield
        return
    usual = sys.getdlopenflags()
    sys.setdlopenflags(usual | deep_bind)
    try:
        yield
    finally:
        sys.setdlopenflags(usual)


def _compiled_modules(package: str) -> list[str]:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        return []
    folder = Path(spec.origin).parent
    files = [file for file in folder.rglob("*") if file.suffix in {".so", ".pyd"}]
    names = (_without_suffix(file.relative_to(folder.parent)) for file in files)
    return sorted(name.replace("/", ".") for name in names if name)


def _without_suffix(file: Path) -> str:
    """Return the path of a compiled module without what Python adds to it."""
    path = file.as_posix()
    suffix = next((end for end in EXTENSION_SUFFIXES if path.endswith(end)), None)
    return path.removesuffix(suffix) if suffix else ""
