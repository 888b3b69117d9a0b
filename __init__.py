# SPDX-License-Identifier: GPL-3.0-or-later
"""Exogenous: brings exogenous layers onto the pixel grid of a satellite product."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qgis.gui import QgisInterface

    from .plugin import ExogenousPlugin


def classFactory(iface: QgisInterface | None) -> ExogenousPlugin:
    """Make the plugin; QGIS calls this function.

    QGIS is imported here, not before, so that the core can be used without QGIS.
    """
    from .plugin import ExogenousPlugin

    return ExogenousPlugin(iface)
