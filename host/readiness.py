# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the core can run in this QGIS, and what to do if it cannot."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Final

from qgis.core import QgsApplication, QgsProjUtils

from . import own_libraries
from .packages.folder import own_folder
from .packages.needed import lacking
from .text import tr

_LOADING: Final = threading.Lock()


def packages_found() -> tuple[bool, str]:
    """Check that the core's packages are installed, without loading any."""
    return _answer(lacking())


def packages_loaded() -> tuple[bool, str]:
    """Load the core, after its packages' own libraries (see `own_libraries`).

    Safe from any thread: without the lock, two threads would find a half-loaded core.
    """
    lacks = lacking()
    if not lacks:
        try:
            with _LOADING:
                own_libraries.load()
                from ..core import proj_folders
                from . import ogr_reader, qgis_features, qgis_raster

                proj_folders.tell_folders(QgsProjUtils.searchPaths())
                qgis_raster.register()
                ogr_reader.register()
                qgis_features.register()
        except ImportError as error:
            lacks = (f"{error.name} ({error})",)
    return _answer(lacks)


def _answer(lacks: tuple[str, ...]) -> tuple[bool, str]:
    return not lacks, _explained(lacks) if lacks else ""


def _explained(lacks: tuple[str, ...]) -> str:
    """Return a line that names the missing packages and how to get them."""
    from .packages.command import install_command
    from .packages.use import to_install

    folder = own_folder(Path(QgsApplication.qgisSettingsDirPath()))
    command = install_command(folder, to_install(folder, ()) or ("rasterio",))
    return tr(
        "Exogenous needs Python packages that this QGIS lacks: {packages}. Install "
        "them by Raster, Exogenous, Python packages…, or with this command, then "
        "start QGIS again: {command}"
    ).format(packages=", ".join(lacks), command=command.line())
