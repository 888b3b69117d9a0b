# SPDX-License-Identifier: GPL-3.0-or-later
"""The plugin: adds its provider and its entries to QGIS, and removes them again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsApplication

from .algorithms.provider import ExogenousProvider
from .host import running, translation
from .host.packages.folder import own_folder
from .host.packages.use import use_packages

if TYPE_CHECKING:
    from qgis.gui import QgisInterface
    from qgis.PyQt.QtCore import QTranslator

    from .gui.desktop import Desktop


class ExogenousPlugin:
    """The plugin as QGIS knows it, in the desktop and in qgis_process."""

    def __init__(self, iface: QgisInterface | None) -> None:
        """Start without a provider.

        Args:
            iface: QGIS's window; None in qgis_process.
        """
        self._iface = iface
        self._provider: ExogenousProvider | None = None
        self._desktop: Desktop | None = None
        self._translator: QTranslator | None = None

    def initProcessing(self) -> None:
        """Add the provider; qgis_process calls this method alone."""
        use_packages(own_folder(Path(QgsApplication.qgisSettingsDirPath())))
        # Before the provider, whose texts QGIS reads as it is added.
        self._translator = self._translator or translation.install()
        provider = ExogenousProvider()
        # The registry owns the provider; it deletes one that it refuses as a duplicate.
        if QgsApplication.processingRegistry().addProvider(provider):
            self._provider = provider

    def initGui(self) -> None:
        """Add the provider, and entries in the menus and toolbars of the window."""
        self.initProcessing()
        if self._iface is not None:
            from .gui.desktop import Desktop

            self._desktop = Desktop(self._iface)
            self._desktop.add()

    def unload(self) -> None:
        """Close the dialogs and end the runs, then remove all that was added.

        The folder of packages stays on the path: other plugins may have
        imported from it since, and it cannot hide QGIS's own packages.
        """
        if self._desktop is not None:
            self._desktop.remove()
            self._desktop = None
        running.cancel_all()
        if self._provider is not None:
            QgsApplication.processingRegistry().removeProvider(self._provider)
            self._provider = None
        if self._translator is not None:
            translation.remove(self._translator)
            self._translator = None
