# SPDX-License-Identifier: GPL-3.0-or-later
"""The menu of tables that the project keeps: load, save, rename, delete."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QInputDialog, QMenu, QMessageBox

from ...host.text import tr
from .project_tables import delete_table, project_tables, rename_table, save_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from qgis.PyQt.QtWidgets import QWidget

    from .model import LayerTableModel


class TablesMenu(QMenu):
    """Loads tables of the project, and saves, renames and deletes them."""

    def __init__(self, model: LayerTableModel, parent: QWidget) -> None:
        """Start empty; the menu is filled when it opens.

        Args:
            model: The rows that are saved, or replaced by those of a table.
            parent: The table.
        """
        super().__init__(parent)
        self._model, self._table = model, parent
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        names = list(project_tables())
        for name in names:
            self._entry(self, name, "/mActionOpenTable.svg", self._load)
        self.addSeparator()
        icon = QgsApplication.getThemeIcon("/mActionFileSaveAs.svg")
        save = self.addAction(icon, tr("Save in the project…"), self._save)
        save.setEnabled(bool(self._model.rows))
        for title, does in (
            (tr("Rename"), self._rename),
            (tr("Delete"), self._delete),
        ):
            menu = self.addMenu(title)
            menu.setEnabled(bool(names))
            for name in names:
                self._entry(menu, name, "", does)

    def _entry(
        self, menu: QMenu, name: str, icon: str, does: Callable[[str], None]
    ) -> None:
        action = menu.addAction(name.replace("&", "&&"))
        if icon:
            action.setIcon(QgsApplication.getThemeIcon(icon))
        action.triggered.connect(partial(self._do, does, name))

    def _do(self, does: Callable[[str], None], name: str, *_checked: bool) -> None:
        does(name)

    def _load(self, name: str) -> None:
        self._model.replace_rows(project_tables()[name])

    def _save(self) -> None:
        title, names = tr("Save the table in the project"), list(project_tables())
        asked = QInputDialog.getItem(self._table, title, tr("Name"), names, -1, True)
        name = asked[0].strip()
        if not (asked[1] and name):
            return
        words = tr("Replace the table {name} of the project?")
        if name not in names or self._is_sure(title, words.format(name=name)):
            every = range(len(self._model.rows))
            save_table(name, self._model.listing_of(every))

    def _rename(self, name: str) -> None:
        title, label = tr("Rename the table"), tr("Name")
        new, is_ok = QInputDialog.getText(self._table, title, label, text=name)
        new = new.strip()
        if not (is_ok and new and new != name):
            return
        words = tr("Replace the table {name} of the project?")
        if new in project_tables():
            if not self._is_sure(title, words.format(name=new)):
                return
            delete_table(new)
        rename_table(name, new)

    def _delete(self, name: str) -> None:
        words = tr("Delete the table {name} from the project?")
        if self._is_sure(tr("Delete the table"), words.format(name=name)):
            delete_table(name)

    def _is_sure(self, title: str, question: str) -> bool:
        yes = QMessageBox.StandardButton.Yes
        return bool(QMessageBox.question(self._table, title, question) == yes)
