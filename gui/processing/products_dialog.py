# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks for many products at once: a folder, patterns, and what they find."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from ...host.text import tr
from ..widgets.background import Background
from ..widgets.notes import Note
from .find_products import ProductSearch

if TYPE_CHECKING:
    from collections.abc import Sequence

_PAUSE_MS: Final = 300

#: Sentinel-2 products as folders and as archives.
_PATTERNS: Final = "*.SAFE; S2*.zip"


class ProductsDialog(QDialog):
    """Lists the products that a pattern finds, all of them checked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a folder."""
        super().__init__(parent)
        self.setWindowTitle(tr("Add products by pattern"))
        self._folder = QgsFileWidget()
        self._folder.setObjectName("productsFolder")
        self._folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self._patterns = QLineEdit(_PATTERNS)
        self._patterns.setObjectName("productsPatterns")
        self._patterns.setToolTip(
            tr("Names of folders or files, * for any letters; several with ; between")
        )
        self._found = QListWidget()
        self._found.setObjectName("productsFound")
        self._note = Note()
        self._note.setObjectName("productsNote")
        button = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(button.Ok | button.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.addRow(tr("Folder"), self._folder)
        form.addRow(tr("Patterns"), self._patterns)
        form.addRow(self._found)
        form.addRow(self._note)
        form.addRow(buttons)
        self._search: ProductSearch | None = None
        self._background = Background(self, latest_only=True)
        self._background.done.connect(self._show)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._start)
        self._folder.fileChanged.connect(  # type: ignore[attr-defined]  # a signal
            lambda _: self._pause.start()
        )
        self._patterns.textChanged.connect(lambda _: self._pause.start())
        self.finished.connect(lambda _: self._stop())

    def paths(self) -> list[str]:
        """Return the products that are checked."""
        checked = Qt.CheckState.Checked
        items = (self._found.item(row) for row in range(self._found.count()))
        return [one.text() for one in items if one and one.checkState() == checked]

    def _stop(self) -> None:
        if self._search is not None:
            self._search.stopped.append(True)

    def _start(self) -> None:
        self._stop()
        words = (word.strip() for word in self._patterns.text().split(";"))
        self._search = ProductSearch(
            folder=self._folder.filePath(), patterns=tuple(filter(None, words))
        )
        self._note.say(tr("Looking…"))
        self._background.start(self._search.run)

    def _show(self, paths: Sequence[str]) -> None:
        self._found.clear()
        for path in paths:
            item = QListWidgetItem(path)
            item.setCheckState(Qt.CheckState.Checked)
            self._found.addItem(item)
        self._note.say(tr("%n product(s) found", len(paths)))
