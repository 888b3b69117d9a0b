# SPDX-License-Identifier: GPL-3.0-or-later
"""A line below a widget: what it found, or in red what is wrong."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtWidgets import QLabel, QSizePolicy

#: Red that is legible on light and on dark.
WRONG = QColor(214, 48, 49)


class Note(QLabel):
    """Takes no room while there is nothing to say."""

    def __init__(self) -> None:
        """Start silent."""
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        wide = QSizePolicy.Policy
        self.setSizePolicy(wide.Ignored, wide.MinimumExpanding)
        self.hide()

    def say(self, text: str, tip: str = "") -> None:
        """Tell what was found."""
        self.setPalette(QPalette())
        self._show(text, tip)

    def complain(self, text: str) -> None:
        """Tell what is wrong, in red."""
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, WRONG)
        self.setPalette(palette)
        self._show(text, "")

    def clear(self) -> None:
        """Be silent again."""
        self._show("", "")

    def _show(self, text: str, tip: str) -> None:
        self.setText(text)
        self.setToolTip(tip)
        self.setVisible(bool(text))
