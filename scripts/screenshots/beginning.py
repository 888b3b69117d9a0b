# SPDX-License-Identifier: GPL-3.0-or-later
"""QGIS as it starts, and where the plugin is found in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QRect
from qgis.PyQt.QtWidgets import QAction, QDockWidget, QMenu
from qgis.utils import iface

if TYPE_CHECKING:
    from .hands import Hands


def start(hands: Hands) -> None:
    """Wait for the plugin, and show QGIS's window with the layers panel alone."""
    registry = QgsApplication.processingRegistry()
    hands.wait("the plugin's algorithms", lambda: registry.algorithmById("exo:stack"))
    window = iface.mainWindow()
    iface.newProject()
    window.showMaximized()
    for dock in window.findChildren(QDockWidget):
        dock.setVisible(dock.objectName() == "Layers")
    hands.pause(2)


def menu(hands: Hands) -> None:
    """Open the Raster menu at the plugin's entries."""
    window = iface.mainWindow()
    raster = iface.rasterMenu()
    bar = window.menuBar()
    place = bar.actionGeometry(raster.menuAction())
    raster.popup(bar.mapToGlobal(place.bottomLeft()))
    own = next(a for a in raster.actions() if a.text() == "Exogenous")
    raster.setActiveAction(own)
    hands.pause(0.3)
    below = raster.actionGeometry(own)
    own.menu().popup(raster.mapToGlobal(below.topRight()))
    hands.picture("menu", window, QRect(0, 0, 900, 420))
    _close(own.menu(), raster)


def _close(*menus: QMenu) -> None:
    for one in menus:
        one.close()


def entry(name: str) -> QAction:
    """Return the plugin's action for an algorithm."""
    return iface.mainWindow().findChild(QAction, f"exogenous_{name}")
