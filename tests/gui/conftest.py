# SPDX-License-Identifier: GPL-3.0-or-later
"""Widgets without a window manager, and a user's mouse and keys on them."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import pytest
import rasterio

pytest.importorskip("qgis.gui", reason="these tests need QGIS")

from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsRectangle,
    QgsSettings,
    QgsVectorLayer,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QToolButton, QWidget

from exogenous.tests.algorithms.conftest import (
    make_feedback,
    packages,
    plugin,
    profile,
    project,
    qgis_app,
    qgis_process,
    read,
    run,
    scene,
    write_raster,
)
from exogenous.tests.gui.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qgis.PyQt.QtCore import QMimeData
    from qgis.PyQt.QtWidgets import QAbstractItemView

    from exogenous.gui.desktop import Desktop

__all__ = [
    "make_feedback",
    "packages",
    "plugin",
    "profile",
    "project",
    "qgis_app",
    "qgis_process",
    "read",
    "run",
    "scene",
    "write_raster",
]

#: A slow, busy machine gets this long to do what takes a moment.
PATIENCE_S = 30


class User:
    """What a user does: looks, waits, clicks and types."""

    def __init__(self) -> None:
        self._shown: list[QWidget] = []

    def show(self, widget: QWidget) -> QWidget:
        """Look at a widget, and away from it when the test is over."""
        self._shown.append(widget)
        widget.show()
        QApplication.setActiveWindow(widget)
        self.pause()
        return widget

    def leave(self) -> None:
        while self._shown:
            widget = self._shown.pop()
            if not sip.isdeleted(widget):
                widget.close()
                widget.deleteLater()
        self.let_go()

    @staticmethod
    def let_go() -> None:
        """Delete what is to be deleted later."""
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()

    @staticmethod
    def pause(seconds: float = 0.05) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.002)

    def wait(self, until: Callable[[], object]) -> None:
        """Wait for something to become true."""
        end = time.monotonic() + PATIENCE_S
        while not until():
            assert time.monotonic() < end, "it did not come"
            self.pause(0.01)

    def click(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.pause()

    def click_at(self, widget: QWidget, place: QPoint) -> None:
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(widget, left, none, place)
        self.pause()

    def unfold(self, dialog: QWidget) -> None:
        """Unfold the sections that a small screen has folded."""
        self.pause(0.2)
        for fold in dialog.findChildren(QToolButton):
            is_folded = fold.arrowType() == Qt.ArrowType.RightArrow
            if fold.objectName().endswith("SectionFold") and is_folded:
                self.click(fold)

    def cell(self, view: QAbstractItemView, row: int, column: int, **how: object):
        """Click into a cell."""
        index = view.model().index(row, column)
        view.scrollTo(index)
        place = view.visualRect(index).center()
        keys = how.get("keys", Qt.KeyboardModifier.NoModifier)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, keys, place)
        self.pause()
        if how.get("twice"):
            QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, keys, place)
            self.pause()

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier | None = None) -> None:
        """Press a key, wherever the keyboard is directed."""
        QTest.keyClick(_typed_at(), key, keys or Qt.KeyboardModifier.NoModifier)
        self.pause()

    def type(self, text: str) -> None:
        for letter in text:  # QTest types ASCII only
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                none = Qt.KeyboardModifier.NoModifier
                QApplication.sendEvent(_typed_at(), QKeyEvent(kind, 0, none, letter))
        self.pause()

    def drop(self, widget: QWidget, mime: QMimeData, place: QPoint) -> None:
        """Let go of something over a widget that takes it."""
        actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(place, actions, mime, left, none)
        QApplication.sendEvent(widget, enter)
        assert enter.isAccepted()
        kind, point = QEvent.Type.Drop, QPointF(place)
        QApplication.sendEvent(
            widget, QDropEvent(point, actions, mime, left, none, kind)
        )
        self.pause()

    def choose(self, label: str) -> None:
        """Click an entry of the list or menu that is open."""
        popup = QApplication.activePopupWidget()
        assert popup is not None, "no list is open"
        from qgis.PyQt.QtWidgets import QAbstractItemView, QMenu

        if isinstance(popup, QMenu):
            actions = {a.text().partition("\t")[0]: a for a in popup.actions()}
            place = popup.actionGeometry(actions[label]).center()
            left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
            QTest.mouseMove(popup, place)
            QTest.mouseClick(popup, left, none, place)
            self.pause()
            return
        view = popup.findChild(QAbstractItemView)
        model = view.model()
        labels = [model.index(row, 0).data() for row in range(model.rowCount())]
        index = model.index(labels.index(label), 0)
        view.scrollTo(index)
        place = view.visualRect(index).center()
        QTest.mouseMove(view.viewport(), place)
        self.pause()
        # A list takes no click in the moment after it opened.
        self.pause(QApplication.doubleClickInterval() / 1000)
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(view.viewport(), left, none, place)
        self.pause()


def _typed_at() -> QWidget:
    """Return what hears the keyboard: a list or menu that is open hears it alone."""
    popup = QApplication.activePopupWidget()
    widget = (popup.focusWidget() or popup) if popup else QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


@pytest.fixture
def user(plugin, project) -> Iterator[User]:
    # Closed before the plugin goes that they are made of.
    user = User()
    yield user
    user.leave()


@pytest.fixture
def settings(qgis_app: QgsApplication) -> Iterator[QgsSettings]:
    yield QgsSettings()
    QgsSettings().remove("exogenous")


@pytest.fixture
def window(user: User) -> Iterator[Window]:
    """QGIS's window, for what the plugin adds to it."""
    window = Window()
    window.main.show()
    QApplication.setActiveWindow(window.main)
    user.pause()
    yield window
    user.leave()  # an extent's widget draws on the window's canvas until it is gone
    window.main.close()
    window.main.deleteLater()
    user.let_go()


