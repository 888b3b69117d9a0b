# SPDX-License-Identifier: GPL-3.0-or-later
"""The view of the layer table: keys, drops, and the hint in an empty table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qgis.PyQt.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
)
from qgis.PyQt.QtGui import QKeySequence, QPainter, QTextOption
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QTableView,
)

from ...host.text import tr
from ..widgets.choices import OneLine
from .delegates import (
    BandDelegate,
    CrsDelegate,
    DomainDelegate,
    MaskDelegate,
    ResamplerDelegate,
    SourceDelegate,
)
from .row import Column

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from qgis.PyQt.QtGui import (
        QDragMoveEvent,
        QDropEvent,
        QKeyEvent,
        QPaintEvent,
        QResizeEvent,
    )

    from .model import LayerTableModel
    from .row import Link

#: The least widths of columns, in characters of the font, as fonts differ in size.
_WIDTHS: Final = {
    Column.NAME: 12,
    Column.SOURCE: 12,
    Column.BAND: 12,
    Column.RESAMPLER: 13,
    Column.NODATA: 9,
    Column.CRS: 12,
    Column.SCALE: 8,
    Column.OFFSET: 8,
    Column.MASK: 12,
    Column.DOMAIN: 8,
    Column.REMARK: 20,
}
#: The columns that share the remaining room, and their parts of it.
_SHARES: Final = {Column.NAME: 2, Column.SOURCE: 3, Column.REMARK: 4}
MORE: Final = (
    *(Column.NODATA, Column.CRS, Column.SCALE, Column.OFFSET),
    *(Column.MASK, Column.DOMAIN),
)

#: The least and the greatest height in lines of the font: the view grows with its rows,
#: but the widgets below it in the dialog stay in sight.
_LINES: Final = (6, 15)


class LayerTableView(QTableView):
    """Shows the rows and lets them be edited, selected, moved and dropped."""

    def __init__(
        self, model: LayerTableModel, links: Callable[[], Sequence[Link]]
    ) -> None:
        """Show a model.

        Args:
            model: The rows.
            links: Lists the sources of a model of the modeler.
        """
        super().__init__()
        self.setModel(model)
        self._rows = model
        self.setItemDelegate(OneLine(self))
        self.setItemDelegateForColumn(Column.REMARK, QStyledItemDelegate(self))
        self.setItemDelegateForColumn(Column.SOURCE, SourceDelegate(self, links))
        self.setItemDelegateForColumn(Column.BAND, BandDelegate(self))
        self.setItemDelegateForColumn(Column.RESAMPLER, ResamplerDelegate(self))
        self.setItemDelegateForColumn(Column.CRS, CrsDelegate(self))
        self.setItemDelegateForColumn(Column.MASK, MaskDelegate(self))
        self.setItemDelegateForColumn(Column.DOMAIN, DomainDelegate(self))
        self._set_behaviour()
        self._set_sizes()
        self.show_more(False)
        model.changed.connect(self._show_remarks)
        self.verticalHeader().sectionResized.connect(self.updateGeometry)
        self.verticalHeader().sectionCountChanged.connect(self.updateGeometry)
        self._show_remarks()

    def _set_behaviour(self) -> None:
        view = QAbstractItemView
        self.setSelectionBehavior(view.SelectionBehavior.SelectRows)
        self.setSelectionMode(view.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            view.EditTrigger.DoubleClicked
            | view.EditTrigger.SelectedClicked
            | view.EditTrigger.EditKeyPressed
            | view.EditTrigger.AnyKeyPressed
        )
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(view.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropOverwriteMode(False)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAlternatingRowColors(True)
        self.setWordWrap(True)

    def _set_sizes(self) -> None:
        self.verticalHeader().hide()
        fit = QHeaderView.ResizeMode.ResizeToContents
        self.verticalHeader().setSectionResizeMode(fit)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        # Remarks stand beside the columns that are always shown.
        header.moveSection(Column.REMARK, Column.NODATA)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)

    def sizeHint(self) -> QSize:
        """Return a height that shows all rows, within limits."""
        line = self.fontMetrics().lineSpacing()
        least, most = (lines * line for lines in _LINES)
        rows = min(max(self.verticalHeader().length() + line // 2, least), most)
        height = self.horizontalHeader().sizeHint().height() + rows
        return QSize(super().sizeHint().width(), height + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        """Return the same height: the dialog scrolls, not the view inside of it."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        letter = self.fontMetrics().averageCharWidth()
        shown = [column for column in Column if not self.isColumnHidden(column)]
        widths = {column: _WIDTHS[column] * letter for column in shown}
        parts = sum(_SHARES.get(column, 0) for column in shown)
        left = max(self.viewport().width() - sum(widths.values()), 0)
        for column, width in widths.items():
            share = left * _SHARES.get(column, 0) // parts
            self.setColumnWidth(column, width + share)

    def show_more(self, shown: bool) -> None:  # noqa: FBT001 Qt's toggled(bool)
        """Unfold or fold the columns that most rows leave empty."""
        for column in MORE:
            self.setColumnHidden(column, not shown)
        self._share_width()

    def selected_rows(self) -> list[int]:
        """Return the numbers of the selected rows, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def select_rows(self, rows: Iterable[int]) -> None:
        """Select rows; the first becomes the current one."""
        model, last = self.model(), len(Column) - 1
        chosen = QItemSelection()
        first = None
        for row in rows:
            first = row if first is None else first
            chosen.select(model.index(row, 0), model.index(row, last))
        flags = QItemSelectionModel.SelectionFlag
        if first is not None:
            column = max(self.currentIndex().column(), 0)
            current = model.index(first, column)
            self.selectionModel().setCurrentIndex(current, flags.NoUpdate)
        self.selectionModel().select(chosen, flags.ClearAndSelect)

    def _show_remarks(self) -> None:
        model = self._rows
        is_wrong = any(model.problem(row) for row in range(model.rowCount()))
        if self.isColumnHidden(Column.REMARK) == is_wrong:
            self.setColumnHidden(Column.REMARK, not is_wrong)
            self._share_width()

    # Keys

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

    # Drops

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where the drop would go; files are copied, rows are moved."""
        super().dragMoveEvent(event)
        if self.model().canDropMimeData(
            event.mimeData(), event.dropAction(), -1, -1, QModelIndex()
        ):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Put rows, layers or files where they are dropped."""
        at = self._row_at(_position(event))
        moved = self._rows.drop(event.mimeData(), at)
        # With a copy, the source of the drag does not remove its rows.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()
        if moved:
            self.select_rows(moved)

    def _row_at(self, point: QPoint) -> int:
        """Return the number of the row to insert before for a point."""
        index = self.indexAt(point)
        if not index.isValid():
            return int(self.model().rowCount())
        rect = self.visualRect(index)
        return int(index.row() + (point.y() > rect.center().y()))

    # The hint in an empty table

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, or a hint how to add rows while there are none."""
        super().paintEvent(event)
        if self.model().rowCount():
            return
        painter = QPainter(self.viewport())
        painter.setOpacity(0.6)
        box = QRectF(self.viewport().rect()).adjusted(12, 6, -12, -6)
        option = QTextOption(Qt.AlignmentFlag.AlignCenter)
        painter.drawText(box, empty_text(), option)
        painter.end()


def empty_text() -> str:
    """Return the hint that an empty table shows."""
    return tr(
        "Drop raster layers or files here, or add them with the green plus below."
    )


def _keys_of(event: QKeyEvent) -> QKeySequence:
    """Return a key and its modifiers, in Qt 6 and in Qt 5."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if hasattr(event, "keyCombination"):
        return QKeySequence(modifiers | Qt.Key(event.key()))
    return QKeySequence(int(modifiers) | event.key())


def _position(event: QDropEvent) -> QPoint:
    """Return the position of a drop, in Qt 6 and in Qt 5."""
    if hasattr(event, "position"):
        point: QPoint = event.position().toPoint()
        return point
    return event.pos()
