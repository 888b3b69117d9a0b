# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets the core's packages use the GDAL and GEOS they came with, not QGIS's.

On Linux the loader looks for a library's functions in the running program first.
QGIS is linked with a GDAL, a GEOS and a PROJ of its own, so rasterio would call
QGIS's GDAL as if it were rasterio's newer one, and shapely would mix two versions of
GEOS, which ends in wrong errors and crashes. A library loaded with RTLD_DEEPBIND
looks in itself and its own dependencies first (dlopen(3)). Windows and macOS find
functions by the library's name and have no such trouble.
"""

from __future__ import annotations

import ctypes
import functools
import importlib.util
import os
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from typing import Final

#: The packages whose wheels bring libraries that QGIS has as well.
_PACKAGES: Final = ("rasterio", "pyogrio", "shapely", "pyproj")


@functools.cache
def load() -> None:
    """Load the compiled parts of `_PACKAGES`, each with its own libraries.

    All parts are loaded, because a part that is loaded later would look in QGIS again.
    Python's later imports use the loaded libraries; importing the packages here would
    take most of a second, as pyogrio imports geopandas where that is installed.

    Raises:
        ImportError: A package is installed and does not load.
    """
    deep_bind = getattr(os, "RTLD_DEEPBIND", 0)
    if not deep_bind:
        return
    parts = [part for package in _PACKAGES for part in _compiled_parts(package)]
    try:
        for part in parts:
            ctypes.CDLL(str(part), mode=os.RTLD_NOW | deep_bind)
    except OSError as error:
        raise ImportError(str(error), name=part.parent.name) from error


def _compiled_parts(package: str) -> list[Path]:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        return []
    files = Path(spec.origin).parent.rglob("*.so")
    return sorted(file for file in files if _suffix(file) in EXTENSION_SUFFIXES)


def _suffix(file: Path) -> str:
    """Return all that is behind a module's name.

    It names the Python that the part was compiled for. Debian keeps those of several
    Pythons side by side, and `.cpython-315-x86_64-linux-gnu.so` ends with `.so` too.
    """
    return "." + file.name.partition(".")[2]
