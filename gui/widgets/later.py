# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls a function later in Qt's event loop, if its owner still exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from qgis.PyQt.QtCore import QObject


def later(owner: QObject, call: Callable[[], object], delay_ms: int = 0) -> None:
    """Call once after a delay, unless the owner is deleted before."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.timeout.connect(call)
    timer.timeout.connect(timer.deleteLater)
    timer.start(delay_ms)
