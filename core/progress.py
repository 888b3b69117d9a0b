# SPDX-License-Identifier: GPL-3.0-or-later
"""The progress of a run: what the run reports, and how it is cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


class Progress(Protocol):
    """What the core needs of an object that watches a run."""

    def fraction(self, done: float) -> None:
        """Take the share of the work that is done, 0 to 1."""

    def step(self, names: Sequence[str], number: int, count: int) -> None:
        """Take the number of the block just written, the count, and its band names."""

    def info(self, message: str) -> None:
        """Take a message worth reading."""

    def warn(self, message: str) -> None:
        """Take a warning that the result may be less than was hoped for."""

    def is_cancelled(self) -> bool:
        """Tell whether the run should stop."""


def never() -> bool:
    """Return False: a run that nobody cancels."""
    return False


class SilentProgress:
    """A watcher that neither shows nor stops anything."""

    def fraction(self, done: float) -> None:
        """Ignore the share done."""

    def step(self, names: Sequence[str], number: int, count: int) -> None:
        """Ignore the block."""

    def info(self, message: str) -> None:
        """Ignore a message."""

    def warn(self, message: str) -> None:
        """Ignore a warning."""

    def is_cancelled(self) -> bool:
        """Never stop."""
        return False


class PartProgress:
    """The progress of one of several equal parts of a run."""

    def __init__(self, whole: Progress, number: int, count: int) -> None:
        """Take the progress of the whole run, and this part's number among `count`."""
        self._whole, self._number, self._count = whole, number, count

    def fraction(self, done: float) -> None:
        """Pass on the share of the whole that is done."""
        self._whole.fraction((self._number + done) / self._count)

    def step(self, names: Sequence[str], number: int, count: int) -> None:
        """Pass on the block."""
        self._whole.step(names, number, count)

    def info(self, message: str) -> None:
        """Pass on a message."""
        self._whole.info(message)

    def warn(self, message: str) -> None:
        """Pass on a warning."""
        self._whole.warn(message)

    def is_cancelled(self) -> bool:
        """Ask the whole run's progress."""
        return self._whole.is_cancelled()


class NotedProgress:
    """The progress of a run whose warnings are kept."""

    def __init__(self, whole: Progress) -> None:
        """Take the progress that every call is passed on to."""
        self._whole = whole
        self.warnings: list[str] = []

    def fraction(self, done: float) -> None:
        """Pass on the share done."""
        self._whole.fraction(done)

    def step(self, names: Sequence[str], number: int, count: int) -> None:
        """Pass on the block."""
        self._whole.step(names, number, count)

    def info(self, message: str) -> None:
        """Pass on a message."""
        self._whole.info(message)

    def warn(self, message: str) -> None:
        """Pass on a warning and keep it; what is computed twice is warned of once."""
        if message in self.warnings:
            return
        self.warnings.append(message)
        self._whole.warn(message)

    def is_cancelled(self) -> bool:
        """Ask the whole run's progress."""
        return self._whole.is_cancelled()
