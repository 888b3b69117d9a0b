# SPDX-License-Identifier: GPL-3.0-or-later
"""The actions on rows, each shared by buttons, menus and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject, Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QAction, QApplication, QDialog

from ...host.text import tr
from ..widgets import dropping
from ..widgets.project_layers import layer_at
from .delegates import ask_files
from .picker import LayerPicker
from .row import Row
from .zooming import zoom_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from qgis.core import QgsMapLayer
    from qgis.gui import QgsMapCanvas
    from qgis.PyQt.QtCore import QModelIndex

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
        self.layers = self._action(
            *("layers", tr("Layers of the project…"), "/mIconRasterGroup.svg"),
            *(self._pick_layers, "Ctrl+L"),
        )
        self.zoom = self._action(
            *("zoom", tr("Zoom to the layer"), "/mActionZoomToLayer.svg", self._zoom),
        )
        self.files = self._action(
            "files", tr("Files…"), "/mActionFileOpen.svg", self._add_files, "Ins"
        )
        self.copy = self._action(
            "copy", tr("Copy as JSON"), "/mActionEditCopy.svg", self._copy, "Ctrl+C"
        )
        self.cut = self._action(
            "cut", tr("Cut"), "/mActionEditCut.svg", self._cut, "Ctrl+X"
        )
        self.paste = self._action(
            "paste", tr("Paste"), "/mActionEditPaste.svg", self._paste, "Ctrl+V"
        )
        self.duplicate = self._action(
            "duplicate",
            tr("Duplicate"),
            "/mActionDuplicateLayer.svg",
            self._duplicate,
            "Ctrl+D",
        )
        self.duplicate.setToolTip(tr("Duplicate the selected rows"))
        self.remove = self._action(
            "remove",
            tr("Remove"),
            "/symbologyRemove.svg",
            self._remove,
            "Del",
            "Backspace",
        )
        self.remove.setToolTip(tr("Remove the selected rows"))
        self.up = self._action(
            "up", tr("Move up"), "/mActionArrowUp.svg", self._move_up, "Alt+Up"
        )
        self.down = self._action(
            "down",
            tr("Move down"),
            "/mActionArrowDown.svg",
            self._move_down,
            "Alt+Down",
        )
        self.undo = self._action(
            "undo", tr("Undo"), "/mActionUndo.svg", self._undo, "Ctrl+Z"
        )
        self.redo = self._action(
            *("redo", tr("Redo"), "/mActionRedo.svg", self._redo),
            *("Ctrl+Shift+Z", "Ctrl+Y"),
        )
        self.switch = self._action(
            *("switch", tr("Use in the run"), "/mActionToggleAllLayers.svg"),
            *(self._switch, "Space"),
        )
        model.rowsInserted.connect(self._select_new)
        model.changed.connect(self._set_enabled)
        view.selectionModel().selectionChanged.connect(self._set_enabled)
        self._set_enabled()

    def _action(
        self, name: str, text: str, icon: str, does: Callable[[], None], *keys: str
    ) -> QAction:
        action = QAction(QgsApplication.getThemeIcon(icon), text, self)
        action.setObjectName(name)
        action.setShortcuts([QKeySequence(key) for key in keys])
        # Keys work neither while a cell is edited, nor elsewhere in the dialog.
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(does)
        self._view.addAction(action)
        return action

    def _set_enabled(self) -> None:
        rows = self._view.selected_rows()
        for action in (
            *(self.copy, self.cut, self.duplicate, self.remove, self.switch),
        ):
            action.setEnabled(bool(rows))
        self.zoom.setEnabled(self.canvas is not None and bool(self._shown_layers()))
        self.undo.setEnabled(self._model.can_undo)
        self.redo.setEnabled(self._model.can_redo)
        self.up.setEnabled(bool(rows) and rows[0] > 0)
        self.down.setEnabled(bool(rows) and rows[-1] < self._model.rowCount() - 1)

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
            self._model.add([{"path": path} for path in paths])

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
