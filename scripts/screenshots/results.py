# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run leaves in QGIS's window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtWidgets import QDockWidget, QMainWindow, QTreeView
from qgis.utils import iface

if TYPE_CHECKING:
    from .hands import Hands

#: Of QGIS's window: maps take much room in pictures.
_SIZE = (920, 620)


def stack(hands: Hands) -> None:
    """Run the dialog that is filled in, and show the map."""
    window = hands.window("ExoDialog")
    hands.click(window.runButton())
    project = QgsProject.instance()
    hands.wait("the result in the project", project.mapLayers)
    hands.wait("the end of the run", window.wasExecuted)
    window.close()
    canvas, main = iface.mapCanvas(), iface.mainWindow()
    main.showNormal()
    main.resize(*_SIZE)
    _wide_layers(main)
    hands.pause(0.5)
    (layer,) = project.mapLayers().values()
    canvas.setDestinationCrs(layer.crs())
    canvas.setExtent(layer.extent())
    canvas.refresh()
    iface.layerTreeView().expandAll()
    hands.wait("the map", lambda: not canvas.isDrawing())
    hands.picture("result", main)


def identify(hands: Hands) -> None:
    """Ask for the values under the middle of the map."""
    (layer,) = QgsProject.instance().mapLayers().values()
    iface.setActiveLayer(layer)
    iface.actionIdentify().trigger()
    canvas = iface.mapCanvas()
    hands.click(canvas.viewport(), canvas.rect().center() + QPoint(40, 30))
    hands.wait("the values", lambda: _identify_dock() and _identify_dock().isVisible())
    main, dock = iface.mainWindow(), _identify_dock()
    layers = main.findChild(QDockWidget, "Layers")
    main.resizeDocks([layers, dock], [330, 330], Qt.Orientation.Horizontal)
    for tree in dock.findChildren(QTreeView):
        tree.setColumnWidth(0, 190)
    hands.pause(1)
    hands.picture("identify", main)
    _identify_dock().close()
    iface.actionPan().trigger()


def _wide_layers(window: QMainWindow) -> None:
    dock = window.findChild(QDockWidget, "Layers")
    window.resizeDocks([dock], [330], Qt.Orientation.Horizontal)


def _identify_dock() -> QDockWidget | None:
    window = iface.mainWindow()
    return window.findChild(QDockWidget, "IdentifyResultsDock")
