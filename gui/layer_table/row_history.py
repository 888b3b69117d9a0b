# SPDX-License-Identifier: GPL-3.0-or-later
"""The states that the rows of the layer table have had, for undo and redo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .row import Row

#: More steps than anybody takes back; a state is a tuple of shared rows.
_MOST: Final = 200


class RowHistory:
    """Keeps the states before and after the present state of the rows."""

    def __init__(self, rows: tuple[Row, ...]) -> None:
        """Start with a state that cannot be undone."""
        self._states = [rows]
        self._present = 0

    @property
    def can_undo(self) -> bool:
        """Whether there is a state before the present state."""
        return self._present > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is a state after the present state."""
        return self._present < len(self._states) - 1

    def note(self, rows: tuple[Row, ...]) -> None:
        """Make rows the present state; where they differ, nothing is left to redo."""
        if rows == self._states[self._present]:
            return
        self._states = [*self._states[: self._present + 1], rows][-_MOST:]
        self._present = len(self._states) - 1

    def undo(self) -> tuple[Row, ...]:
        """Return the state before, which becomes the present state."""
        self._present = max(self._present - 1, 0)
        return self._states[self._present]

    def redo(self) -> tuple[Row, ...]:
        """Return the state after, which becomes the present state."""
        self._present = min(self._present + 1, len(self._states) - 1)
        return self._states[self._present]
