# SPDX-License-Identifier: GPL-3.0-or-later
"""The base class of the parameters' widget wrappers in Processing's dialogs."""

from __future__ import annotations

from typing import Any

from processing.gui.wrappers import WidgetWrapper
from qgis.PyQt.QtCore import QCoreApplication


class Wrapper(WidgetWrapper):  # type: ignore[misc]  # Processing has no types
    """Takes QGIS's own translations for labels, such as `[optional]`."""

    def tr(self, text: str, *_more: Any) -> str:
        """Translate as QGIS's class does; PyQt looks under the subclass's name."""
        return str(QCoreApplication.translate("WidgetWrapper", text))
