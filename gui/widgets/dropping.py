# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads drops and the clipboard: map layers, files from the desktop, or text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from qgis.core import QgsMimeDataUtils, QgsProject, QgsRasterLayer

from ...host.layer_source import gdal_name, plain
from .project_layers import NamedSource, named_source

if TYPE_CHECKING:
    from qgis.PyQt.QtCore import QMimeData

_QGIS_URIS: Final = "application/x-vnd.qgis.qgis.uri"


def can_read(mime: QMimeData) -> bool:
    """Tell whether dragged data may hold rasters."""
    if mime.hasFormat(_QGIS_URIS):
        uris = QgsMimeDataUtils.decodeUriList(mime)
        return any(uri.layerType == "raster" for uri in uris)
    return any(url.isLocalFile() for url in mime.urls())


def sources_in(mime: QMimeData) -> list[NamedSource]:
    """Return the rasters in dropped data; files have an empty name."""
    if mime.hasFormat(_QGIS_URIS):
        uris = QgsMimeDataUtils.decodeUriList(mime)
        return [_source(uri) for uri in uris if uri.layerType == "raster"]
    paths = (url.toLocalFile() for url in mime.urls() if url.isLocalFile())
    return [NamedSource(name="", path=path.rstrip("/")) for path in paths]


def _source(uri: QgsMimeDataUtils.Uri) -> NamedSource:
    layer = QgsProject.instance().mapLayer(getattr(uri, "layerId", ""))
    path = gdal_name(layer)
    if path and isinstance(layer, QgsRasterLayer):
        return replace(named_source(layer), name=uri.name)
    return NamedSource(name=uri.name, path=plain(uri.uri))
