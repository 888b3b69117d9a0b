# SPDX-License-Identifier: GPL-3.0-or-later
"""Cancels a run where the system asks the program to end, and lets it end then.

Without that, SIGTERM ends the program at once, with its temporary files in place.
"""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .progress import Progress

#: The signals that ask a program to end, as far as the system has them.
_SIGNALS: Final = tuple(
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP")
    if hasattr(signal, name)
)


class _AskedToEnd:
    """Hears signals during a run; those that somebody else handles are left alone."""

    def __init__(self) -> None:
        """Hear nothing yet."""
        self.signal: int | None = None
        self._former: dict[int, Any] = {}

    def listen(self) -> None:
        """Take the place of what ends the program at once."""
        if threading.current_thread() is not threading.main_thread():
            return  # Python lets no other thread do so.
        for number in _SIGNALS:
            former = signal.getsignal(number)
            if former in {signal.SIG_DFL, signal.default_int_handler}:
                self._former[number] = signal.signal(number, self._hear)

    def give_back(self) -> None:
        """Let signals do again what they did."""
        for number, former in self._former.items():
            signal.signal(number, former)
        self._former.clear()

    def _hear(self, number: int, _frame: object) -> None:
        self.signal = number


class _EndingProgress:
    """A run's progress that is cancelled by a signal as well."""

    def __init__(self, whole: Progress, asked: _AskedToEnd) -> None:
        self._whole, self._asked = whole, asked
        self.fraction, self.step = whole.fraction, whole.step
        self.info, self.warn = whole.info, whole.warn

    def is_cancelled(self) -> bool:
        """Tell whether a signal came, or the user cancelled the run."""
        return self._asked.signal is not None or self._whole.is_cancelled()


@contextmanager
def ended_by_signals(progress: Progress) -> Iterator[Progress]:
    """Give a run a progress that signals cancel; the program ends once it is over.

    Raises:
        KeyboardInterrupt: The signal was that of Ctrl+C.
    """
    asked = _AskedToEnd()
    asked.listen()
    try:
        yield _EndingProgress(progress, asked)
    finally:
        asked.give_back()
        if asked.signal is not None:
            signal.raise_signal(asked.signal)
