# SPDX-License-Identifier: GPL-3.0-or-later
"""QGIS's own algorithm dialog, with the parameters in two panes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from processing.gui.AlgorithmDialog import AlgorithmDialog
from qgis.PyQt.QtWidgets import QLineEdit, QSplitter

from ..widgets.later import later
from ..widgets.warm_up import warm_up
from ..widgets.window_size import grow
from .panel import ExoPanel

if TYPE_CHECKING:
    from qgis.core import QgsProcessingAlgorithm
    from qgis.PyQt.QtCore import QByteArray
    from qgis.PyQt.QtGui import QCloseEvent, QShowEvent
    from qgis.PyQt.QtWidgets import QWidget

#: The least size in letters and lines of the font, as fonts differ in size.
_WIDTH: Final = 190
_HEIGHT: Final = 48

#: The shares of the width for the parameters, and for the help beside them.
_SHARES: Final = (72, 28)

#: On a screen that is narrower, in letters of the font, the help starts closed.
_ROOM_FOR_HELP: Final = 200


class ExoDialog(AlgorithmDialog):  # type: ignore[misc]  # Processing has no types
    """The algorithm dialog, as large as the table needs when it is first shown."""

    def __init__(
        self, algorithm: QgsProcessingAlgorithm, parent: QWidget | None = None
    ) -> None:
        """Show an algorithm's parameters."""
        super().__init__(algorithm, False, parent)
        self._was_shown = False
        self._help_before: QByteArray | None = None

    def getParametersPanel(
        self, algorithm: QgsProcessingAlgorithm, parent: QWidget
    ) -> ExoPanel:
        """Make the panel with the parameters."""
        return ExoPanel(parent, algorithm)

    def showEvent(self, event: QShowEvent) -> None:
        """Grow where QGIS remembers a smaller size from another algorithm."""
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            grow(self, letters=_WIDTH, lines=_HEIGHT)
            self.findChild(QLineEdit, "productPath").setFocus()
            later(self, self._share)
            later(self, warm_up)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let QGIS's other dialogs keep their help, which this one has closed."""
        splitter = self.findChild(QSplitter, "splitter")
        if self._help_before is not None and not splitter.sizes()[-1]:
            splitter.restoreState(self._help_before)
        super().closeEvent(event)

    def _share(self) -> None:
        """Share the width between parameters and help, where there is room for it."""
        splitter = self.findChild(QSplitter, "splitter")
        if not all(splitter.sizes()):
            return
        letter = self.fontMetrics().averageCharWidth()
        if self.screen().availableGeometry().width() < _ROOM_FOR_HELP * letter:
            self._help_before = splitter.saveState()
            splitter.setSizes([1, 0])
            # This signal is what turns the arrow of QGIS's button beside the help.
            splitter.splitterMoved.emit(splitter.width(), 1)
            return
        total = sum(splitter.sizes())
        splitter.setSizes([total * share // 100 for share in _SHARES])
