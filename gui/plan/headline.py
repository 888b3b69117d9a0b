# SPDX-License-Identifier: GPL-3.0-or-later
"""The line that says what the run will make, or why it would fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from ...host.text import tr
from ..widgets.notes import Note

if TYPE_CHECKING:
    from qgis.PyQt.QtGui import QMouseEvent


class Headline(QWidget):
    """A bold line, and a button with the number of warnings.

    A click on either asks for the plan, which may be out of sight.
    """

    #: The user wants to see the plan.
    asked = pyqtSignal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._line = _Clicked(bold=True)
        self._line.setObjectName("planHead")
        self._line.setCursor(Qt.CursorShape.PointingHandCursor)
        self._line.clicked.connect(self.asked)
        self._count = QToolButton()
        self._count.setObjectName("planWarnings")
        self._count.setAutoRaise(True)
        self._count.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._count.clicked.connect(self.asked)
        self._count.hide()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._line, 1)
        box.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Preferred, policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height that the line needs at its current width."""
        heights = (self._line.sizeHint().height(), self._count.sizeHint().height())
        return QSize(0, heights[0] if self._count.isHidden() else max(heights))

    def minimumSizeHint(self) -> QSize:
        """Return the same size."""
        return self.sizeHint()

    def say(self, text: str, warnings: int = 0) -> None:
        """Show what the run will make, and of how many warnings the plan tells."""
        self._line.say(text)
        self._count.setText(f"⚠ {warnings}")
        words = tr("%n warning(s): show the plan", warnings)
        self._count.setToolTip(words)
        self._count.setAccessibleName(words)
        self._count.setVisible(bool(warnings))

    def complain(self, reason: str) -> None:
        """Show why the run would fail."""
        self._line.complain(reason)
        self._count.hide()

    def text(self) -> str:
        """Return the line."""
        return self._line.text()


class _Clicked(Note):
    """A note that can be clicked, and whose text can be selected all the same."""

    clicked = pyqtSignal()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take a click that has selected nothing."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.hasSelectedText():
            self.clicked.emit()
