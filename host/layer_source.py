# SPDX-License-Identifier: GPL-3.0-or-later
"""The name and the CRS of a map layer for GDAL, and so for the core.

This module does not load the core.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from qgis.core import QgsCoordinateReferenceSystem, QgsRasterLayer

if TYPE_CHECKING:
    from qgis.core import QgsMapLayer, QgsProcessingContext, QgsProject

#: Options that QGIS adds to the name under which GDAL opens a raster.
_QGIS_OPTIONS: Final = re.compile(r"\|(option|credential|authcfg)[:=].*$", re.DOTALL)


def project_of(context: QgsProcessingContext) -> QgsProject | None:
    """Return a context's project, None without one (against the stubs)."""
    return context.project()


def gdal_name(layer: QgsMapLayer | None) -> str | None:
    """Return a layer's name for GDAL; None for no raster layer, or no GDAL layer."""
    if not isinstance(layer, QgsRasterLayer) or layer.providerType() != "gdal":
        return None
    return plain(layer.source())


def chosen_crs(layer: QgsRasterLayer) -> str | None:
    """Return the CRS that the user has given a layer; None for the file's own."""
    crs = layer.crs()
    if not layer.isValid() or not crs.isValid() or crs == layer.dataProvider().crs():
        return None
    if not crs.authid() or crs.authid().startswith("USER:"):
        return str(crs.toWkt(QgsCoordinateReferenceSystem.WKT_PREFERRED))
    return str(crs.authid())


def plain(source: str) -> str:
    """Return a raster's source without the options that only QGIS understands."""
    return _QGIS_OPTIONS.sub("", source)
