# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs jobs that may take long in the background, so that the dialog never waits."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...host import readiness

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

#: The threads of all jobs: while a slow disk holds up one, the others go on. Each loads
#: the core first.
POOL: Final = ThreadPoolExecutor(
    4, thread_name_prefix="exogenous-gui", initializer=readiness.packages_loaded
)

_LOOK_MS: Final = 15


class Background(QObject):
    """Runs jobs one at a time and signals their results.

    Jobs get plain values and touch no widget and no layer.
    """

    #: A job has ended, with its result.
    done = pyqtSignal(object)
    #: A job has failed, with the core's error.
    failed = pyqtSignal(object)

    def __init__(self, parent: QObject, *, latest_only: bool) -> None:
        """Start idle.

        Args:
            parent: The owner; once it is deleted, no result is signalled.
            latest_only: A new job takes the place of the waiting job, and makes the
                running job outdated, whose result is not signalled.
        """
        super().__init__(parent)
        self._latest_only = latest_only
        self._running: Future[object] | None = None
        self._waiting: deque[Callable[[], object]] = deque(
            maxlen=1 if latest_only else None
        )
        # The timer polls: no signal crosses threads, and none reaches a deleted object.
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def is_busy(self) -> bool:
        """Whether a result is still to come."""
        return self._running is not None

    def start(self, job: Callable[[], object]) -> None:
        """Run a job, once the running job has ended."""
        self._waiting.append(job)
        if self._running is None:
            self._next()

    def forget(self) -> None:
        """Drop the running and the waiting jobs: signal none of their results."""
        self._waiting.clear()
        self._running = None
        self._timer.stop()

    def _next(self) -> None:
        self._running = POOL.submit(self._waiting.popleft())
        self._timer.start()

    def _look(self) -> None:
        finished = self._running
        if finished is None or not finished.done():
            return
        self._running = None
        is_outdated = self._latest_only and bool(self._waiting)
        if self._waiting:
            self._next()
        else:
            self._timer.stop()
        if not is_outdated:
            self._tell(finished)

    def _tell(self, finished: Future[object]) -> None:
        from ...core.errors import ExogenousError

        try:
            result = finished.result()
        except ExogenousError as error:
            self.failed.emit(error)
        else:
            self.done.emit(result)
