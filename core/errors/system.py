# SPDX-License-Identifier: GPL-3.0-or-later
"""Errors of the system: what it has too little of, or does not do."""

from __future__ import annotations

from ..message import say
from .root import ExogenousError


class OutOfMemory(ExogenousError):
    """There is too little memory for a run."""

    def __init__(self) -> None:
        """Say how a run takes less."""
        super().__init__(
            say(
                "There is too little memory. Close other programs, or let the run take "
                "less: fewer threads, a smaller memory limit, a smaller area."
            )
        )


class SystemRefused(ExogenousError):
    """The system or a library refuses something, and no input or output is to blame."""

    def __init__(self, path: str, reason: str) -> None:
        """Name the file, if there is one, and what was said."""
        super().__init__(
            say("{path!r} cannot be used: {reason}", path=path, reason=reason)
            if path
            else say("A file cannot be used: {reason}", reason=reason)
        )
