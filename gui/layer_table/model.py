# SPDX-License-Identifier: GPL-3.0-or-later
"""The layer table as a model for Qt's views: cells, editing, drag and drop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qgis.PyQt.QtCore import QModelIndex, Qt

from ...host.parameter_names import AUTO
from ..widgets import dropping
from ..widgets.dragged_rows import dragged, rows_dragged
from ..widgets.project_layers import NamedSource
from .row import FIELDS, Column
from .row_changes import RowChanges
from .row_display import header, header_help, presented
from .rows import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from qgis.PyQt.QtCore import QMimeData, QObject

_ROWS: Final = "application/x-exogenous-rows"

#: The columns in which an edit is meant for its row alone.
_OF_ONE_ROW: Final = (Column.NAME, Column.SOURCE, Column.BAND)


class LayerTableModel(RowChanges):
    """Shows rows as cells, and takes typed values and drops."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without rows."""
        super().__init__(parent)
        #: Returns the rows that are changed together with a row.
        self.together: Callable[[int], Sequence[int]] = lambda row: [row]

    def rowCount(self, parent: QModelIndex = NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex = NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the titles of the columns."""
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return header(Column(section))
            if role == Qt.ItemDataRole.ToolTipRole:
                return header_help(Column(section))
        return super().headerData(section, orientation, role)

    def data(
        self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the value that a cell shows, or that is edited in the cell."""
        if not index.isValid():
            return None
        row, column = index.row(), Column(index.column())
        if role == Qt.ItemDataRole.EditRole:
            if column == Column.RESAMPLER:
                return self.resampler(row)
            return getattr(self._rows[row], FIELDS[column])
        return presented(self, row, column, role)

    def setData(
        self, index: QModelIndex, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Take the value that was typed or chosen in a cell."""
        if role == Qt.ItemDataRole.CheckStateRole:
            is_on = Qt.CheckState(value) == Qt.CheckState.Checked  # type: ignore[call-overload]  # Qt 5 hands on a number
            self.put(index.row(), use=is_on)
            return True
        column = Column(index.column())
        if role != Qt.ItemDataRole.EditRole:
            return False
        text = str(value).strip()
        if column == Column.RESAMPLER and text.casefold() == AUTO:
            text = ""
        alone = column in _OF_ONE_ROW
        rows = [index.row()] if alone else self.together(index.row())
        rows = [r for r in rows if self.data(self.index(r, column), role) != text]
        if not rows:
            return False
        if column == Column.SOURCE:
            self.set_source(index.row(), NamedSource(name="", path=text))
        elif column == Column.BAND:
            self.set_band(index.row(), text)
        elif column == Column.NAME:
            self.put(index.row(), name=text)
        else:
            self.put(*rows, **{FIELDS[column]: text})
        return True

    def flags(self, index: QModelIndex) -> Qt.ItemFlags:
        """Let every cell be edited, rows be dragged and switched."""
        flags = super().flags(index)
        if not index.isValid():
            return flags | Qt.ItemFlag.ItemIsDropEnabled
        flags |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsEditable
        if index.column() == Column.NAME:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    # Drag and drop

    def supportedDropActions(self) -> Qt.DropActions:
        """Let rows move, and layers and files be copied in."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        """Return the MIME type of dragged rows."""
        return [_ROWS]

    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        """Return the numbers of dragged rows as MIME data."""
        return dragged(_ROWS, indexes)

    def canDropMimeData(
        self,
        mime: QMimeData,
        _action: Qt.DropAction,
        _row: int,
        _column: int,
        _parent: QModelIndex,
    ) -> bool:
        """Take rows, layers and files."""
        return mime.hasFormat(_ROWS) or dropping.can_read(mime)

    def dropMimeData(
        self,
        mime: QMimeData,
        _action: Qt.DropAction,
        row: int,
        _column: int,
        parent: QModelIndex,
    ) -> bool:
        """Take a drop from a view that does not call `drop` itself."""
        if parent.isValid():
            row = parent.row()
        self.drop(mime, row if row >= 0 else self.rowCount())
        return False  # True would let the view remove the dragged rows.

    def drop(self, mime: QMimeData, at: int) -> range:
        """Move rows before another, or add layers and files there.

        Returns:
            The numbers of moved rows; added rows come later, when they are read.
        """
        if mime.hasFormat(_ROWS):
            return self.move(rows_dragged(_ROWS, mime), at)
        self.add_sources(dropping.sources_in(mime), at)
        return range(0)
