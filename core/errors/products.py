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
            parameter="PRODUCT",
        )


class UnknownOffset(ExogenousError):
    """Nothing in a product says which offset its numbers have."""

    def __init__(self, path: str) -> None:
        """Name the product."""
        super().__init__(
            say(
                "{path!r} cannot become reflectance: nothing in it says its processing "
                "baseline, and so the offset of its numbers, neither the metadata of "
                "product, tile and data strip, nor the manifest, nor a name. Fetch it "
                "again, or give its folder its own name back (S2A_MSIL2A_…); raw "
                "gives the numbers as they are: in the dialog in Cleaning of the "
                "product's bands, in a command by CLEANING.",
                path=path,
            ),
            parameter="PRODUCT",
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
            parameter="PRODUCT",
        )
