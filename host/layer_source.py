# SPDX-License-Identifier: GPL-3.0-or-later
"""What a map layer is to GDAL, and so to the core: a name, a CRS; loads no core."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from qgis.core import QgsCoordinateReferenceSystem, QgsRasterLayer

if TYPE_CHECKING:
    from qgis.core import QgsMapLayer, QgsProcessingContext, QgsProject

#: How a layer is named that another provider than GDAL's reads.
PROVIDER_NAME: Final = re.compile(r"^QGIS_RASTER:(?P<provider>[a-z]+):")

#: What QGIS adds to the name under which GDAL opens a raster.
_QGIS_OPTIONS: Final = re.compile(r"\|(option|credential|authcfg)[:=].*$", re.DOTALL)

#: Providers that have numbers on pixels of their own.
_BY_QGIS: Final = ("postgresraster", "wcs", "virtualraster")


def project_of(context: QgsProcessingContext) -> QgsProject | None:
    """Return a context's project, which need not be there; the stubs say it is."""
    return context.project()


def gdal_name(layer: QgsMapLayer | None) -> str | None:
    """Return the name for GDAL or for QGIS's reader; None where it is no raster."""
    if not isinstance(layer, QgsRasterLayer):
        return None
    if layer.providerType() in _BY_QGIS:
        return f"QGIS_RASTER:{layer.providerType()}:{layer.source()}"
    return plain(layer.source()) if layer.providerType() == "gdal" else None


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
