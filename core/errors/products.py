# SPDX-License-Identifier: GPL-3.0-or-later
"""Errors of satellite products."""

from __future__ import annotations

from ..message import say
from .root import ExogenousError


class UnknownProduct(ExogenousError):
    """A path is not a product that can be opened."""

    def __init__(self, path: str, reason: str, remedy: str) -> None:
        """Name the path, why the path is no product, and what to give instead."""
        self.reason, self.remedy = reason, remedy
        super().__init__(
            say(
                "{path!r} cannot be opened: {reason}. {remedy}",
                path=path,
                reason=reason,
                remedy=remedy,
            ),
            "PRODUCT",
        )


class InvalidProduct(ExogenousError):
    """A product is recognised but its metadata or files are damaged."""

    def __init__(self, path: str, reason: str) -> None:
        """Name the product and what is wrong in it."""
        super().__init__(
            say(
                "{path!r} is damaged: {reason}. Fetch or unpack it again.",
                path=path,
                reason=reason,
            ),
            "PRODUCT",
        )
