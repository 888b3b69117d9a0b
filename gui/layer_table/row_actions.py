# SPDX-License-Identifier: GPL-3.0-or-later
"""The actions on rows, each shared by buttons, menus and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject, Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QAction, QApplication, QDialog

from ...host.text import translated
from ..widgets import dropping
from ..widgets.project_layers import NamedSource, layer_at
from .action_words import ACTIONS
from .delegates import ask_files
from .picker import LayerPicker
from .row import Row
from .zooming import zoom_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from qgis.core import QgsMapLayer
    from qgis.gui import QgsMapCanvas
    from qgis.PyQt.QtCore import QModelIndex

    from .action_words import ActionWords
    from .model import LayerTableModel
    from .row import Link
    from .view import LayerTableView


class RowActions(QObject):
    """The actions on a view's rows, each disabled where it would do nothing."""

    def __init__(
        self, model: LayerTableModel, view: LayerTableView, parent: QObject
    ) -> None:
        """Make the actions, and add their keys to the view.

        Args:
            model: The model of the rows.
            view: The view with the selected rows.
            parent: The owner of the actions.
        """
        super().__init__(parent)
        self._model, self._view = model, view
        #: Where `zoom` shows layers; None where there is no canvas.
        self.canvas: QgsMapCanvas | None = None
        does = {
            "layers": self._pick_layers,
            "files": self._add_files,
            "zoom": self._zoom,
            "copy": self._copy,
            "cut": self._cut,
            "paste": self._paste,
            "duplicate": self._duplicate,
            "remove": self._remove,
            "tiles": self.join,
            "up": self._move_up,
            "down": self._move_down,
            "undo": self._undo,
            "redo": self._redo,
            "switch": self._switch,
        }
        self._actions = {
            words.name: self._action(words, does[words.name]) for words in ACTIONS
        }
        model.rowsInserted.connect(self._select_new)
        model.changed.connect(self._set_enabled)
        view.selectionModel().selectionChanged.connect(self._set_enabled)
        self._set_enabled()

    def __getitem__(self, name: str) -> QAction:
        """Return an action by its name in `ACTIONS`."""
        return self._actions[name]

    def named(self, *names: str) -> list[QAction]:
        """Return actions by their names, in that order."""
        return [self._actions[name] for name in names]

    def _action(self, words: ActionWords, does: Callable[[], None]) -> QAction:
        icon = QgsApplication.getThemeIcon(words.icon)
        action = QAction(icon, translated(words.text), self)
        action.setObjectName(words.name)
        action.setShortcuts([QKeySequence(key) for key in words.keys])
        if words.tip:
            action.setToolTip(translated(words.tip))
        # Keys work neither while a cell is edited, nor elsewhere in the dialog.
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(does)
        self._view.addAction(action)
        return action

    def _set_enabled(self) -> None:
        rows = self._view.selected_rows()
        for action in self.named("copy", "cut", "duplicate", "remove", "switch"):
            action.setEnabled(bool(rows))
        can = {
            "zoom": self.canvas is not None and bool(self._shown_layers()),
            "tiles": len(rows) > 1
            and all(self._model.rows[row].path.strip() for row in rows),
            "undo": self._model.can_undo,
            "redo": self._model.can_redo,
            "up": bool(rows) and rows[0] > 0,
            "down": bool(rows) and rows[-1] < self._model.rowCount() - 1,
        }
        for name, is_enabled in can.items():
            self[name].setEnabled(is_enabled)

    def _pick_layers(self) -> None:
        picker = LayerPicker(self._view)
        if picker.exec() == QDialog.DialogCode.Accepted:
            self._model.add_bands(picker.picked())
        picker.deleteLater()

    def _zoom(self) -> None:
        """Show the layers of the selected rows on the canvas."""
        if self.canvas is not None:
            zoom_to(self.canvas, self._shown_layers())

    def _shown_layers(self) -> list[QgsMapLayer]:
        paths = [self._model.rows[row].path for row in self._view.selected_rows()]
        return [layer for layer in map(layer_at, paths) if layer]

    def _select_new(self, _parent: QModelIndex, first: int, last: int) -> None:
        """Select the rows that have come, for keys that go on with them."""
        self._view.select_rows(range(first, last + 1))

    def add_link(self, link: Link) -> None:
        """Add a row whose source exists only in a model."""
        self._model.insert(self._model.rowCount(), [Row(name=link.name, link=link)])

    def _add_files(self) -> None:
        paths = ask_files(self._view, self._model.folder_to_ask)
        if paths:
            self._model.add_sources(NamedSource(name="", path=path) for path in paths)

    def _copy(self) -> None:
        rows = self._view.selected_rows()
        QApplication.clipboard().setText(self._model.listing_of(rows))

    def _cut(self) -> None:
        self._copy()
        self._remove()

    def _paste(self) -> None:
        """Add rows from the clipboard: layers, files, JSON, or paths."""
        rows = self._view.selected_rows()
        at = rows[-1] + 1 if rows else None
        mime = QApplication.clipboard().mimeData()
        if dropping.can_read(mime):
            self._model.add_sources(dropping.sources_in(mime), at)
        elif mime.text().strip():
            self._model.add(mime.text(), at)

    def _duplicate(self) -> None:
        rows = self._view.selected_rows()
        self._model.duplicate(rows)
        start = rows[-1] + 1
        self._view.select_rows(range(start, start + len(rows)))

    def _remove(self) -> None:
        self._model.remove(self._view.selected_rows())

    def join(self) -> None:
        """Make one row of the selected ones, whose files are its tiles."""
        self._view.select_rows([self._model.join(self._view.selected_rows())])

    def _undo(self) -> None:
        self._view.select_rows(self._model.undo())

    def _redo(self) -> None:
        self._view.select_rows(self._model.redo())

    def _switch(self) -> None:
        """Leave the selected rows out, or use all of them where any is left out."""
        rows = self._view.selected_rows()
        is_on = all(self._model.rows[row].use for row in rows)
        self._model.put(*rows, use=not is_on)

    def _move_up(self) -> None:
        rows = self._view.selected_rows()
        self._view.select_rows(self._model.move(rows, rows[0] - 1))

    def _move_down(self) -> None:
        rows = self._view.selected_rows()
        self._view.select_rows(self._model.move(rows, rows[-1] + 2))
