# SPDX-License-Identifier: GPL-3.0-or-later
"""A view of some cells of the layer table, edited by mouse and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QAbstractItemView, QTableView

from ..widgets.choices import OneLine

if TYPE_CHECKING:
    from qgis.PyQt.QtGui import QKeyEvent

    from .model import LayerTableModel

_ICON_PX: Final = 16
_PADDING_PX: Final = 4


class CellView(QTableView):
    """Edits cells by double click, Return or typing, one line a row."""

    def __init__(self, model: LayerTableModel) -> None:
        """Show a model."""
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(OneLine(self))
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked
            | triggers.SelectedClicked
            | triggers.EditKeyPressed
            | triggers.AnyKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )

    @property
    def line_px(self) -> int:
        """The height of a row without a note below it."""
        icon_px = QgsApplication.scaleIconSize(_ICON_PX)
        return int(max(self.fontMetrics().lineSpacing(), icon_px) + 2 * _PADDING_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit the current cell with Return, and keep the keys of actions from Qt."""
        if self._is_an_actions(event):
            # The action is disabled: the view would edit the cell, or copy its text.
            event.accept()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            # The dialog would take Return for its button Run.
            if self.state() != QAbstractItemView.State.EditingState:
                self.edit(self.currentIndex())
            event.accept()
        else:
            super().keyPressEvent(event)

    def _is_an_actions(self, event: QKeyEvent) -> bool:
        keys = _keys_of(event)
        return any(keys in action.shortcuts() for action in self.actions())


def _keys_of(event: QKeyEvent) -> QKeySequence:
    """Return a key and its modifiers, in Qt 6 and in Qt 5."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if hasattr(event, "keyCombination"):
        return QKeySequence(modifiers | Qt.Key(event.key()))
    return QKeySequence(int(modifiers) | event.key())
