# SPDX-License-Identifier: GPL-3.0-or-later
"""Connects the core to QGIS's log, progress bar, cancel button and errors."""

from __future__ import annotations

import signal
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from qgis.core import QgsProcessingException
from qgis.utils import iface  # type: ignore[import-untyped]

from ..core.errors import Cancelled, ExogenousError
from ..host.text import told, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qgis.core import QgsProcessingFeedback

    from .run_log import RunLog

#: Progress texts are rare, because the dialog writes each of them into its log, too.
_TEXT_EVERY_S: Final = 2.0


class FeedbackProgress:
    """The core's progress over QGIS's feedback."""

    def __init__(self, feedback: QgsProcessingFeedback, log: RunLog) -> None:
        """Start the clock.

        Args:
            feedback: Shows what the run says.
            log: Keeps it.
        """
        self._feedback, self._log = feedback, log
        self._started = self._told = time.monotonic()
        self._step = ""
        self._has_told = False

    def fraction(self, done: float) -> None:
        """Move the progress bar, and show step and remaining time now and then.

        What has been told is followed by an end: the texts stay in the dialog's log.
        """
        self._feedback.setProgress(100 * done)
        now = time.monotonic()
        spent_s = now - self._started
        if self._step and 0 < done < 1 and now - self._told >= _TEXT_EVERY_S:
            self._told, self._has_told = now, True
            words = tr("{step}, {time} left")
            left = _duration(spent_s * (1 - done) / done)
            self._feedback.setProgressText(words.format(step=self._step, time=left))
        elif done >= 1 and self._has_told:
            self._has_told = False
            words = tr("All blocks are warped, after {time}")
            self._feedback.setProgressText(words.format(time=_duration(spent_s)))

    def step(self, names: Sequence[str], number: int, count: int) -> None:
        """Remember which block of which bands is done."""
        words = (
            tr("Warping {name}, block {number} of {count}")
            if len(names) == 1
            else tr("Warping {bands} bands, block {number} of {count}")
        )
        self._step = words.format(
            name=names[0], bands=len(names), number=number, count=count
        )
        self._log.step(self._step)

    def info(self, message: str) -> None:
        """Write to the log."""
        self._log.info(told(message))
        self._feedback.pushInfo(told(message))

    def warn(self, message: str) -> None:
        """Write to the log as a warning."""
        self._log.warn(told(message))
        self._feedback.pushWarning(told(message))

    def is_cancelled(self) -> bool:
        """Tell whether the cancel button was pressed."""
        return bool(self._feedback.isCanceled())


def _duration(seconds: float) -> str:
    """Return a time in seconds, minutes or hours."""
    if seconds < 90:
        return tr("{seconds} s").format(seconds=max(round(seconds), 1))
    minutes = round(seconds / 60)
    if minutes < 90:
        return tr("{minutes} min").format(minutes=minutes)
    hours, minutes = divmod(minutes, 60)
    return tr("{hours} h {minutes} min").format(hours=hours, minutes=minutes)


def _end_as_interrupted(feedback: QgsProcessingFeedback) -> None:
    """End `qgis_process` as the system does at Ctrl+C, or else only the run.

    QGIS would print a traceback, and `qgis_process` end with the exit code 0.
    """
    feedback.pushInfo(told(Cancelled()))
    if iface is None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.raise_signal(signal.SIGINT)


@contextmanager
def errors_for_qgis(
    feedback: QgsProcessingFeedback, tell: Callable[[ExogenousError], str]
) -> Iterator[None]:
    """Turn the core's errors into the error that QGIS shows without a traceback.

    A cancelled run is no error: its message goes to the log, and the code after the
    `with` returns no outputs, as QGIS's own algorithms do. Any other exception is a
    bug, and QGIS shows its traceback.

    Args:
        feedback: Takes the message of a cancelled run.
        tell: Words an error.
    """
    try:
        yield
    except Cancelled as message:
        feedback.pushInfo(told(message))
    except KeyboardInterrupt:
        _end_as_interrupted(feedback)
    except ExogenousError as error:
        raise QgsProcessingException(tell(error)) from error
