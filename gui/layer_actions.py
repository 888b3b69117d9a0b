# SPDX-License-Identifier: GPL-3.0-or-later
"""The entries in context menus of layers, which start from the layers themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingFeatureSourceDefinition,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

from ..host.layer_source import gdal_name
from ..host.parameter_names import AOI
from ..host.resources import ICON
from ..host.text import tr
from .launching import open_dialog, table_of
from .messages import warn

if TYPE_CHECKING:
    from collections.abc import Callable

    from qgis.gui import QgisInterface
    from qgis.PyQt.QtWidgets import QMenu

    from .open_dialogs import OpenDialogs


class LayerActions:
    """Entries for rasters (stack, collocate) and for vectors (clip to them)."""

    def __init__(self, iface: QgisInterface, dialogs: OpenDialogs) -> None:
        """Take the window, and the open dialogs, to which others are added."""
        self._iface, self._dialogs = iface, dialogs
        self._of_rasters: list[QAction] = []
        self._of_vectors: list[QAction] = []

    def add(self) -> None:
        """Add the entries to the layers panel and to the canvas."""
        self._of_rasters = [
            self._action("stack_layers", tr("Stack with product…"), self._stack),
            self._action(
                "collocate_layers", tr("Collocate onto product…"), self._collocate
            ),
        ]
        self._of_vectors = [
            self._action(
                "clip_to_layer", tr("Stack, clipped to this layer…"), self._clip
            )
        ]
        for kind, actions in (
            (QgsRasterLayer, self._of_rasters),
            (QgsVectorLayer, self._of_vectors),
        ):
            for action in actions:
                self._iface.addCustomActionForLayerType(action, "", kind().type(), True)
        canvas: Any = self._iface.mapCanvas()
        canvas.contextMenuAboutToShow.connect(self._add_to_canvas)

    def remove(self) -> None:
        """Remove the entries."""
        canvas: Any = self._iface.mapCanvas()
        canvas.contextMenuAboutToShow.disconnect(self._add_to_canvas)
        for action in (*self._of_rasters, *self._of_vectors):
            self._iface.removeCustomActionForLayerType(action)
            action.deleteLater()
        self._of_rasters, self._of_vectors = [], []

    def _action(self, name: str, text: str, call: Callable[[], None]) -> QAction:
        action = QAction(QIcon(str(ICON)), text, self._iface.mainWindow())
        action.setObjectName(f"exogenous_{name}")
        action.triggered.connect(lambda *_checked: call())
        return action

    def _add_to_canvas(self, menu: QMenu, _event: object) -> None:
        """Add the entries for the selected layers to the canvas's context menu."""
        rasters = self._of_rasters if self._rasters() else []
        vectors = self._of_vectors if self._vector() is not None else []
        if rasters or vectors:
            menu.addSeparator()
            menu.addActions([*rasters, *vectors])

    def _rasters(self) -> list[QgsRasterLayer]:
        """Return the rasters that are selected in the layers panel."""
        layers = self._iface.layerTreeView().selectedLayers()
        rasters = [layer for layer in layers if isinstance(layer, QgsRasterLayer)]
        return [layer for layer in rasters if gdal_name(layer) is not None]

    def _vector(self) -> QgsVectorLayer | None:
        """Return the first vector layer with shapes that is selected in the panel."""
        layers = self._iface.layerTreeView().selectedLayers()
        vectors = (layer for layer in layers if isinstance(layer, QgsVectorLayer))
        return next((layer for layer in vectors if layer.isSpatial()), None)

    def _stack(self) -> None:
        values = table_of(self._rasters())
        open_dialog(self._iface, "stack", self._dialogs, values)

    def _collocate(self) -> None:
        values = table_of(self._rasters())
        open_dialog(self._iface, "collocate", self._dialogs, values)

    def _clip(self) -> None:
        """Open the dialog with a layer as area, by its selected shapes if any are."""
        layer = self._vector()
        if layer is None:
            warn(self._iface, tr("A table without shapes is no area. Choose polygons."))
            return
        is_selected = layer.selectedFeatureCount() > 0
        area = QgsProcessingFeatureSourceDefinition(layer.id(), is_selected)
        open_dialog(self._iface, "stack", self._dialogs, {AOI: area})