@pytest.fixture
def desktop(window: Window) -> Iterator[Desktop]:
    """What the plugin adds to the window."""
    from exogenous.gui.desktop import Desktop

    desktop = Desktop(window)
    desktop.add()
    yield desktop
    desktop.remove()


@pytest.fixture
def open_dialog(user, plugin, project, settings) -> Callable[[str], QWidget]:
    """Open an algorithm's dialog as the toolbox does."""
    from processing.gui.AlgorithmDialog import AlgorithmDialog

    def open_dialog(name: str) -> QWidget:
        registry = QgsApplication.processingRegistry()
        algorithm = registry.createAlgorithmById(f"exo:{name}")
        own = algorithm.createCustomParametersWidget(None)
        return user.show(own or AlgorithmDialog(algorithm))

    return open_dialog


@pytest.fixture
def polygons(project):
    layer = QgsVectorLayer("Polygon?crs=EPSG:32632", "lakes", "memory")
    lake = QgsFeature()
    lake.setGeometry(QgsGeometry.fromRect(QgsRectangle(0, 0, 1, 1)))
    layer.dataProvider().addFeatures([lake])
    project.addMapLayer(layer)
    return layer


@pytest.fixture
def table(user, project):
    from exogenous.gui.layer_table.table import LayerTable

    table = LayerTable()
    table.resize(900, 400)
    return user.show(table)


@pytest.fixture
def fill(user, table):
    """Show rows, and wait until their rasters have been looked at."""

    def fill(value):
        table.set_value(value)
        user.wait(lambda: table.model.rowCount() and not table.model.is_busy)
        return table

    return fill


@pytest.fixture
def rows(scene):
    return {
        "VV": {"path": scene.radar, "bandnumber": 1, "resampler": "nearest"},
        "cover": {"path": scene.cover, "bandnumber": 1, "resampler": "nearest"},
    }


@pytest.fixture
def palette(scene):
    with rasterio.open(scene.cover, "r+") as dst:
        dst.write_colormap(1, {n: (n, 30 * n, 0, 255) for n in range(8)})
    return scene.cover


@pytest.fixture(autouse=True)
def _no_error_in_slots(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail where code that Qt calls raises; without a hook PyQt ends the process."""
    raised: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _, error, __: raised.append(error))
    yield
    if raised:
        raise raised[0]
