# SPDX-License-Identifier: GPL-3.0-or-later
"""The runs that are under way, and how all of them end before the plugin goes."""

from __future__ import annotations

import time
from contextlib import contextmanager
from threading import Lock, get_ident
from typing import TYPE_CHECKING, Final

from qgis.PyQt.QtCore import QCoreApplication, QEventLoop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qgis.core import QgsProcessingFeedback

#: A cancelled run ends with its block of pixels; a dead network drive holds it longer.
_PATIENCE_S: Final = 30.0

_PAUSE_S: Final = 0.01

_LOCK: Final = Lock()

#: The feedback of each run, with the thread that the run is in.
_RUNS: Final[list[tuple[QgsProcessingFeedback, int]]] = []


@contextmanager
def under_way(feedback: QgsProcessingFeedback) -> Iterator[None]:
    """List a run for as long as it lasts."""
    run = (feedback, get_ident())
    with _LOCK:
        _RUNS.append(run)
    try:
        yield
    finally:
        # Not while the feedback is being cancelled, which the run's end may delete.
        with _LOCK:
            _RUNS.remove(run)


def cancel_all() -> None:
    """Cancel all runs, those in models and scripts too, and wait until they end."""
    with _LOCK:
        for feedback, _ in _RUNS:
            feedback.cancel()
    wait_until(lambda: not _RUNS)


def wait_until(is_over: Callable[[], bool]) -> None:
    """Let QGIS work until something is over, and 30 seconds at most.

    A run in the thread that waits could not end meanwhile: it is not waited for.
    """
    end = time.monotonic() + _PATIENCE_S
    while not is_over() and not _is_in_this_thread() and time.monotonic() < end:
        # What a task tells at its end comes as an event.
        flags = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents
        QCoreApplication.processEvents(flags)
        time.sleep(_PAUSE_S)


def _is_in_this_thread() -> bool:
    return any(thread == get_ident() for _, thread in _RUNS)
