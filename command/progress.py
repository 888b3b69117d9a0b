# SPDX-License-Identifier: GPL-3.0-or-later
"""Tells a run's progress on standard error; results alone go to standard output."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

#: A line for each tenth of the work.
_PARTS: Final = 10


class TerminalProgress:
    """Lines for a terminal or a log, see `core.progress.Progress`."""

    def __init__(self, *, is_quiet: bool) -> None:
        """Start at nothing.

        Args:
            is_quiet: Only warnings are told.
        """
        self._is_quiet = is_quiet
        self._parts = 0

    def fraction(self, done: float) -> None:
        """Tell the share of the work that is done."""
        parts = int(done * _PARTS)
        if parts > self._parts:
            self._parts = parts
            self.info(f"{100 * parts // _PARTS} %")

    def step(self, names: Sequence[str], number: int, count: int) -> None:
        """Leave blocks out: there are many."""

    def info(self, message: str) -> None:
        """Tell a message."""
        if not self._is_quiet:
            self._tell(message)

    def warn(self, message: str) -> None:
        """Tell a warning."""
        self._tell(f"Warning: {message}")

    def is_cancelled(self) -> bool:
        """Never stop; a signal ends a run, see `core.signals`."""
        return False

    @staticmethod
    def _tell(text: str) -> None:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
