# SPDX-License-Identifier: GPL-3.0-or-later
"""The layer table as a widget: the rows, and the buttons and menus about them."""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QPoint, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...host.text import tr
from ..widgets.buttons import action_button, icon_button
from ..widgets.project_layers import NamedSource
from .delegates import ask_files
from .details import DetailsPane
from .fixes import fixes_for
from .menus import AddMenu, RowMenu
from .model import LayerTableModel
from .row_actions import RowActions
from .tables_menu import TablesMenu
from .view import LayerTableView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qgis.gui import QgsMapCanvas

    from .row import Link, Row

_LAST_TABLE: Final = "exogenous/last_table"


def _no_links() -> Sequence[Link]:
    return ()


class LayerTable(QWidget):
    """Lets the user make, order and mend the rows of `EXO`."""

    #: The value has changed.
    changed = pyqtSignal()

    def __init__(
        self,
        parent: QWidget | None = None,
        links: Callable[[], Sequence[Link]] = _no_links,
    ) -> None:
        """Start without rows.

        Args:
            parent: The dialog or panel around the table.
            links: Lists the sources of a model of the modeler.
        """
        super().__init__(parent)
        self._links = links
        self.model = LayerTableModel(self)
        self.view = LayerTableView(self.model, links)
        self.view.setObjectName("exoView")
        self._note = QLabel()
        self._note.setWordWrap(True)
        self._note.setObjectName("exoNote")
        self._note.hide()
        self._offered: tuple[Row, ...] = ()
        self._row_actions = RowActions(self.model, self.view, self)
        self._details = DetailsPane(self.model, self.view)
        self._details.cells.addActions(self._row_actions.named("undo", "redo"))
        self._details.hide()
        # The note may be about rows that were pasted before.
        self._row_actions["paste"].triggered.connect(self._note.hide)
        self._lay_out()
        self.view.notes.clicked.connect(self._mend)
        self.view.horizontalHeader().sectionClicked.connect(self._sort)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.model.changed.connect(self._take_change)
        self.model.unreadable.connect(self._note_unreadable)
        self.model.several_added.connect(self._offer_tiles)
        self._note.linkActivated.connect(self._join)

    def value(self) -> object:
        """Return the table for the algorithm; None where it is empty."""
        return self.model.value()

    def set_value(self, value: object) -> None:
        """Show another table, in any form that the core reads."""
        self._note.hide()
        self.model.set_value(value)

    def set_canvas(self, canvas: QgsMapCanvas | None) -> None:
        """Take the canvas on which rows' layers are shown."""
        self._row_actions.canvas = canvas

    def set_product(self, path: str, crs: str, instant: str = "") -> None:
        """Take the product's path, CRS and instant, each empty where it is unknown.

        The CRS is offered for sources without one, and dialogs that ask for a file
        open beside the product.
        """
        self.model.product_crs = crs
        is_there = bool(path) and Path(path).exists()
        self.model.product_folder = str(Path(path).parent) if is_there else ""
        self.model.product_instant = instant
        self.view.notes.refresh()
        self._details.refresh()

    # Layout

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(3)
        box.addWidget(self.view, 1)
        box.addWidget(self._details)
        box.addWidget(self._note)
        box.addLayout(self._button_bar())
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.MinimumExpanding)
        self.setFocusProxy(self.view)

    def _button_bar(self) -> QHBoxLayout:
        """Make the bar: what is done to rows, and at its end what to the table."""
        add = icon_button("add", tr("Add layers"), "/symbologyAdd.svg")
        add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        add.setMenu(AddMenu(self._row_actions, self._links, self))
        names = "remove", "duplicate", "up", "down", "undo", "redo"
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(2)
        bar.addWidget(add)
        for action in self._row_actions.named(*names):
            bar.addWidget(action_button(action.objectName(), action))
        bar.addStretch()
        for button in self._table_buttons():
            bar.addWidget(button)
        return bar

    def _table_buttons(self) -> tuple[QToolButton, ...]:
        words = tr("Show nodata, CRS, scale and more")
        self._more = icon_button("more", words, "/mActionOptions.svg")
        self._more.setCheckable(True)
        self._more.toggled.connect(self._details.setVisible)
        words = tr("Tables of the project")
        tables = icon_button("tables", words, "/mActionOpenTable.svg")
        tables.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        tables.setMenu(TablesMenu(self.model, self))
        words = tr("Open a table from a file")
        opening = icon_button("open", words, "/mActionFileOpen.svg")
        opening.clicked.connect(self._open_table)
        words = tr("Save the table to a file")
        self._save = icon_button("save", words, "/mActionFileSave.svg")
        self._save.clicked.connect(self._save_table)
        self._save.setEnabled(False)
        return self._more, tables, opening, self._save

    def _take_change(self) -> None:
        if any(row.has_more for row in self.model.rows):
            self._more.setChecked(True)
        self._save.setEnabled(bool(self.model.rows))
        self.changed.emit()

    def _note_unreadable(self, reason: str) -> None:
        text = tr("This could not be added: {reason}").format(reason=reason)
        self._note.setText(text)
        self._note.show()

    def _offer_tiles(self, rows: tuple[Row, ...]) -> None:
        """Offer to make one row of the rows that have come."""
        self._offered = rows
        words = html.escape(tr("%n file(s), a row each.", len(rows)))
        link = html.escape(tr("Make tiles of one layer"))
        self._note.setText(f'{words} <a href="tiles">{link}</a>')
        self._note.show()

    def _join(self, _link: str) -> None:
        self._note.hide()
        there = [n for n, row in enumerate(self.model.rows) if row in self._offered]
        if len(there) > 1:
            self.view.select_rows([self.model.join(there)])

    def _show_menu(self, point: QPoint) -> None:
        has_rows = bool(self.view.selected_rows())
        menu = RowMenu(self._row_actions, self._links, self, has_rows=has_rows)
        current = self.view.currentIndex().row()
        if has_rows and current in self.view.selected_rows():
            labels = [fix.label for fix in fixes_for(self.model, current)]
            menu.offer(labels, lambda number: self._mend(current, number))
        menu.exec(self.view.viewport().mapToGlobal(point))
        menu.deleteLater()

    def _sort(self, column: int) -> None:
        """Order the rows by a column; in the other order where they are in order."""
        before = self.model.rows
        self.model.sort(column)
        if self.model.rows == before:
            self.model.sort(column, Qt.SortOrder.DescendingOrder)

    def _mend(self, row: int, number: int) -> None:
        """Make the change that a link below a row offers."""
        fixes = fixes_for(self.model, row)
        if number >= len(fixes):
            return  # The row was mended meanwhile.
        if fixes[number].puts:
            self.model.put(row, **fixes[number].puts)
            return
        paths = ask_files(self, self.model.folder_to_ask, several=False)
        if paths:
            source = NamedSource(name="", path=paths[0])
            self.model.set_source(row, source)

    def _open_table(self) -> None:
        folder = str(QgsSettings().value(_LAST_TABLE, "") or "")
        title = tr("Open a saved table")
        path, _ = QFileDialog.getOpenFileName(self, title, folder, _filters())
        if path:
            QgsSettings().setValue(_LAST_TABLE, path)
            self._note.hide()
            self.model.replace_rows(Path(path).read_text(encoding="utf-8"))

    def _save_table(self) -> None:
        folder = str(QgsSettings().value(_LAST_TABLE, "") or "")
        title = tr("Save the table")
        path, _ = QFileDialog.getSaveFileName(self, title, folder, _filters())
        if path:
            path = path if Path(path).suffix else f"{path}.json"
            QgsSettings().setValue(_LAST_TABLE, path)
            text = self.model.listing_of(range(len(self.model.rows)))
            Path(path).write_text(text + "\n", encoding="utf-8")


def _filters() -> str:
    return tr("Tables as JSON") + " (*.json);;" + tr("All files") + " (*)"
