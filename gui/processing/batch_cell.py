# SPDX-License-Identifier: GPL-3.0-or-later
"""The layer table in a cell of the batch dialog: JSON, and a button to edit it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...host.parameters.inputs import EXO
from ...host.text import tr, translated
from ..layer_table.table import LayerTable
from ..widgets.later import later
from ..widgets.warm_up import warm_up

if TYPE_CHECKING:
    from qgis.PyQt.QtGui import QShowEvent


class BatchCell(QWidget):
    """Takes the table as pasted text, or opens the table in a window of its own."""

    #: The value has changed.
    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._value: object = None
        self._text = QLineEdit()
        self._text.setObjectName("exoText")
        self._text.setPlaceholderText(tr("paste JSON or paths, or edit"))
        self._text.textEdited.connect(self._take_text)
        self._edit = QToolButton()
        self._edit.setObjectName("exoEdit")
        self._edit.setText("…")
        self._edit.setToolTip(tr("Edit the exogenous layers in a table"))
        self._edit.clicked.connect(self._open_table)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self._text)
        box.addWidget(self._edit)
        self.setFocusProxy(self._text)
        self.setMinimumWidth(30 * self.fontMetrics().averageCharWidth())

    def value(self) -> object:
        """Return the value for the algorithm; None where the cell is empty."""
        return self._value or None

    def set_value(self, value: object) -> None:
        """Show a value, whatever form it has."""
        self._value = value
        self._text.setText(_as_text(value))
        self._text.setCursorPosition(0)
        self._text.setToolTip(self._text.text())

    def _take_text(self, text: str) -> None:
        self._value = text.strip()
        self.changed.emit()

    def _open_table(self) -> None:
        dialog = TableDialog(self)
        dialog.table.set_value(self._value)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.set_value(dialog.table.value())
            self.changed.emit()
        dialog.deleteLater()


class TableDialog(QDialog):
    """The layer table in a window of its own."""

    def __init__(self, parent: QWidget) -> None:
        """Start with an empty table."""
        super().__init__(parent)
        self.setWindowTitle(translated(EXO.label))
        self.table = LayerTable(self)
        button = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(button.Ok | button.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(self.table)
        box.addWidget(buttons)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)

    def showEvent(self, event: QShowEvent) -> None:
        """Show the window, and load the core meanwhile."""
        super().showEvent(event)
        later(self, warm_up)

    def sizeHint(self) -> QSize:
        """Return a size with room for some rows and the usual columns."""
        letter = self.fontMetrics()
        return QSize(120 * letter.averageCharWidth(), 24 * letter.lineSpacing())


def _as_text(value: object) -> str:
    """Return a value as a line of text; tables from Python as JSON."""
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False, default=str)
