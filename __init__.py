# SPDX-License-Identifier: GPL-3.0-or-later
"""Exogenous: brings exogenous layers onto the pixel grid of a satellite product."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qgis.gui import QgisInterface

    from .old_python import OldPython
    from .plugin import ExogenousPlugin


def __getattr__(name: str) -> Any:
    """Load a call of the Python interface when it is first asked for.

    QGIS imports this package too, and must start without the core's packages.
    """
    if name in {"collocate", "describe", "load", "stack"}:
        return getattr(importlib.import_module(".calls", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def classFactory(iface: QgisInterface | None) -> ExogenousPlugin | OldPython:
    """Make the plugin; QGIS calls this function.

    QGIS is imported here, not before, so that the core can be used without QGIS. An
    older Python than the code is written for gets one sentence instead of the plugin.
    """
    if sys.version_info < (3, 10):  # noqa: UP036  (QGIS has no way to ask for it)
        from .old_python import OldPython

        return OldPython(iface)
    from .plugin import ExogenousPlugin

    return ExogenousPlugin(iface)
