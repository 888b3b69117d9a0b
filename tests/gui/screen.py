# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog that is on the screen, for tests that hold nothing of it between steps."""

from __future__ import annotations

import gc

from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QDialogButtonBox,
    QTableView,
    QToolButton,
    QWidget,
)

from exogenous.tests.gui.tables import NODATA, note_below


def press_toolbar_button(user, window):
    user.click(window.main.findChild(QToolButton, "exogenousButton"))


def dialogs_shown() -> list[QDialog]:
    widgets = QApplication.topLevelWidgets()
    return [one for one in widgets if isinstance(one, QDialog) and one.isVisible()]


def on_screen(kind, name):
    """Find a widget of the dialog; the caller must not keep it."""
    (dialog,) = dialogs_shown()
    QApplication.setActiveWindow(dialog)
    return dialog.findChild(kind, name)


def text_of(name) -> str:
    return on_screen(QWidget, name).text()


def wait(user, until):
    """Wait for something, with Python collecting all the while."""

    def collected_and_true():
        gc.collect()
        return until()

    user.wait(collected_and_true)


def press(user, label):
    (dialog,) = dialogs_shown()
    boxes = dialog.findChildren(QDialogButtonBox)
    buttons = [button for box in boxes for button in box.buttons()]
    user.click(next(one for one in buttons if one.text().strip("&") == label))


def type_product(user, path):
    user.click(on_screen(QWidget, "productPath"))
    user.type(path)
    wait(user, lambda: text_of("productWhat").endswith("10 m, EPSG:32632"))


def add_layer_from_file(user):
    on_screen(QToolButton, "add").menu().popup(QPoint(30, 30))
    user.pause()
    user.choose("Files…")


def cell_shown(row, column) -> str:
    """Return what a cell of the layer table says."""
    return on_screen(QTableView, "exoView").model().index(row, column).data() or ""


def note_shown(row) -> str:
    """Return what is written below a row of the layer table."""
    return note_below(on_screen(QTableView, "exoView"), row)


def open_cell(user, row, column, by):
    """Begin to edit a cell, by the mouse or by a key."""
    table = on_screen(QTableView, "exoView" if column < NODATA else "exoDetails")
    user.cell(table, row, column, twice=by == "double click")
    if by == "return":
        user.key(Qt.Key.Key_Return)


def listed() -> list[str]:
    """Return the entries of the list that is open."""
    popup = QApplication.activePopupWidget()
    view = popup if isinstance(popup, QAbstractItemView) else None
    view = view or popup.findChild(QAbstractItemView)
    model = view.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]
