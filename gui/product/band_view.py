# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of bands: ticked by mouse and space bar, moved, and searched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QSize,
    Qt,
)
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QAction,
    QHeaderView,
    QSizePolicy,
    QTreeView,
)

from ...host.text import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qgis.PyQt.QtGui import QKeyEvent

    from .band_model import BandModel

#: The list shows so many bands at least, and more where the dialog has room.
_LEAST_BANDS: Final = 5
_MOST_BANDS: Final = 17


class BandView(QTreeView):
    """Shows the bands, some rows at a time."""

    def __init__(self, model: BandModel) -> None:
        """Show a model."""
        super().__init__()
        view = QAbstractItemView
        self.setModel(model)
        self._bands = model
        self.up = self._action(tr("Move up"), "/mActionArrowUp.svg", "Alt+Up")
        self.up.triggered.connect(self._move_up)
        self.down = self._action(tr("Move down"), "/mActionArrowDown.svg", "Alt+Down")
        self.down.triggered.connect(self._move_down)
        self._searched = ""
        model.modelReset.connect(self._hide_others)
        model.layoutChanged.connect(self._hide_others)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setSelectionMode(view.SelectionMode.ExtendedSelection)
        self.setDragDropMode(view.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)
        header = self.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Expanding)

    def _action(self, text: str, icon: str, keys: str) -> QAction:
        action = QAction(QgsApplication.getThemeIcon(icon), text, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.addAction(action)
        return action

    def sizeHint(self) -> QSize:
        """Return the height of all bands, within limits."""
        bands = min(max(self._bands.rowCount(), _LEAST_BANDS), _MOST_BANDS)
        return QSize(super().sizeHint().width(), self._height_of(bands))

    def minimumSizeHint(self) -> QSize:
        """Return the height of the header and some bands, whatever the font."""
        width = super().minimumSizeHint().width()
        return QSize(width, self._height_of(_LEAST_BANDS))

    def _height_of(self, bands: int) -> int:
        height = self.header().sizeHint().height() + 2 * self.frameWidth()
        row = max(self.sizeHintForRow(0), self.fontMetrics().lineSpacing())
        return int(height + bands * row)

    def fit(self) -> None:
        """Fit the columns to their texts."""
        for column in range(2):
            self.resizeColumnToContents(column)
            self.setColumnWidth(column, self.columnWidth(column) + 16)

    def search(self, text: str) -> None:
        """Show the bands alone whose name, identifier or sizes have all the words."""
        self._searched = text
        self._hide_others()

    def _hide_others(self) -> None:
        words = self._searched.casefold().split()
        for row, band in enumerate(self._bands.bands):
            text = " ".join((band.name, band.id, band.sizes, *band.words)).casefold()
            is_hidden = not all(word in text for word in words)
            self.setRowHidden(row, QModelIndex(), is_hidden)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick the selected bands with the space bar."""
        if event.key() == Qt.Key.Key_Space:
            self._toggle_selected()
        else:
            super().keyPressEvent(event)

    def _move_up(self) -> None:
        rows = self._selected()
        if rows and rows[0] > 0:
            self._select(self._bands.move(rows, rows[0] - 1))

    def _move_down(self) -> None:
        rows = self._selected()
        if rows and rows[-1] < self._bands.rowCount() - 1:
            self._select(self._bands.move(rows, rows[-1] + 2))

    def _selected(self) -> list[int]:
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def _select(self, rows: Iterable[int]) -> None:
        model, chosen = self.model(), QItemSelection()
        for row in rows:
            chosen.select(model.index(row, 0), model.index(row, 2))
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().select(chosen, flag)

    def _toggle_selected(self) -> None:
        role, states = Qt.ItemDataRole.CheckStateRole, Qt.CheckState
        model = self.model()
        indexes = [model.index(row, 0) for row in self._selected()]
        is_any_open = any(index.data(role) == states.Unchecked for index in indexes)
        state = states.Checked if is_any_open else states.Unchecked
        for index in indexes:
            model.setData(index, state, role)
