# SPDX-License-Identifier: GPL-3.0-or-later
"""How a run says how far it is, and hears that it should stop."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """What the core asks of whoever watches a run."""

    def fraction(self, done: float) -> None:
        """Take the share of the work that is done, 0 to 1."""

    def info(self, message: str) -> None:
        """Take a finding worth reading."""

    def warn(self, message: str) -> None:
        """Take a finding that may make the result less than was hoped for."""

    def is_cancelled(self) -> bool:
        """Tell whether the run should stop."""


class SilentProgress:
    """A watcher that neither shows nor stops anything."""

    def fraction(self, done: float) -> None:
        """Ignore the share done."""

    def info(self, message: str) -> None:
        """Ignore a finding."""

    def warn(self, message: str) -> None:
        """Ignore a warning."""

    def is_cancelled(self) -> bool:
        """Never stop."""
        return False
