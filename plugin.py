# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds the Processing provider to QGIS and takes it away again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsApplication

from . import dependencies
from .algorithms.provider import ExogenousProvider

if TYPE_CHECKING:
    from qgis.gui import QgisInterface


class ExogenousPlugin:
    """The plugin as QGIS knows it, in the desktop and in qgis_process."""

    def __init__(self, _iface: QgisInterface | None) -> None:
        """Start without a provider; nothing here needs the desktop."""
        self._provider: ExogenousProvider | None = None

    def initProcessing(self) -> None:
        """Add the provider; this is all that qgis_process calls."""
        dependencies.append_folder(Path(QgsApplication.qgisSettingsDirPath()))
        provider = ExogenousProvider()
        # The registry owns it; one that it refuses as a duplicate is deleted.
        if QgsApplication.processingRegistry().addProvider(provider):
            self._provider = provider

    def initGui(self) -> None:
        """Add the provider; there is nothing else to show."""
        self.initProcessing()

    def unload(self) -> None:
        """Take the provider away.

        The folder of packages stays on the path: other plugins may have
        imported from it since, and it cannot hide anything of QGIS's.
        """
        if self._provider is not None:
            QgsApplication.processingRegistry().removeProvider(self._provider)
            self._provider = None
