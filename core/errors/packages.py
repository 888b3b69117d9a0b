# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be wrong with the packages that the core is made from."""

from __future__ import annotations

from ..message import say
from .root import ExogenousError


class UnknownRasterio(ExogenousError, ImportError):
    """The installed rasterio lacks a private name that the core needs.

    An import error as well, so that whoever asks whether the core can be loaded
    learns of it before any work.
    """

    def __init__(self, version: str, private_name: str) -> None:
        """Name rasterio's version and the name that it lacks."""
        super().__init__(
            say(
                "rasterio {version} has no {private_name}, which Exogenous needs. "
                "Install a version that has: 1.4 and 1.5 do.",
                version=version,
                private_name=private_name,
            )
        )
        self.name = "rasterio"
