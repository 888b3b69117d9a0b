# SPDX-License-Identifier: GPL-3.0-or-later
"""The view of the layer table: selection, drops, and the hint in an empty table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qgis.PyQt.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
)
from qgis.PyQt.QtGui import QPainter, QTextOption
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
)

from ...host.text import tr
from .cell_view import CellView
from .columns import USUAL, share_width, show_only
from .delegates import (
    BandDelegate,
    ResamplerDelegate,
    SourceDelegate,
)
from .row import Column
from .row_notes import RowNotes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from qgis.PyQt.QtGui import (
        QDragMoveEvent,
        QDropEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
    )

    from .model import LayerTableModel
    from .row import Link

#: The least and the greatest height in lines of the font: the view grows with its rows,
#: but the widgets below it in the dialog stay in sight.
_LINES: Final = (6, 15)


class LayerTableView(CellView):
    """Shows the rows and lets them be edited, selected, moved and dropped."""

    def __init__(
        self, model: LayerTableModel, links: Callable[[], Sequence[Link]]
    ) -> None:
        """Show a model.

        Args:
            model: The rows.
            links: Lists the sources of a model of the modeler.
        """
        super().__init__(model)
        self._rows = model
        self._pressed_on: list[int] = []
        self.setItemDelegateForColumn(Column.SOURCE, SourceDelegate(self, links))
        self.setItemDelegateForColumn(Column.BAND, BandDelegate(self))
        self.setItemDelegateForColumn(Column.RESAMPLER, ResamplerDelegate(self))
        self._set_behaviour()
        self._set_sizes()
        self.notes = RowNotes(self, model)
        model.changed.connect(self.notes.refresh)
        self.selectionModel().selectionChanged.connect(self.notes.refresh)
        model.together = self._selected_with
        self.verticalHeader().sectionResized.connect(self.updateGeometry)
        self.verticalHeader().sectionCountChanged.connect(self.updateGeometry)

    def _set_behaviour(self) -> None:
        view = QAbstractItemView
        self.setSelectionBehavior(view.SelectionBehavior.SelectRows)
        self.setSelectionMode(view.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(view.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropOverwriteMode(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)  # lines would run through the notes
        self.setVerticalScrollMode(view.ScrollMode.ScrollPerPixel)

    def _set_sizes(self) -> None:
        fixed = QHeaderView.ResizeMode.Fixed
        self.verticalHeader().setSectionResizeMode(fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        show_only(self, USUAL)

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
        """Share the width among the columns, and wrap the notes."""
        super().resizeEvent(event)
        share_width(self)
        self.notes.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Follow another font or theme."""
        super().changeEvent(event)
        kinds = QEvent.Type
        if event.type() in {kinds.FontChange, kinds.StyleChange, kinds.PaletteChange}:
            share_width(self)
            self.notes.refresh()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Take the notes along."""
        super().scrollContentsBy(dx, dy)
        self.notes.place()

    def selected_rows(self) -> list[int]:
        """Return the numbers of the selected rows, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def select_rows(self, rows: Iterable[int]) -> None:
        """Select rows; the first becomes the current one."""
        numbers = list(rows)
        flags = QItemSelectionModel.SelectionFlag
        if numbers:
            column = max(self.currentIndex().column(), 0)
            current = self.model().index(numbers[0], column)
            self.selectionModel().setCurrentIndex(current, flags.NoUpdate)
        self._select_again(numbers)

    def _select_again(self, rows: Iterable[int]) -> None:
        model, last = self.model(), len(Column) - 1
        chosen = QItemSelection()
        for row in rows:
            chosen.select(model.index(row, 0), model.index(row, last))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(chosen, flags.ClearAndSelect)

    def _selected_with(self, row: int) -> list[int]:
        """Return the rows that are changed together with a row."""
        rows = self.selected_rows()
        return rows if row in rows else [row]

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember which rows are selected, of which a click leaves one."""
        rows = self.selected_rows()
        self._pressed_on = rows if self.indexAt(event.pos()).row() in rows else []
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the rows together that were selected before the first click."""
        if len(self._pressed_on) > 1:
            self._select_again(self._pressed_on)
        super().mouseDoubleClickEvent(event)

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
    return tr("Drop layers or files here, or add them with the green plus below.")


def _position(event: QDropEvent) -> QPoint:
    """Return the position of a drop, in Qt 6 and in Qt 5."""
    if hasattr(event, "position"):
        point: QPoint = event.position().toPoint()
        return point
    return event.pos()
