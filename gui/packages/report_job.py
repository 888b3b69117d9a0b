# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the doctor's report beside QGIS's own thread, which loads no library."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...doctor.report import report
from ...host import readiness
from ..widgets.background import POOL

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

_LOOK_MS: Final = 50


class ReportJob(QObject):
    """Makes reports, one at a time; the core need not be there."""

    #: A report is made, with its text.
    done = pyqtSignal(str)

    def __init__(self, parent: QObject, folder: Path) -> None:
        """Start idle.

        Args:
            parent: The owner.
            folder: The plugin's folder of packages.
        """
        super().__init__(parent)
        self._folder = folder
        self._making: Future[str] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Make a report, unless one is being made."""
        if self._making is None:
            self._making = POOL.submit(partial(_made, self._folder))
            self._timer.start()

    def _look(self) -> None:
        if self._making is not None and self._making.done():
            made, self._making = self._making, None
            self._timer.stop()
            self.done.emit(made.result())


def _made(folder: Path) -> str:
    # The packages' own libraries come first, as in a run.
    readiness.packages_loaded()
    return report(folder)
