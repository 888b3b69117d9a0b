# SPDX-License-Identifier: GPL-3.0-or-later
"""A part of a dialog that folds to its title, with a summary of what it hides."""

from __future__ import annotations

from qgis.PyQt.QtCore import QEvent, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from .one_line import OneLineLabel


class Section(QWidget):
    """A title that folds and unfolds the widgets below it, by mouse and by key."""

    #: The user has folded or unfolded the section.
    toggled = pyqtSignal()

    def __init__(self, title: str, name: str) -> None:
        """Start unfolded and empty.

        Args:
            title: The title; the label of the section's widget.
            name: The object's name; the button's has `Fold` behind it.
        """
        super().__init__()
        self.setObjectName(name)
        self._fold = QToolButton()
        self._fold.setObjectName(f"{name}Fold")
        self._fold.setText(title)
        self._fold.setAutoRaise(True)
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._fold.clicked.connect(self._toggle)
        self._text = ""
        self._summary = OneLineLabel()
        self._body = QWidget()
        self.rows = QVBoxLayout(self._body)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(self._summary, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(head)
        box.addWidget(self._body, 1)
        self.fold(folded=False)

    @property
    def is_folded(self) -> bool:
        """Whether the title alone is shown."""
        return self._body.isHidden()

    def fold(self, *, folded: bool) -> None:
        """Fold or unfold the section."""
        self._body.setHidden(folded)
        # It keeps its room, or the title would move.
        self._summary.show_text(self._text if folded else "")
        arrows = Qt.ArrowType
        self._fold.setArrowType(arrows.RightArrow if folded else arrows.DownArrow)
        self._take_height()

    def event(self, event: QEvent) -> bool:
        """Look again whether anything in the section can use spare height."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._take_height()
        return bool(super().event(event))

    def _take_height(self) -> None:
        ways = self.rows.expandingDirections()
        grows = not self.is_folded and bool(ways & Qt.Orientation.Vertical)
        policy = QSizePolicy.Policy
        high = policy.Preferred if grows else policy.Fixed
        self.setSizePolicy(policy.Preferred, high)

    def summarize(self, text: str) -> None:
        """Take the text that stands beside the title of a folded section."""
        self._text = text
        self._summary.show_text(text if self.is_folded else "")

    def body_height(self) -> int:
        """Return the height that unfolding the section takes, in pixels."""
        return self._body.minimumSizeHint().height() + self.layout().spacing()

    def _toggle(self) -> None:
        self.fold(folded=not self.is_folded)
        self.toggled.emit()
