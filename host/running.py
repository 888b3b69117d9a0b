# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of runs under way, which are cancelled before the plugin is unloaded."""

from __future__ import annotations

import time
from contextlib import contextmanager
from threading import Lock, get_ident
from typing import TYPE_CHECKING, Final

from qgis.PyQt.QtCore import QCoreApplication, QEventLoop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qgis.core import QgsProcessingFeedback

#: The longest wait for a cancelled run. It ends after its current block of pixels,
#: unless it waits for a dead network drive.
_PATIENCE_S: Final = 30.0

_PAUSE_S: Final = 0.01

_LOCK: Final = Lock()

#: The feedback of each run, with the id of the run's thread.
_RUNS: Final[list[tuple[QgsProcessingFeedback, int]]] = []


@contextmanager
def under_way(feedback: QgsProcessingFeedback) -> Iterator[None]:
    """Keep a run in the list for as long as it lasts."""
    run = (feedback, get_ident())
    with _LOCK:
        _RUNS.append(run)
    try:
        yield
    finally:
        # Under the lock: the end of a run may delete the feedback that is cancelled.
        with _LOCK:
            _RUNS.remove(run)


def cancel_all() -> None:
    """Cancel all runs, those in models and scripts too, and wait until they end."""
    with _LOCK:
        for feedback, _ in _RUNS:
            feedback.cancel()
    wait_until(lambda: not _RUNS)


def wait_until(is_over: Callable[[], bool]) -> None:
    """Process QGIS's events until a condition holds, 30 seconds at most.

    A run in this thread could not end meanwhile: then this does not wait.
    """
    end = time.monotonic() + _PATIENCE_S
    while not is_over() and not _is_in_this_thread() and time.monotonic() < end:
        # The end of a task is reported as an event.
        flags = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents
        QCoreApplication.processEvents(flags)
        time.sleep(_PAUSE_S)


def _is_in_this_thread() -> bool:
    return any(thread == get_ident() for _, thread in _RUNS)
