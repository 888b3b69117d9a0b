# SPDX-License-Identifier: GPL-3.0-or-later
"""The exogenous table as a widget: the rows, and the buttons and menus about them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QPoint, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...host.text import tr
from ..widgets import dropping
from ..widgets.buttons import icon_button
from .exo_delegates import ask_files
from .exo_menus import AddMenu, RowMenu
from .exo_model import ExoModel
from .exo_view import ExoView
from .row import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .row import Link

_LAST_TABLE: Final = "exogenous/last_table"


def _no_links() -> Sequence[Link]:
    return ()


class ExoTable(QWidget):
    """Lets the user make, order and mend the rows of `EXO`."""

    #: The value is another one.
    changed = pyqtSignal()

    def __init__(
        self,
        parent: QWidget | None = None,
        links: Callable[[], Sequence[Link]] = _no_links,
    ) -> None:
        """Start without rows.

        Args:
            parent: The dialog or panel it is in.
            links: Lists the sources that a model of the modeler has.
        """
        super().__init__(parent)
        self.links = links
        self.model = ExoModel(self)
        self.view = ExoView(self.model, links)
        self.view.setObjectName("exoView")
        self._note = QLabel()
        self._note.setWordWrap(True)
        self._note.setObjectName("exoNote")
        self._note.hide()
        self._doings = {
            "files": self._add_files,
            "copy": self._copy,
            "cut": self._cut,
            "paste": self._paste,
            "duplicate": self._insert_copies,
            "remove": lambda: self.model.remove(self.view.selected_rows()),
            "up": lambda: self._move(-1),
            "down": lambda: self._move(1),
        }
        self._lay_out()
        self.view.asked.connect(self.do)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.view.selectionModel().selectionChanged.connect(self._set_enabled)
        self.model.changed.connect(self._take_change)
        self.model.unreadable.connect(self._note_unreadable)
        self._set_enabled()

    def value(self) -> object:
        """Return the table for the algorithm; None where it is empty."""
        return self.model.value()

    def set_value(self, value: object) -> None:
        """Show another table, in any form that the core reads."""
        self._note.hide()
        self.model.set_value(value)

    # What it looks like

    def _lay_out(self) -> None:
        self._add = icon_button("add", tr("Add layers"), "/symbologyAdd.svg")
        self._add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._add.setMenu(AddMenu(self))
        self._remove = self._doing(
            "remove", tr("Remove the selected rows"), "/symbologyRemove.svg"
        )
        self._double = self._doing(
            "duplicate", tr("Duplicate the selected rows"), "/mActionDuplicateLayer.svg"
        )
        self._up = self._doing("up", tr("Move up"), "/mActionArrowUp.svg")
        self._down = self._doing("down", tr("Move down"), "/mActionArrowDown.svg")
        self._more = icon_button(
            "more", tr("Show nodata, CRS, scale and offset"), "/mActionOptions.svg"
        )
        self._more.setCheckable(True)
        self._more.toggled.connect(self.view.show_more)
        self._open = icon_button(
            "open", tr("Open a saved table"), "/mActionFileOpen.svg"
        )
        self._open.clicked.connect(self._open_table)
        self._save = icon_button("save", tr("Save the table"), "/mActionFileSave.svg")
        self._save.clicked.connect(self._save_table)
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(2)
        for button in (self._add, self._remove, self._double, self._up, self._down):
            bar.addWidget(button)
        bar.addStretch()
        for button in (self._more, self._open, self._save):
            bar.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(3)
        box.addWidget(self.view, 1)
        box.addWidget(self._note)
        box.addLayout(bar)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.MinimumExpanding)
        self.setFocusProxy(self.view)

    def _doing(self, word: str, tip: str, icon: str) -> QToolButton:
        button = icon_button(word, tip, icon)
        button.clicked.connect(lambda: self.do(word))
        return button

    def _set_enabled(self) -> None:
        rows = self.view.selected_rows()
        for button in (self._remove, self._double):
            button.setEnabled(bool(rows))
        self._up.setEnabled(bool(rows) and rows[0] > 0)
        last = self.model.rowCount() - 1
        self._down.setEnabled(bool(rows) and rows[-1] < last)
        self._save.setEnabled(last >= 0)

    def _take_change(self) -> None:
        if any(row.has_more for row in self.model.rows):
            self._more.setChecked(True)
        self._set_enabled()
        self.changed.emit()

    def _note_unreadable(self, reason: str) -> None:
        text = tr("This could not be added: {reason}").format(reason=reason)
        self._note.setText(text)
        self._note.show()

    def do(self, word: str) -> None:
        """Do what a key, a button or an entry of a menu asks for."""
        self._doings[word]()

    def _show_menu(self, point: QPoint) -> None:
        menu = RowMenu(self, has_rows=bool(self.view.selected_rows()))
        menu.exec(self.view.viewport().mapToGlobal(point))
        menu.deleteLater()

    # What the buttons do

    def _add_files(self) -> None:
        paths = ask_files(self)
        if paths:
            self.model.add([{"path": path} for path in paths])

    def add_link(self, link: Link) -> None:
        """Add a row whose source only a model has."""
        at = self.model.rowCount()
        self.model.insert(at, [Row(name=link.name, link=link)])
        self.view.select_rows([at])

    def _insert_copies(self) -> None:
        rows = self.view.selected_rows()
        self.model.duplicate(rows)
        if rows:
            start = rows[-1] + 1
            self.view.select_rows(range(start, start + len(rows)))

    def _move(self, step: int) -> None:
        rows = self.view.selected_rows()
        if not rows:
            return
        before = rows[0] - 1 if step < 0 else rows[-1] + 2
        if 0 <= before <= self.model.rowCount():
            self.view.select_rows(self.model.move(rows, before))

    def _copy(self) -> None:
        rows = self.view.selected_rows()
        if rows:
            QApplication.clipboard().setText(self.model.text_of(rows, indent=2))

    def _cut(self) -> None:
        self._copy()
        self.model.remove(self.view.selected_rows())

    def _paste(self) -> None:
        """Add what is in the clipboard: layers, files, JSON, or paths."""
        self._note.hide()
        rows = self.view.selected_rows()
        at = rows[-1] + 1 if rows else None
        mime = QApplication.clipboard().mimeData()
        if dropping.can_read(mime):
            self.model.add_sources(dropping.sources_in(mime), at)
        elif mime.text().strip():
            self.model.add(mime.text(), at)

    def _open_table(self) -> None:
        folder = str(QgsSettings().value(_LAST_TABLE, "") or "")
        title = tr("Open a saved table")
        path, _ = QFileDialog.getOpenFileName(self, title, folder, _filters())
        if path:
            QgsSettings().setValue(_LAST_TABLE, path)
            self._note.hide()
            self.model.add(Path(path).read_text(encoding="utf-8"))

    def _save_table(self) -> None:
        folder = str(QgsSettings().value(_LAST_TABLE, "") or "")
        title = tr("Save the table")
        path, _ = QFileDialog.getSaveFileName(self, title, folder, _filters())
        if path:
            path = path if Path(path).suffix else f"{path}.json"
            QgsSettings().setValue(_LAST_TABLE, path)
            Path(path).write_text(self.model.text(indent=2) + "\n", encoding="utf-8")


def _filters() -> str:
    return tr("Tables as JSON") + " (*.json);;" + tr("All files") + " (*)"
