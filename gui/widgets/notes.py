# SPDX-License-Identifier: GPL-3.0-or-later
"""A line below a widget, for information or, in red, a problem."""

from __future__ import annotations

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QColor, QResizeEvent
from qgis.PyQt.QtWidgets import QLabel, QSizePolicy

from .colours import TEXT, ground_of, legible

#: Before it is made legible on its ground.
WRONG = QColor(214, 48, 49)


class Note(QLabel):
    """A line of text that takes no room while it is empty."""

    def __init__(self, *, bold: bool = False) -> None:
        """Start empty."""
        super().__init__()
        # By style sheet: in QGIS's themes, style sheets override palettes.
        self._look = "font-weight: bold;" if bold else ""
        self.setStyleSheet(self._look)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        wide = QSizePolicy.Policy
        self.setSizePolicy(wide.Ignored, wide.MinimumExpanding)
        self.hide()

    def say(self, text: str, tip: str = "") -> None:
        """Show information."""
        self.setStyleSheet(self._look)
        self._show(text, tip)

    def complain(self, text: str) -> None:
        """Show a problem, in red."""
        red = legible(WRONG, ground_of(self), TEXT)
        self.setStyleSheet(f"{self._look} color: {red.name()};")
        self._show(text, "")

    def clear(self) -> None:
        """Hide the line."""
        self._show("", "")

    def sizeHint(self) -> QSize:
        """Return the height that the text needs at the current width.

        Qt's own hint assumes a narrower width, and the dialog would keep room for that.
        """
        return QSize(0, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Return the same size."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Update the height when the width changes."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def _show(self, text: str, tip: str) -> None:
        self.setText(text)
        self.setToolTip(tip)
        self.setVisible(bool(text))
