# SPDX-License-Identifier: GPL-3.0-or-later
"""Errors of EOReader and of the interpreter that runs it."""

from __future__ import annotations

from ...errors import ExogenousError
from ...message import say


class EoreaderFailed(ExogenousError):
    """EOReader could not answer a request."""

    def __init__(self, path: str, what: str, reason: str) -> None:
        """Name the product, the request and EOReader's reason."""
        super().__init__(
            say(
                "EOReader cannot {what} of {path!r}: {reason}",
                what=what,
                path=path,
                reason=reason,
            ),
            parameter="PRODUCT",
        )


class EoreaderUnusable(ExogenousError):
    """The interpreter that should have EOReader does not run it."""

    def __init__(self, python: str, reason: str) -> None:
        """Name the interpreter and its reason."""
        super().__init__(
            say(
                "EOReader cannot be used from {python!r}: {reason}. Name a Python "
                'in which "import eoreader" works, or none.',
                python=python,
                reason=reason,
            )
        )
