# SPDX-License-Identifier: GPL-3.0-or-later
"""The pictures by name, in the order they are made: later ones use what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import beginning, elsewhere, filled, results

if TYPE_CHECKING:
    from collections.abc import Callable

    from .hands import Hands

#: By the look of QGIS. What is called `start` makes no picture, and always runs.
SCENES: dict[str, dict[str, Callable[[Hands], None]]] = {
    "en": {
        "start": beginning.start,
        "menu": beginning.menu,
        "dialog": filled.dialog,
        "table": filled.table,
        "warnings": filled.warnings,
        "tiles": filled.tiles,
        "result": results.stack,
        "identify": results.identify,
        "batch": elsewhere.batch,
        "modeler": elsewhere.modeler,
        "describe": elsewhere.describe,
        "settings": elsewhere.settings,
    },
    "dark": {"start": beginning.start, "dialog-dark": filled.dialog_dark},
    "large": {"start": beginning.start, "dialog-large": filled.dialog_large},
    "fr": {"start": beginning.start, "dialog-fr": filled.dialog_fr},
}
