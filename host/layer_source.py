# SPDX-License-Identifier: GPL-3.0-or-later
"""What a map layer is to GDAL, and so to the core: a name, a CRS; loads no core."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from qgis.core import QgsCoordinateReferenceSystem, QgsRasterLayer

if TYPE_CHECKING:
    from qgis.core import QgsMapLayer, QgsProcessingContext, QgsProject

#: What QGIS adds to the name under which GDAL opens a raster.
_QGIS_OPTIONS: Final = re.compile(r"\|(option|credential|authcfg)[:=].*$", re.DOTALL)


def project_of(context: QgsProcessingContext) -> QgsProject | None:
    """Return a context's project, which need not be there; the stubs say it is."""
    return context.project()


def gdal_name(layer: QgsMapLayer | None) -> str | None:
    """Return the name for GDAL; None where it is no raster or not GDAL's."""
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
    """Return a raster's source without what only QGIS understands."""
    return _QGIS_OPTIONS.sub("", source)
