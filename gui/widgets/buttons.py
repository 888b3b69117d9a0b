# SPDX-License-Identifier: GPL-3.0-or-later
"""The small buttons beside lists: an icon, and a tooltip that says what it does."""

from __future__ import annotations

from typing import Final

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtWidgets import QToolButton

_ICON_PX: Final = 16


def icon_button(name: str, tip: str, icon: str) -> QToolButton:
    """Make a button.

    Args:
        name: For style sheets and tests.
        tip: What it does.
        icon: A file of QGIS's theme.
    """
    button = QToolButton()
    button.setObjectName(name)
    button.setIcon(QgsApplication.getThemeIcon(icon))
    # As large as the letters, as QGIS has it in its own panels.
    side = QgsApplication.scaleIconSize(_ICON_PX)
    button.setIconSize(QSize(side, side))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
