# SPDX-License-Identifier: GPL-3.0-or-later
"""The product in a cell of the batch dialog: a path, a file or a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from processing.tools.dataobjects import createContext
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QTableWidget,
    QToolButton,
    QWidget,
)

from ...host.text import tr
from .products_dialog import ProductsDialog

if TYPE_CHECKING:
    from qgis.PyQt.QtGui import QShowEvent

#: Marks the button above a column that has the entry for many products already.
_EXTENDED = "exogenousProducts"


class ProductCell(QWidget):
    """Takes a path or the name of a layer, and offers files and `.SAFE` folders.

    QGIS's own cell for a file cannot choose folders, nor find them by pattern.
    """

    #: The value has changed.
    changed = pyqtSignal()

    def __init__(self, file_filter: str) -> None:
        """Start empty."""
        super().__init__()
        self._filter = file_filter
        self._text = QLineEdit()
        self._text.setObjectName("productText")
        self._text.textEdited.connect(lambda _: self.changed.emit())
        more = QToolButton()
        more.setObjectName("productMore")
        more.setText("…")
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(more)
        menu.addAction(tr("File…")).triggered.connect(self._ask_for_file)
        menu.addAction(tr(".SAFE folder…")).triggered.connect(self._ask_for_folder)
        more.setMenu(menu)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self._text)
        box.addWidget(more)
        self.setFocusProxy(self._text)

    def value(self) -> str | None:
        """Return the path or name; None where the cell is empty."""
        return self._text.text().strip() or None

    def set_value(self, value: object) -> None:
        """Show a path or name."""
        self._text.setText("" if value is None else str(value))
        self.changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Add the entry for many products to the button above the column."""
        super().showEvent(event)
        button = _button_above(self)
        if button is not None and not button.property(_EXTENDED):
            button.setProperty(_EXTENDED, True)
            menu = QToolButton.menu(button)
            # QGIS fills the menu anew each time, before this.
            menu.aboutToShow.connect(lambda: _offer_many(menu, button))

    def _ask_for_file(self) -> None:
        start = self._text.text()
        path, _ = QFileDialog.getOpenFileName(self, "", start, self._filter)
        if path:
            self.set_value(path)

    def _ask_for_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, "", self._text.text())
        if path:
            self.set_value(path)


def _button_above(cell: QWidget) -> QToolButton | None:
    """Return QGIS's button above the column of a cell of the batch dialog."""
    table: Any = cell.parent()
    while table is not None and not isinstance(table, QTableWidget):
        table = table.parent()
    if table is None:
        return None
    button = table.cellWidget(0, table.indexAt(cell.pos()).column())
    return button if isinstance(button, QToolButton) else None


def _offer_many(menu: QMenu, button: Any) -> None:
    action = menu.addAction(tr("Add products by pattern…"))
    action.setToolTip(tr("Adds a row for each .SAFE folder or archive that is found"))
    action.triggered.connect(lambda: _add_many(button))


def _add_many(button: Any) -> None:
    """Fill a row for each product that the user finds.

    Args:
        button: QGIS's button above the column, with its methods to fill rows.
    """
    dialog = ProductsDialog(button.window())
    if dialog.exec() == QDialog.DialogCode.Accepted:
        context, first = createContext(), button.findStartingRow()
        for row, path in enumerate(dialog.paths(), first):
            button.setRowValue(row, path, context)
    dialog.deleteLater()
