# SPDX-License-Identifier: GPL-3.0-or-later
"""The plugin, the system, QGIS, folders and variables."""

from __future__ import annotations

import configparser
import importlib
import os
import platform
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from .section import Section

_ROOT: Final = Path(__file__).resolve().parents[1]

#: Variables that decide what is loaded; none has a secret by its meaning.
_VARIABLES: Final = (
    *("PROJ_LIB", "PROJ_DATA", "PROJ_NETWORK", "GDAL_DATA", "GDAL_DRIVER_PATH"),
    *("PYTHONPATH", "PYTHONHOME", "PYTHONNOUSERSITE", "LD_LIBRARY_PATH", "LD_PRELOAD"),
    *("QGIS_PREFIX_PATH", "QGIS_CUSTOM_CONFIG_PATH", "QT_QPA_PLATFORM", "LANG"),
    *("EXOGENOUS_NETWORK", "EXOGENOUS_EOREADER_PYTHON"),
)


def plugin() -> Section:
    """Say which plugin this is."""
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(_ROOT / "metadata.txt", encoding="utf-8")
    version = metadata.get("general", "version", fallback="of a wheel")
    return Section(title="Exogenous", lines=(f"version {version}", f"in {_ROOT}"))


def system() -> Section:
    """Say which system and Python this is."""
    lines = (
        f"{platform.platform()}, {platform.machine()}, {os.cpu_count()} processors",
        f"Python {platform.python_version()}",
        f"sys.executable {sys.executable}",
        f"sys.prefix {sys.prefix}",
    )
    is_old = sys.version_info < (3, 10)
    problems = ("Python is older than 3.10: install a newer QGIS.",) if is_old else ()
    return Section(title="System", lines=lines, problems=problems)


def qgis() -> Section:
    """Say which QGIS this is, if it is one."""
    try:
        core: Any = importlib.import_module("qgis.core")
        qt: Any = importlib.import_module("qgis.PyQt.QtCore")
    except ImportError as error:
        return Section(title="QGIS", lines=(f"none in this Python ({error})",))
    lines = [f"QGIS {core.Qgis.QGIS_VERSION}, Qt {qt.QT_VERSION_STR}"]
    if core.QgsApplication.instance() is not None:
        lines.append(f"profile {core.QgsApplication.qgisSettingsDirPath()}")
        lines.append(f"language {core.QgsApplication.locale()}")
    return Section(title="QGIS", lines=tuple(lines))


def folders(own: Path | None) -> Section:
    """Say what folders hold and have room for."""
    lines, problems = [], []
    if own is not None and own.is_dir():
        files = [one for one in own.rglob("*") if one.is_file()]
        total = sum(one.stat().st_size for one in files) / 1e6
        lines.append(f"packages {own}: {len(files)} files, {total:.0f} MB")
        if (own / "numpy").exists():
            problems.append(f"{own} has a numpy: remove {own / 'numpy'}.")
    elif own is not None:
        lines.append(f"packages {own}: not there")
    temporary = Path(tempfile.gettempdir())
    free = shutil.disk_usage(temporary).free / 1e9
    lines.append(f"temporary files {temporary}: {free:.1f} GB free")
    if free < 1:
        problems.append(f"{temporary} has less than 1 GB left: make room there.")
    lines += [f"sys.path {number}: {one}" for number, one in enumerate(sys.path)]
    return Section(title="Folders", lines=tuple(lines), problems=tuple(problems))


def variables() -> Section:
    """List the variables that decide what is loaded."""
    found = [f"{one}={os.environ[one]}" for one in _VARIABLES if one in os.environ]
    return Section(title="Variables", lines=tuple(found) or ("none that matter",))
