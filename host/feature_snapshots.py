# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of vector layers for the core, and snapshots that any thread may read.

This module does not load the core.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qgis.core import (
    QgsFields,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QCoreApplication, QThread

if TYPE_CHECKING:
    from qgis.core import QgsCoordinateReferenceSystem

#: What names of layers begin with that are no files, as the core knows them.
QGIS_NAME: Final = "QGIS_VECTOR:"


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """A layer as it was when QGIS's own thread looked at it; any thread may read it."""

    source: QgsVectorLayerFeatureSource
    fields: QgsFields
    crs: QgsCoordinateReferenceSystem
    kind: str
    bounds: tuple[float, float, float, float] | None
    selected: frozenset[int]


#: Snapshots by the names of their layers.
_KNOWN: Final[dict[str, Snapshot]] = {}


def remember(layer: QgsVectorLayer) -> str:
    """Take a snapshot of a layer, in QGIS's own thread, and return its name.

    Returns:
        The file as QGIS writes it where that says all, else a name for the core.
    """
    name = _file_name(layer) or f"{QGIS_NAME}{layer.id()}"
    _KNOWN[name] = _snapshot(layer)
    return name


def layer_name(layer: QgsVectorLayer) -> str:
    """Return the name that `remember` gives a layer, without a look at features."""
    return _file_name(layer) or f"{QGIS_NAME}{layer.id()}"


def layer_of(name: str) -> QgsVectorLayer | None:
    """Return the project's layer that a name of ours means."""
    if not name.startswith(QGIS_NAME):
        return None
    layer = QgsProject.instance().mapLayer(name.removeprefix(QGIS_NAME))
    return layer if isinstance(layer, QgsVectorLayer) else None


def _file_name(layer: QgsVectorLayer) -> str:
    """Return the name of a layer's file; empty where the file does not say all."""
    provider = layer.dataProvider()
    is_file = layer.providerType() == "ogr" and provider is not None
    source = layer.source()
    is_part = "|geometrytype=" in source.casefold()
    if not is_file or is_part or layer.isModified():
        return ""
    is_whole = layer.fields().names() == provider.fields().names()
    return source if is_whole else ""


def _snapshot(layer: QgsVectorLayer) -> Snapshot:
    extent = layer.extent()
    bounds = extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum()
    is_known = not extent.isNull() and all(map(math.isfinite, bounds))
    return Snapshot(
        source=QgsVectorLayerFeatureSource(layer),
        fields=QgsFields(layer.fields()),
        crs=layer.crs(),
        kind=QgsWkbTypes.displayString(layer.wkbType()) or "Unknown",
        bounds=bounds if is_known else None,
        selected=frozenset(layer.selectedFeatureIds()),
    )


def known(path: str) -> Snapshot | None:
    """Return what is known of a layer; a file is opened."""
    app = QCoreApplication.instance()
    if app is not None and QThread.currentThread() == app.thread():
        layer = layer_of(path)
        if layer is not None:
            return _snapshot(layer)
    if path in _KNOWN or path.startswith(QGIS_NAME):
        return _KNOWN.get(path)
    options = QgsVectorLayer.LayerOptions(loadDefaultStyle=False)
    layer = QgsVectorLayer(path, "features", "ogr", options)
    return _snapshot(layer) if layer.isValid() else None
