# SPDX-License-Identifier: GPL-3.0-or-later
"""Which user profile plain QGIS and qgis_process use."""

from __future__ import annotations

import os
import sys
from configparser import ConfigParser
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QStandardPaths

PLUGIN = "exogenous"


@dataclass(frozen=True)
class Profile:
    """A user profile of QGIS."""

    folder: Path

    @property
    def python(self) -> Path:
        """The folder of everything Python in the profile."""
        return self.folder / "python"

    @property
    def packages(self) -> Path:
        """The plugin's folder of packages for this Python, as in `host.packages`."""
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        return self.python / PLUGIN / version

    @property
    def plugin_link(self) -> Path:
        """Where QGIS looks for this plugin."""
        return self.python / "plugins" / PLUGIN

    @property
    def settings(self) -> Path:
        """The settings file: QGIS3.ini, or QGIS4.ini from QGIS 4 on."""
        organization = QgsApplication.QGIS_ORGANIZATION_NAME
        return (
            self.folder / organization / f"{QgsApplication.QGIS_APPLICATION_NAME}.ini"
        )


def default_profile() -> Profile:
    """Return the profile qgis_process runs in, which needs not exist yet.

    qgis_process knows `default` alone, whatever `profiles.ini` says of the desktop
    (tried in QGIS 3.22).
    """
    return Profile(_profiles_folder() / "default")


def desktop_profile_name() -> str:
    """Return the name of the profile the desktop starts with."""
    ini = ConfigParser(interpolation=None, strict=False)
    ini.read(_profiles_folder() / "profiles.ini", encoding="utf-8")
    return ini.get("core", "defaultProfile", fallback="") or "default"


def _profiles_folder() -> Path:
    custom = os.environ.get("QGIS_CUSTOM_CONFIG_PATH")
    if custom:
        return Path(custom) / "profiles"
    QCoreApplication.setOrganizationName(QgsApplication.QGIS_ORGANIZATION_NAME)
    QCoreApplication.setApplicationName(QgsApplication.QGIS_APPLICATION_NAME)
    location = QStandardPaths.StandardLocation.AppDataLocation
    return Path(QStandardPaths.writableLocation(location)) / "profiles"
