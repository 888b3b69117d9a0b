# SPDX-License-Identifier: GPL-3.0-or-later
"""A label of one line, which ends in an ellipsis where there is no room for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLabel, QSizePolicy

if TYPE_CHECKING:
    from qgis.PyQt.QtGui import QResizeEvent


class OneLineLabel(QLabel):
    """A plain text that asks for no width."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Ignored, policy.Preferred)

    def show_text(self, text: str) -> None:
        """Show as much of a text as there is room for, and all of it in the tooltip."""
        self._whole = text
        self.setToolTip(text)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show more or less of the text."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        right, width = Qt.TextElideMode.ElideRight, self.contentsRect().width()
        self.setText(self.fontMetrics().elidedText(self._whole, right, width))
