# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog that is on the screen, for tests that hold nothing of it between steps."""

from __future__ import annotations

import gc
import html
import re

from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
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


def link_below(row, text):
    """Find a link below a row: its label and where to click, None where it is not."""
    view = on_screen(QTableView, "exoView")
    top = view.rowViewportPosition(row)
    seen = range(top, top + view.rowHeight(row))
    for label in view.viewport().findChildren(QLabel, "exoProblem"):
        texts = re.findall(r"<a [^>]*>(.*?)</a>", html.unescape(label.text()))
        if label.isVisible() and label.y() in seen and text in texts:
            starts = _starts_of_links(label)
            return (label, starts[texts.index(text)]) if starts else None
    return None


def _starts_of_links(label) -> list[QPoint]:
    """Find links as a user does, by the hand that the mouse turns into."""
    starts, was_link = [], False
    for y in range(6, label.height(), 12):
        for x in range(0, label.width(), 3):
            none, move = Qt.MouseButton.NoButton, QEvent.Type.MouseMove
            keys = Qt.KeyboardModifier.NoModifier
            place = QMouseEvent(move, QPointF(x, y), none, none, keys)
            QApplication.sendEvent(label, place)
            is_link = label.cursor().shape() == Qt.CursorShape.PointingHandCursor
            if is_link and not was_link:
                starts.append(QPoint(x + 3, y))
            was_link = is_link
    return starts


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
