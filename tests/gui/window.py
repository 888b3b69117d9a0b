# SPDX-License-Identifier: GPL-3.0-or-later
"""As much of QGIS's window as a plugin sees of it, with a real canvas and tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsLayerTreeModel, QgsProject
from qgis.gui import (
    QgsLayerTreeMapCanvasBridge,
    QgsLayerTreeView,
    QgsMapCanvas,
    QgsMapToolPan,
    QgsMessageBar,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QApplication,
    QDockWidget,
    QMainWindow,
    QMenu,
    QToolBar,
)

if TYPE_CHECKING:
    from qgis.core import QgsMapLayer
    from qgis.PyQt.QtWidgets import QAction


class Window:
    """Stands in for `iface`, which only the whole desktop has.

    As in QGIS, the main window belongs to Qt, and nobody keeps its Python half: what
    has the window as its parent alone is collected.
    """

    def __init__(self) -> None:
        main = QMainWindow()
        self._name = f"window {id(self)}"
        main.setObjectName(self._name)
        sip.transferto(main, None)
        main.resize(700, 500)
        self.options_shown: list[str] = []
        self.raster_menu = main.menuBar().addMenu("Raster")
        self.plugin_menus: dict[str, QMenu] = {}
        self.layer_actions: dict[QAction, tuple[object, bool]] = {}
        self._canvas = QgsMapCanvas()
        main.setCentralWidget(self._canvas)
        self._pan = QgsMapToolPan(self._canvas)
        self._canvas.setMapTool(self._pan)
        root = QgsProject.instance().layerTreeRoot()
        # The canvas takes it along when it goes.
        QgsLayerTreeMapCanvasBridge(root, self._canvas, self._canvas)
        self._tree = QgsLayerTreeView()
        self._tree.setModel(QgsLayerTreeModel(root, self._tree))
        dock = QDockWidget("Layers")
        dock.setWidget(self._tree)
        main.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
        self._messages = QgsMessageBar(main)

    @property
    def main(self) -> QMainWindow:
        widgets = QApplication.topLevelWidgets()
        return next(one for one in widgets if one.objectName() == self._name)

    def mainWindow(self) -> QMainWindow:
        return self.main

    def mapCanvas(self) -> QgsMapCanvas:
        return self._canvas

    def layerTreeView(self) -> QgsLayerTreeView:
        return self._tree

    def messageBar(self) -> QgsMessageBar:
        return self._messages

    def showOptionsDialog(self, _parent: QMainWindow, page: str) -> None:
        self.options_shown.append(page)

    def rasterMenu(self) -> QMenu:
        return self.raster_menu

    def addPluginToRasterMenu(self, name: str, action: QAction) -> None:
        if name not in self.plugin_menus:
            self.plugin_menus[name] = self.raster_menu.addMenu(name)
        self.plugin_menus[name].addAction(action)

    def removePluginRasterMenu(self, name: str, action: QAction) -> None:
        menu = self.plugin_menus[name]
        menu.removeAction(action)
        if not menu.actions():
            self.raster_menu.removeAction(menu.menuAction())
            del self.plugin_menus[name]

    def addToolBar(self, name: str) -> QToolBar:
        return self.main.addToolBar(name)

    def addCustomActionForLayerType(
        self,
        action: QAction,
        _menu: str,
        kind: object,
        all_layers: bool,  # noqa: FBT001 QGIS's
    ) -> None:
        self.layer_actions[action] = (kind, all_layers)

    def removeCustomActionForLayerType(self, action: QAction) -> bool:
        return self.layer_actions.pop(action, None) is not None

    def select(self, *layers: QgsMapLayer) -> None:
        """Select layers in the panel, as clicks do."""
        chosen = self._tree.selectionModel()
        chosen.clear()
        root = QgsProject.instance().layerTreeRoot()
        for layer in layers:
            index = self._tree.node2index(root.findLayer(layer.id()))
            chosen.select(index, chosen.SelectionFlag.Select)
