# SPDX-License-Identifier: GPL-3.0-or-later
"""Errors of the packages that the core is built on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..message import say
from .root import ExogenousError

if TYPE_CHECKING:
    from ..message import Message


class UnknownRasterio(ExogenousError, ImportError):
    """The installed rasterio lacks a private name that the core needs.

    It is an ImportError as well, so that a check whether the core can be loaded
    fails before any work is done.
    """

    def __init__(self, version: str, private_name: str) -> None:
        """Name rasterio's version and the name that is missing."""
        super().__init__(
            say(
                "rasterio {version} has no {private_name}, which Exogenous needs. "
                "Install a version that has: 1.4 and 1.5 do.",
                version=version,
                private_name=private_name,
            )
        )
        self.name = "rasterio"


class MissingPackage(ExogenousError, ImportError):
    """A package is not installed that only some work needs, and this is such work."""

    def __init__(self, name: str, purpose: Message) -> None:
        """Name the package and what needs it."""
        super().__init__(
            say(
                "{purpose} needs the Python package {name}, which is not installed. "
                "In QGIS it comes by Raster, Exogenous, Python packages…; elsewhere by "
                "pip install {name}.",
                purpose=purpose,
                name=name,
            )
        )
        self.name = name
