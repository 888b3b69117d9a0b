# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets Python find the plugin's packages, after QGIS's own.

QGIS's numpy must stay first: with another one, GDAL's Python bindings and other plugins
fail. So the folder comes last. Where an older package of the system would be found
before, that does not fit, the plugin's own is found for that name alone, and never for
numpy.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from importlib.machinery import ModuleSpec, PathFinder
from importlib.metadata import Distribution, PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import ModuleType

#: Names that are QGIS's, whatever is installed.
QGIS_OWN: Final = frozenset({"numpy", "osgeo", "qgis", "PyQt5", "PyQt6"})


class OwnFirst:
    """Finds some packages in the plugin's folder before Python looks elsewhere."""

    def __init__(self) -> None:
        """Start without names."""
        self.folder = ""
        self.names: frozenset[str] = frozenset()

    def find_spec(
        self,
        name: str,
        path: Sequence[str] | None = None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """Find a package of these names; modules in it are found by its own path."""
        if path is not None or name not in self.names:
            return None
        return PathFinder.find_spec(name, [self.folder], target)


FINDER: Final = OwnFirst()


def append(folder: Path) -> None:
    """Let Python find the packages of a folder after all others."""
    known = {Path(entry) for entry in sys.path if entry}
    if folder.is_dir() and folder not in known:
        sys.path.append(str(folder))
    importlib.invalidate_caches()


def prefer(folder: Path, names: Iterable[str]) -> None:
    """Find packages of these names in a folder first, where they are not loaded yet.

    Args:
        folder: The plugin's folder.
        names: What QGIS finds elsewhere, and does not fit.
    """
    FINDER.folder = str(folder)
    FINDER.names = frozenset(names) - QGIS_OWN - sys.modules.keys()
    if FINDER not in sys.meta_path:
        sys.meta_path.insert(0, FINDER)


def forget() -> None:
    """Find all packages as Python does."""
    if FINDER in sys.meta_path:
        sys.meta_path.remove(FINDER)
    FINDER.names = frozenset()


def is_there(name: str) -> bool:
    """Tell whether a package would be found.

    One that is loaded, and whose files are gone since, is not there.
    """
    spec = importlib.util.find_spec(name)
    return spec is not None and (
        not spec.has_location or Path(spec.origin or "").exists()
    )


def version_of(name: str) -> str:
    """Return the version of the package that would be found.

    Raises:
        PackageNotFoundError: It has none.
    """
    if name in FINDER.names:
        return in_folder(name, Path(FINDER.folder))
    return version(name)


def in_folder(name: str, folder: Path) -> str:
    """Return the version of a package in a folder.

    Raises:
        PackageNotFoundError: The folder has no such package.
    """
    for found in Distribution.discover(name=name, path=[str(folder)]):
        return found.version
    raise PackageNotFoundError(name)
