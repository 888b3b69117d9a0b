# SPDX-License-Identifier: GPL-3.0-or-later
"""Two panes of parameters, side by side or one above the other, with sections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from ..widgets.section import Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Below this width, in letters of the font, the panes stand one above the other.
_NARROW: Final = 120

#: The shares of the width.
_SHARES: Final = (55, 45)


class Pane(QWidget):
    """Widgets one above the other; sections among them can fold."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(2, 2, 2, 2)
        self.rows.setSpacing(4)

    def sections(self) -> Iterator[Section]:
        """Yield the sections, from the top."""
        for number in range(self.rows.count()):
            widget = self.rows.itemAt(number).widget()
            if isinstance(widget, Section):
                yield widget

    def full_height(self) -> int:
        """Return the least height with all sections unfolded, in pixels."""
        self.rows.invalidate()
        folded = (one.body_height() for one in self.sections() if one.is_folded)
        return self.rows.minimumSize().height() + sum(folded)


class Panes(QSplitter):
    """The two panes; sections fold where the height is too small for them.

    A section that the user has folded or unfolded, or works in, stays as it is.
    """

    def __init__(self) -> None:
        """Start with empty panes side by side."""
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("exoPanes")
        self.setChildrenCollapsible(False)
        self.left, self.right = Pane(), Pane()
        self.addWidget(self.left)
        self.addWidget(self.right)
        self._touched: list[Section] = []

    def watch_sections(self) -> None:
        """Leave a section alone from the moment at which the user folds it."""
        for section in (*self.left.sections(), *self.right.sections()):
            section.toggled.connect(self._note)

    def _note(self) -> None:
        section = self.sender()
        if isinstance(section, Section) and section not in self._touched:
            self._touched.append(section)

    def fit(self, room: QSize) -> None:
        """Turn the panes, and fold sections, so that all of them fit into a room."""
        is_wide = room.width() >= _NARROW * self.fontMetrics().averageCharWidth()
        ways = Qt.Orientation
        way = ways.Horizontal if is_wide else ways.Vertical
        if self.orientation() != way:
            self.setOrientation(way)
        if is_wide:
            self._fold((self.left,), room.height())
            self._fold((self.right,), room.height())
        else:
            self._fold((self.left, self.right), room.height())

    def share(self) -> None:
        """Give each pane its share of the width."""
        if self.orientation() == Qt.Orientation.Horizontal:
            self.setSizes([self.width() * share // 100 for share in _SHARES])

    def _fold(self, panes: Iterable[Pane], height: int) -> None:
        """Fold the first sections, as many as it takes, and unfold the others."""
        panes = tuple(panes)
        needed = sum(pane.full_height() for pane in panes)
        for section in (one for pane in panes for one in pane.sections()):
            if section in self._touched or _has_focus(section):
                needed -= section.body_height() if section.is_folded else 0
                continue
            section.fold(folded=needed > height)
            needed -= section.body_height() if section.is_folded else 0


def _has_focus(section: Section) -> bool:
    # The stubs do not say that nothing may have the focus.
    focused = cast("QWidget | None", QApplication.focusWidget())
    return focused is not None and section.isAncestorOf(focused)
