# SPDX-License-Identifier: GPL-3.0-or-later
"""What there is of the plugin in a Python that is too old for it: one sentence.

QGIS 3.22 on Windows and 3.40 on macOS bring Python 3.9. This module, and what it
imports, is read by that Python, which knows less of the language.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from qgis.core import Qgis, QgsMessageLog

from .host import translation
from .host.text import tr

if TYPE_CHECKING:
    from qgis.gui import QgisInterface
    from qgis.PyQt.QtCore import QTranslator


class OldPython:
    """Stands in for the plugin, and says why it is not there."""

    def __init__(self, iface: QgisInterface | None) -> None:
        """Take QGIS's window; None in qgis_process."""
        self._iface = iface
        self._translator: QTranslator | None = None

    def initProcessing(self) -> None:
        """Say it in QGIS's log; qgis_process calls this method alone."""
        self._translator = self._translator or translation.install()
        QgsMessageLog.logMessage(_sentence(), "Exogenous", Qgis.MessageLevel.Warning)

    def initGui(self) -> None:
        """Say it in QGIS's message bar, until the user closes it."""
        self.initProcessing()
        if self._iface is not None:
            bar = self._iface.messageBar()
            bar.pushMessage("Exogenous", _sentence(), Qgis.MessageLevel.Warning, 0)

    def unload(self) -> None:
        """Take the translation back; nothing else was added."""
        if self._translator is not None:
            translation.remove(self._translator)
            self._translator = None


def _sentence() -> str:
    return tr(
        "Exogenous needs Python 3.10 or newer, and this QGIS has {version}: install a "
        "newer QGIS, on macOS the one of conda-forge."
    ).format(version=".".join(map(str, sys.version_info[:2])))
