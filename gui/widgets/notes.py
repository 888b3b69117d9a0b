# SPDX-License-Identifier: GPL-3.0-or-later
"""A line below a widget: what it found, or in red what is wrong."""

from __future__ import annotations

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QColor, QResizeEvent
from qgis.PyQt.QtWidgets import QLabel, QSizePolicy

#: Red that is legible on light and on dark.
WRONG = QColor(214, 48, 49)


class Note(QLabel):
    """Takes no room while there is nothing to say."""

    def __init__(self, *, bold: bool = False) -> None:
        """Start silent."""
        super().__init__()
        # As style sheets: what a theme of QGIS says by them goes before palettes.
        self._look = "font-weight: bold;" if bold else ""
        self.setStyleSheet(self._look)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        wide = QSizePolicy.Policy
        self.setSizePolicy(wide.Ignored, wide.MinimumExpanding)
        self.hide()

    def say(self, text: str, tip: str = "") -> None:
        """Tell what was found."""
        self.setStyleSheet(self._look)
        self._show(text, tip)

    def complain(self, text: str) -> None:
        """Tell what is wrong, in red."""
        self.setStyleSheet(f"{self._look} color: {WRONG.name()};")
        self._show(text, "")

    def clear(self) -> None:
        """Be silent again."""
        self._show("", "")

    def sizeHint(self) -> QSize:
        """Return the height that the text needs at the width there is.

        Qt's own guesses a narrower one, and the dialog keeps room for it.
        """
        return QSize(0, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height where the width is another."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def _show(self, text: str, tip: str) -> None:
        self.setText(text)
        self.setToolTip(tip)
        self.setVisible(bool(text))
