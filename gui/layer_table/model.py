# SPDX-License-Identifier: GPL-3.0-or-later
"""The layer table as a model for Qt's views: cells, editing, drag and drop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qgis.PyQt.QtCore import QMimeData, QModelIndex, Qt

from ...host.parameter_names import AUTO
from ..widgets import dropping
from ..widgets.project_layers import NamedSource
from .row import FIELDS, Column
from .row_display import header, header_help, presented
from .rows import NOWHERE, LayerRows

if TYPE_CHECKING:
    from collections.abc import Iterable

_ROWS: Final = "application/x-exogenous-rows"


class LayerTableModel(LayerRows):
    """Shows rows as cells, and takes typed values and drops."""

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
        if role == Qt.ItemDataRole.EditRole and column in FIELDS:
            if column == Column.RESAMPLER:
                return self.resampler(row)
            return getattr(self._rows[row], FIELDS[column])
        return presented(self, row, column, role)

    def setData(
        self, index: QModelIndex, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Take the value that was typed or chosen in a cell."""
        column = Column(index.column())
        if role != Qt.ItemDataRole.EditRole or column not in FIELDS:
            return False
        text = str(value).strip()
        if column == Column.RESAMPLER and text.casefold() == AUTO:
            text = ""
        if text == self.data(index, role):
            return False
        if column == Column.SOURCE:
            self.set_source(index.row(), NamedSource(name="", path=text))
        elif column == Column.BAND:
            self.set_band(index.row(), text)
        else:
            self.put(index.row(), **{FIELDS[column]: text})
        return True

    def flags(self, index: QModelIndex) -> Qt.ItemFlags:
        """Let every cell but the remark be edited, rows be dragged."""
        flags = super().flags(index)
        if not index.isValid():
            return flags | Qt.ItemFlag.ItemIsDropEnabled
        flags |= Qt.ItemFlag.ItemIsDragEnabled
        if index.column() != Column.REMARK:
            flags |= Qt.ItemFlag.ItemIsEditable
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
        rows = sorted({index.row() for index in indexes})
        mime = QMimeData()
        mime.setData(_ROWS, ",".join(map(str, rows)).encode())
        return mime

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
            numbers = bytes(mime.data(_ROWS)).decode().split(",")
            return self.move([int(number) for number in numbers], at)
        self.add_sources(dropping.sources_in(mime), at)
        return range(0)
