# SPDX-License-Identifier: GPL-3.0-or-later
"""The names of the widget classes in `gui`, so that only dialogs load them."""

from __future__ import annotations

from typing import Any, Final

_FOLDER: Final = f"{__name__.removesuffix('.algorithms.widget_classes')}.gui.processing"

PRODUCT_WIDGET: Final = f"{_FOLDER}.wrappers.ProductWrapper"
BANDS_WIDGET: Final = f"{_FOLDER}.wrappers.BandsWrapper"
AOI_WIDGET: Final = f"{_FOLDER}.wrappers.AoiWrapper"
EXO_WIDGET: Final = f"{_FOLDER}.layer_table_wrapper.LayerTableWrapper"
DIALOG: Final = f"{_FOLDER}.dialog.ExoDialog"


def load_class(class_name: str) -> Any:
    """Return a class of `gui`, imported as QGIS imports the widgets.

    QGIS notes the modules of a plugin that pass `__import__`, and forgets them when
    another version of the plugin is loaded.
    """
    module, _, name = class_name.rpartition(".")
    return getattr(__import__(module, fromlist=[name]), name)
