# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a dialog large enough for the table, within the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qgis.PyQt.QtWidgets import QWidget


def grow(window: QWidget, *, letters: int, lines: int) -> None:
    """Widen and heighten a window that is smaller, and keep it on the screen.

    Args:
        window: A window that is shown.
        letters: The least width, in average letters of its font.
        lines: The least height, in lines of its font.
    """
    font, room = window.fontMetrics(), window.screen().availableGeometry()
    width = min(letters * font.averageCharWidth(), room.width() - 20)
    height = min(lines * font.lineSpacing(), room.height() - 60)
    window.resize(max(window.width(), width), max(window.height(), height))
    frame = window.frameGeometry()
    frame.moveCenter(room.center())
    if not room.contains(window.frameGeometry()):
        window.move(frame.topLeft())
