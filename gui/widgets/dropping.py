# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads drops and the clipboard: map layers, files from the desktop, or text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from qgis.core import (
    QgsMimeDataUtils,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ...host.layer_source import gdal_name, plain
from .project_layers import NamedSource, named_source

if TYPE_CHECKING:
    from qgis.PyQt.QtCore import QMimeData

_QGIS_URIS: Final = "application/x-vnd.qgis.qgis.uri"


#: What QGIS calls the kinds of layers that rows can have.
_KINDS: Final = ("raster", "vector")


def can_read(mime: QMimeData) -> bool:
    """Tell whether dragged data may hold rasters or features."""
    if mime.hasFormat(_QGIS_URIS):
        uris = QgsMimeDataUtils.decodeUriList(mime)
        return any(uri.layerType in _KINDS for uri in uris)
    return any(url.isLocalFile() for url in mime.urls())


def sources_in(mime: QMimeData) -> list[NamedSource]:
    """Return the layers in dropped data; files have an empty name."""
    if mime.hasFormat(_QGIS_URIS):
        uris = QgsMimeDataUtils.decodeUriList(mime)
        return [_source(uri) for uri in uris if uri.layerType in _KINDS]
    paths = (url.toLocalFile() for url in mime.urls() if url.isLocalFile())
    return [NamedSource(name="", path=path.rstrip("/")) for path in paths]


def _source(uri: QgsMimeDataUtils.Uri) -> NamedSource:
    layer = QgsProject.instance().mapLayer(getattr(uri, "layerId", ""))
    if isinstance(layer, QgsVectorLayer) and layer.isValid():
        return replace(named_source(layer), name=uri.name)
    path = gdal_name(layer)
    if path and isinstance(layer, QgsRasterLayer):
        return replace(named_source(layer), name=uri.name)
    return NamedSource(name=uri.name, path=plain(uri.uri))
