# SPDX-License-Identifier: GPL-3.0-or-later
"""A user's hands and eyes in QGIS: mouse, keys, drops, waiting and pictures."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QWidget

from .picture import save

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

_PATIENCE_S = 120


class Hands:
    """Does what a user does, and takes pictures of the screen."""

    def __init__(self, folder: Path) -> None:
        """Leave pictures in a folder."""
        self.folder = folder

    def pause(self, seconds: float = 0.2) -> None:
        """Let QGIS work."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.005)

    def wait(self, what: str, until: Callable[[], object]) -> None:
        """Wait for something to become true.

        Raises:
            TimeoutError: It does not.
        """
        end = time.monotonic() + _PATIENCE_S
        while not until():
            if time.monotonic() > end:
                raise TimeoutError(f"waited in vain: {what}")
            self.pause(0.05)

    def window(self, kind: str) -> QWidget:
        """Wait for a window of a class, by the class's name, and return it."""
        found: list[QWidget] = []

        def look() -> bool:
            found[:] = [
                one
                for one in QApplication.topLevelWidgets()
                if one.isVisible() and kind in {k.__name__ for k in type(one).__mro__}
            ]
            return bool(found)

        self.wait(f"a window {kind}", look)
        self.pause(0.5)
        return found[-1]

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        """Click the left button."""
        none = Qt.KeyboardModifier.NoModifier
        where = place or widget.rect().center()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, none, where)
        self.pause()

    def click_twice(self, widget: QWidget, place: QPoint) -> None:
        """Click, and then double-click."""
        self.click(widget, place)
        none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
        QTest.mouseDClick(widget, left, none, place)
        self.pause(0.4)

    def type(self, widget: QWidget, text: str) -> None:
        """Type into a widget."""
        widget.setFocus()
        none = Qt.KeyboardModifier.NoModifier
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(widget, QKeyEvent(kind, 0, none, letter))
        self.pause()

    def key(self, key: Qt.Key) -> None:
        """Press a key where the keyboard is directed."""
        widget = QApplication.activePopupWidget() or QApplication.focusWidget()
        QTest.keyClick(widget, key)
        self.pause()

    def paste(self, widget: QWidget, text: str) -> None:
        """Paste a text with the keyboard."""
        QApplication.clipboard().setText(text)
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        self.pause()

    def drop(self, widget: QWidget, files: Iterable[Path]) -> None:
        """Let go of files from the desktop."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
        action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        none, place = Qt.KeyboardModifier.NoModifier, QPoint(40, 40)
        enter = QDragEnterEvent(place, action, mime, button, none)
        QApplication.sendEvent(widget, enter)
        if not enter.isAccepted():
            raise RuntimeError(f"{widget} takes no files")
        drop = QDropEvent(QPointF(place), action, mime, button, none, QEvent.Type.Drop)
        QApplication.sendEvent(widget, drop)
        self.pause()

    def picture(self, name: str, widget: QWidget, part: QRect | None = None) -> None:
        """Take a picture of what the screen shows at a window, or at a part of it."""
        self.pause(0.6)
        frame = widget.frameGeometry() if widget.isWindow() else _on_screen(widget)
        if part is not None:
            frame = QRect(frame.topLeft() + part.topLeft(), part.size())
        screen = widget.screen()
        frame &= screen.geometry()
        image = screen.grabWindow(
            0, frame.x(), frame.y(), frame.width(), frame.height()
        )
        save(image.toImage(), str(self.folder / f"{name}.png"))


def _on_screen(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())
