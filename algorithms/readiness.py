# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the core can run in this QGIS, and what to do if it cannot."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication

from .. import dependencies
from . import own_libraries


def packages_found() -> tuple[bool, str]:
    """Look for the core's packages, without loading any."""
    return _answer(dependencies.lacking())


def packages_loaded() -> tuple[bool, str]:
    """Load those of the core's packages that must be loaded before the core."""
    lacks = dependencies.lacking()
    if not lacks:
        try:
            own_libraries.load()
        except ImportError as error:
            lacks = (f"{error.name} ({error})",)
    return _answer(lacks)


def _answer(lacks: tuple[str, ...]) -> tuple[bool, str]:
    profile = Path(QgsApplication.qgisSettingsDirPath())
    return not lacks, dependencies.explain(lacks, profile) if lacks else ""
