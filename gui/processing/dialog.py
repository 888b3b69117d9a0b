# SPDX-License-Identifier: GPL-3.0-or-later
"""QGIS's own algorithm dialog, opened large enough for the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from processing.gui.AlgorithmDialog import AlgorithmDialog
from qgis.PyQt.QtWidgets import QSplitter

from ..widgets.later import later
from ..widgets.warm_up import warm_up
from ..widgets.window_size import grow

if TYPE_CHECKING:
    from qgis.core import QgsProcessingAlgorithm
    from qgis.PyQt.QtGui import QShowEvent
    from qgis.PyQt.QtWidgets import QWidget

#: The least size in letters and lines of the font, as fonts differ in size.
_WIDTH: Final = 165
_HEIGHT: Final = 48

#: The shares of the width for the parameters, and for the help beside them.
_SHARES: Final = (72, 28)


class ExoDialog(AlgorithmDialog):  # type: ignore[misc]  # Processing has no types
    """The algorithm dialog, as large as the table needs when it is first shown."""

    def __init__(
        self, algorithm: QgsProcessingAlgorithm, parent: QWidget | None = None
    ) -> None:
        """Show an algorithm's parameters."""
        super().__init__(algorithm, False, parent)
        self._was_shown = False

    def showEvent(self, event: QShowEvent) -> None:
        """Grow where QGIS remembers a smaller size from another algorithm."""
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            self._grow()
            later(self, warm_up)

    def _grow(self) -> None:
        grow(self, letters=_WIDTH, lines=_HEIGHT)
        splitter = self.findChild(QSplitter, "splitter")
        if splitter is not None and all(splitter.sizes()):
            total = sum(splitter.sizes())
            splitter.setSizes([total * share // 100 for share in _SHARES])
