# SPDX-License-Identifier: GPL-3.0-or-later
"""A user's hands, of which each click, key and text is counted.

No widget is kept: each step finds those that are on the screen then.
"""

from __future__ import annotations

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QMimeData, QModelIndex, QPoint, Qt, QUrl
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QLineEdit,
    QTableView,
    QTableWidget,
    QTabWidget,
    QTreeView,
    QWidget,
)

from exogenous.gui.widgets.later import later
from exogenous.tests.gui.screen import (
    cell_shown,
    dialogs_shown,
    link_below,
    on_screen,
    open_cell,
    press,
    press_toolbar_button,
    text_of,
    wait,
)
from exogenous.tests.gui.tables import NAME


class Hands:
    """Does steps of a task, and counts them."""

    def __init__(self, user, window) -> None:
        self.user, self._window = user, window
        self.start_counting()

    def start_counting(self) -> None:
        self.clicks = self.keys = self.texts = 0

    @property
    def counted(self) -> tuple[int, int, int]:
        return self.clicks, self.keys, self.texts

    # Single steps

    def click(self, widget: QWidget) -> None:
        self.clicks += 1
        self.user.click(widget)

    def choose(self, label: str) -> None:
        """Click an entry of the menu that is open."""
        self.clicks += 1
        self.user.choose(label)

    def press(self, label: str) -> None:
        """Click a button of the dialog."""
        self.clicks += 1
        press(self.user, label)

    def key(self, *key) -> None:
        self.keys += 1
        self.user.key(*key)

    def type(self, text: str) -> None:
        self.texts += 1
        self.user.type(text)

    # Steps in the window

    def open_by_toolbar(self) -> None:
        self.clicks += 1
        press_toolbar_button(self.user, self._window)
        wait(self.user, dialogs_shown)

    def open_by_menu_of(self, layer, entry: str) -> None:
        """Right-click a layer and choose an entry."""
        from exogenous.tests.gui.test_menus import right_click

        self._window.select(layer)
        self.clicks += 1
        right_click(self.user, self._window, lambda _: self.choose(entry))
        wait(self.user, dialogs_shown)

    # Steps in the dialog

    def type_product(self, path: str) -> None:
        """Type where the keyboard is when the dialog opens."""
        assert on_screen(QWidget, "productPath").hasFocus()
        self.type(path)
        wait(self.user, lambda: text_of("productWhat").endswith("EPSG:32632"))

    def replace_product(self, path: str) -> None:
        """Type another path instead of what the field holds."""
        self.click(on_screen(QWidget, "productPath"))
        self.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.type(path)
        self.user.pause(0.3)
        wait(self.user, lambda: text_of("productWhat") != "reading…")

    def type_bands(self, names: str) -> None:
        self.click(on_screen(QWidget, "bandNames"))
        self.type(names)

    def drop_files(self, paths: list[str]) -> None:
        """Drag files from elsewhere onto the table: one press of the button."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(path) for path in paths])
        self.clicks += 1
        view = on_screen(QTableView, "exoView")
        self.user.drop(view.viewport(), mime, QPoint(50, 50))
        last = len(paths) - 1
        wait(self.user, lambda: cell_shown(last, NAME))

    def edit_cell(self, row: int, column: int) -> None:
        """Double-click a cell."""
        self.clicks += 2
        open_cell(self.user, row, column, "double click")

    def follow(self, row: int, text: str) -> None:
        """Click a link below a row."""
        wait(self.user, lambda: link_below(row, text))
        self.clicks += 1
        label, place = link_below(row, text)
        self.user.click_at(label, place)

    def go_to_tab(self, title: str) -> None:
        """Click a tab of the dialog, as on the way back from its log."""
        (dialog,) = dialogs_shown()
        tabs = dialog.findChild(QTabWidget)
        titles = [tabs.tabText(number) for number in range(tabs.count())]
        place = tabs.tabBar().tabRect(titles.index(title)).center()
        self.clicks += 1
        self.user.click_at(tabs.tabBar(), place)

    def run(self) -> None:
        wait(self.user, lambda: " px at" in text_of("planHead"))
        self.press("Run")

    # Steps in the batch dialog, which keeps the program waiting

    def press_and(self, label: str, work) -> None:
        """Click a button of the dialog, and work in what opens."""
        self.go_on(work)
        self.press(label)

    def go_on(self, work) -> None:
        """Work in the dialog that the next step opens."""
        later(self._window.main, closing_all(work), 500)

    def click_and(self, widget: QWidget, *steps) -> None:
        """Click what opens a menu or dialogs, one after the other, and go on there."""
        self._go_on_in_order(steps, on_top_now())
        self.click(widget)

    def _go_on_in_order(self, steps, before: int, tries: int = 300) -> None:
        """Do each step when another menu or dialog is open than before."""

        def look() -> None:
            now = on_top_now()
            if now in {0, before}:
                assert tries, "no menu or dialog opened"
                self._go_on_in_order(steps, before, tries - 1)
                return
            if steps[1:]:
                self._go_on_in_order(steps[1:], now)
            closing_on_error(steps[0])()

        later(self._window.main, look, 100)

    def tick(self, name: str) -> None:
        """Click the square of a check box."""
        box = on_screen(QWidget, name)
        self.clicks += 1
        self.user.click_at(box, QPoint(8, box.height() // 2))

    def type_in_cell(self, row: int, title: str, text: str) -> None:
        """Click into a cell of the batch dialog, and type."""
        cell = batch_cell(row, title)
        is_line = isinstance(cell, QLineEdit)
        self.click(cell if is_line else cell.findChild(QLineEdit))
        self.type(text)

    def find_products(self, folder: str, count: int) -> None:
        """Have the products below a folder listed, and take them."""
        (line,) = on_top("productsFolder").findChildren(QLineEdit)
        self.click(line)
        self.type(folder)
        wait(self.user, lambda: on_top("productsFound").count() == count)
        box = QApplication.activeModalWidget().findChild(QDialogButtonBox)
        self.click(box.button(QDialogButtonBox.StandardButton.Ok))

    # Steps in QGIS's history

    def open_history(self) -> None:
        """Open what Processing, History… opens."""
        self.user.show(history_dialog(self._window.main))

    def take_latest_of_history(self, work) -> None:
        """Double-click the latest entry, and work in the dialog that opens."""
        (dialog,) = dialogs_shown()
        view = dialog.findChild(QTreeView)
        latest = next(index for index in all_of(view) if "Stack" in str(index.data()))
        view.scrollTo(latest)
        place = view.visualRect(latest).center()
        self.go_on(work)
        self.clicks += 2
        self.user.click_at(view.viewport(), place)
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mouseDClick(view.viewport(), left, none, place)

    def number_files(self) -> None:
        """Take the second entry of the dialog that asks how to go on below."""
        QApplication.setActiveWindow(QApplication.activeModalWidget())
        assert isinstance(QApplication.focusWidget(), QComboBox)
        self.key(Qt.Key.Key_Down)
        self.key(Qt.Key.Key_Return)


def closing_on_error(work):
    """Return work that leaves no dialog open when it fails, or the test would wait."""

    def close_on_error():
        try:
            work()
        except BaseException:
            close_all()
            raise

    return close_on_error


def closing_all(work):
    """Return work that closes the dialogs in the end."""

    def close_after():
        try:
            work()
        finally:
            close_all()

    return close_after


def close_all() -> None:
    popup = QApplication.activePopupWidget()
    if popup:
        popup.close()
    for dialog in reversed(dialogs_shown()):
        dialog.close()


def on_top_now() -> int:
    """Return which menu or dialog keeps the program waiting, 0 for none."""
    widget = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    return sip.unwrapinstance(widget) if widget else 0


def history_dialog(parent: QWidget) -> QWidget:
    """Make QGIS's history, which versions of QGIS have in different places."""
    from qgis import gui

    if not hasattr(gui, "QgsProcessingHistoryDialog"):
        from processing.gui.HistoryDialog import HistoryDialog

        return HistoryDialog()
    return gui.QgsProcessingHistoryDialog(parent)


def all_of(view: QTreeView, parent: QModelIndex | None = None):
    """Yield all entries of a tree."""
    parent = parent or QModelIndex()
    for row in range(view.model().rowCount(parent)):
        index = view.model().index(row, 0, parent)
        yield index
        yield from all_of(view, index)


def on_top(name: str) -> QWidget:
    """Find a widget of the dialog that keeps the program waiting."""
    dialog = QApplication.activeModalWidget()
    QApplication.setActiveWindow(dialog)
    return dialog.findChild(QWidget, name)


def batch_cell(row: int, title: str) -> QWidget:
    """Find a cell of the batch dialog; row 0 has the buttons above the columns."""
    table = on_screen(QTableWidget, "tblParameters")
    headers = [table.horizontalHeaderItem(n) for n in range(table.columnCount())]
    titles = [header.text() if header else "" for header in headers]
    column = next(n for n, text in enumerate(titles) if text.startswith(title))
    table.scrollTo(table.model().index(row, column))
    return table.cellWidget(row, column)
