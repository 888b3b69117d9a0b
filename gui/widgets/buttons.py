# SPDX-License-Identifier: GPL-3.0-or-later
"""The small buttons beside lists: an icon, and a tooltip that says what it does."""

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
        name: For style sheets and tests.
        tip: What it does.
        icon: A file of QGIS's theme.
    """
    button = _small_button(name, tip)
    button.setIcon(QgsApplication.getThemeIcon(icon))
    button.setToolTip(tip)
    return button


def action_button(name: str, action: QAction) -> QToolButton:
    """Make a button of an action, with the action's icon, tooltip and state.

    Args:
        name: For style sheets and tests.
        action: What it does.
    """
    button = _small_button(name, action.toolTip())
    button.setDefaultAction(action)
    return button


def _small_button(name: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName(name)
    # As large as the letters, as QGIS has it in its own panels.
    side = QgsApplication.scaleIconSize(_ICON_PX)
    button.setIconSize(QSize(side, side))
    button.setAccessibleName(tip)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
