# SPDX-License-Identifier: GPL-3.0-or-later
"""How a run says how far it is, and hears that it should stop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


class Progress(Protocol):
    """What the core asks of whoever watches a run."""

    def fraction(self, done: float) -> None:
        """Take the share of the work that is done, 0 to 1."""

    def step(self, names: Sequence[str], number: int, count: int) -> None:
        """Take which block has been written, of how many, and with which bands."""

    def info(self, message: str) -> None:
        """Take a finding worth reading."""

    def warn(self, message: str) -> None:
        """Take a finding that may make the result less than was hoped for."""

    def is_cancelled(self) -> bool:
        """Tell whether the run should stop."""


def never() -> bool:
    """Go on, whatever happens."""
    return False


class SilentProgress:
    """A watcher that neither shows nor stops anything."""

    def fraction(self, done: float) -> None:
        """Ignore the share done."""

    def step(self, names: Sequence[str], number: int, count: int) -> None:
        """Ignore the block."""

    def info(self, message: str) -> None:
        """Ignore a finding."""

    def warn(self, message: str) -> None:
        """Ignore a warning."""

    def is_cancelled(self) -> bool:
        """Never stop."""
        return False


class PartProgress:
    """The progress of one of several equal parts of a run."""

    def __init__(self, whole: Progress, number: int, count: int) -> None:
        """Take the progress of the whole and which part of how many this is."""
        self._whole, self._number, self._count = whole, number, count

    def fraction(self, done: float) -> None:
        """Pass on the share of the whole that is done."""
        self._whole.fraction((self._number + done) / self._count)

    def step(self, names: Sequence[str], number: int, count: int) -> None:
        """Pass on the block."""
        self._whole.step(names, number, count)

    def info(self, message: str) -> None:
        """Pass on a finding."""
        self._whole.info(message)

    def warn(self, message: str) -> None:
        """Pass on a warning."""
        self._whole.warn(message)

    def is_cancelled(self) -> bool:
        """Ask the whole."""
        return self._whole.is_cancelled()


class NotedProgress:
    """The progress of a run whose warnings are kept."""

    def __init__(self, whole: Progress) -> None:
        """Take the progress that is told all the same."""
        self._whole = whole
        self.warnings: list[str] = []

    def fraction(self, done: float) -> None:
        """Pass on the share done."""
        self._whole.fraction(done)

    def step(self, names: Sequence[str], number: int, count: int) -> None:
        """Pass on the block."""
        self._whole.step(names, number, count)

    def info(self, message: str) -> None:
        """Pass on a finding."""
        self._whole.info(message)

    def warn(self, message: str) -> None:
        """Pass on a warning and keep it."""
        self.warnings.append(message)
        self._whole.warn(message)

    def is_cancelled(self) -> bool:
        """Ask the whole."""
        return self._whole.is_cancelled()
