# SPDX-License-Identifier: GPL-3.0-or-later
"""The name and the CRS of a map layer for GDAL, and so for the core.

This module does not load the core.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsRasterLayer,
    QgsRasterRange,
)

if TYPE_CHECKING:
    from qgis.core import (
        QgsMapLayer,
        QgsProcessingContext,
        QgsProject,
        QgsRasterDataProvider,
    )

#: How far scaling may leave a whole number from being one.
_HAIR: Final = 1e-6

#: The name of a layer that another provider than GDAL's reads.
PROVIDER_NAME: Final = re.compile(r"^QGIS_RASTER:(?P<provider>[a-z]+):")

#: Options that QGIS adds to the name under which GDAL opens a raster.
_QGIS_OPTIONS: Final = re.compile(r"\|(option|credential|authcfg)[:=].*$", re.DOTALL)

#: Providers that have numbers on pixels of their own.
_BY_QGIS: Final = ("postgresraster", "wcs", "virtualraster")


def project_of(context: QgsProcessingContext) -> QgsProject | None:
    """Return a context's project, None without one (against the stubs)."""
    return context.project()


def gdal_name(layer: QgsMapLayer | None) -> str | None:
    """Return a layer's name for GDAL or QGIS's reader; None where it is no raster."""
    if not isinstance(layer, QgsRasterLayer):
        return None
    if layer.providerType() in _BY_QGIS:
        return f"QGIS_RASTER:{layer.providerType()}:{layer.source()}"
    return plain(layer.source()) if layer.providerType() == "gdal" else None


def chosen_crs(layer: QgsMapLayer) -> str | None:
    """Return the CRS that the user has given a layer; None for the file's own."""
    crs = layer.crs()
    if not layer.isValid() or not crs.isValid() or crs == layer.dataProvider().crs():
        return None
    if not crs.authid() or crs.authid().startswith("USER:"):
        return str(crs.toWkt(QgsCoordinateReferenceSystem.WKT_PREFERRED))
    return str(crs.authid())


def crs_text(crs: QgsCoordinateReferenceSystem) -> str:
    """Return a CRS's public code if it has one, else its WKT."""
    code = crs.authid()
    if code.startswith(("EPSG:", "ESRI:", "OGC:")):
        return str(code)
    return str(crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED))


def chosen_operations(
    context: QgsProcessingContext,
) -> tuple[tuple[str, str, str], ...]:
    """Return the operations between CRSs that the project's settings name.

    Returns:
        From a CRS to another, and the PROJ text that leads there.
    """
    chosen = context.transformContext().coordinateOperations()
    return tuple((*ends, text) for ends, text in sorted(chosen.items()) if text)


def chosen_nodata(layer: QgsRasterLayer) -> dict[str, str]:
    """Return what the user has set of a layer's nodata values.

    Returns:
        By the number and the name of each band it is set of, as the key `nodata` of a
        row has it; no band where the file's own counts.
    """
    provider = layer.dataProvider()
    if not layer.isValid() or provider is None:
        return {}
    found: dict[str, str] = {}
    for band in range(1, provider.bandCount() + 1):
        ranges = _ranges(provider, band)
        counts = provider.useSourceNoDataValue(band)
        if not ranges and (counts or not provider.sourceHasNoDataValue(band)):
            continue
        text = ", ".join(["file" if counts else "none", *ranges])
        _, _, name = provider.generateBandName(band).partition(": ")
        found |= {key: text for key in (str(band), name) if key}
    return found


def _ranges(provider: QgsRasterDataProvider, band: int) -> list[str]:
    """Return additional nodata values in the file's numbers; QGIS has scaled ones."""
    scale, offset = provider.bandScale(band) or 1.0, provider.bandOffset(band)
    kind = provider.sourceDataType(band)
    floats = (Qgis.DataType.Float32, Qgis.DataType.Float64)
    texts = []
    for one in provider.userNoDataValues(band):
        ends = _closed(one, is_float=kind in floats)
        if kind == Qgis.DataType.Float32 and (scale, offset) == (1.0, 0.0):
            ends = _in_float32(ends)
        if ends[0] > ends[1]:
            continue  # no number of the type is in it
        numbers = sorted((end - offset) / scale for end in ends)
        if kind not in floats:
            numbers = [_whole(number) for number in numbers]
        least, greatest = (repr(n).removesuffix(".0") for n in numbers)
        texts.append(least if least == greatest else f"{least}..{greatest}")
    return texts


def _closed(one: QgsRasterRange, *, is_float: bool) -> tuple[float, float]:
    """Return the ends of a range that belong to it; NaN is no end in QGIS."""
    least = -math.inf if math.isnan(one.min()) else one.min()
    greatest = math.inf if math.isnan(one.max()) else one.max()
    bounds, kinds = one.bounds(), QgsRasterRange.BoundsType
    step = 0.0 if is_float else 0.5
    if bounds in (kinds.IncludeMax, kinds.Exclusive) and math.isfinite(least):
        least = math.nextafter(least, math.inf) + step
    if bounds in (kinds.IncludeMin, kinds.Exclusive) and math.isfinite(greatest):
        greatest = math.nextafter(greatest, -math.inf) - step
    return least, greatest


def _in_float32(ends: tuple[float, float]) -> tuple[float, float]:
    """Return the least and the greatest float32 of a range, which QGIS has as doubles.

    A lone number stays: it means those beside it that headers round to it.
    """
    import numpy as np

    least, greatest = ends
    if least == greatest:
        return ends
    low, high = np.float32(least), np.float32(greatest)
    if float(low) < least:
        low = np.nextafter(low, np.float32(np.inf))
    if float(high) > greatest:
        high = np.nextafter(high, np.float32(-np.inf))
    return float(low), float(high)


def _whole(number: float) -> float:
    """Return the whole number that scaling has left a hair off."""
    is_near = math.isfinite(number) and abs(number - round(number)) < _HAIR
    return float(round(number)) if is_near else number


def plain(source: str) -> str:
    """Return a raster's source without the options that only QGIS understands."""
    return _QGIS_OPTIONS.sub("", source)
