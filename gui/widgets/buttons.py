# SPDX-License-Identifier: GPL-3.0-or-later
"""The small buttons beside lists, with an icon and a tooltip."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtWidgets import QToolButton

if TYPE_CHECKING:
    from qgis.PyQt.QtWidgets import QAction

_ICON_PX: Final = 16


def icon_button(name: str, tip: str, icon: str) -> QToolButton:
    """Make a button.

    Args:
        name: The object's name, for style sheets and tests.
        tip: The tooltip.
        icon: A file of QGIS's theme.
    """
    button = _small_button(name, tip)
    button.setIcon(QgsApplication.getThemeIcon(icon))
    button.setToolTip(tip)
    return button


def action_button(name: str, action: QAction) -> QToolButton:
    """Make a button of an action, with the action's icon, tooltip and state.

    Args:
        name: The object's name, for style sheets and tests.
        action: The action.
    """
    button = _small_button(name, action.toolTip())
    button.setDefaultAction(action)
    return button


def _small_button(name: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName(name)
    # The icon scales with the font, as in QGIS's own panels.
    side = QgsApplication.scaleIconSize(_ICON_PX)
    button.setIconSize(QSize(side, side))
    button.setAccessibleName(tip)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
