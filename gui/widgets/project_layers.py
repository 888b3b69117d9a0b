# SPDX-License-Identifier: GPL-3.0-or-later
"""The project's raster layers, as sources for rows and as names for paths."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qgis.core import QgsProject, QgsRasterLayer

from ...host.layer_source import chosen_crs, chosen_nodata, gdal_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSource:
    """A raster and what to call it."""

    name: str
    path: str
    crs: str | None = None
    """What the user has set, where the file says another or none."""
    nodata: Mapping[str, str] = field(default_factory=dict)
    """What the user has set, by the number and the name of each band it is set of."""


def raster_layers() -> list[QgsRasterLayer]:
    """List the project's rasters that the core can open, as the layer tree has them."""
    tree = QgsProject.instance().layerTreeRoot().layerOrder()
    known = {layer.id() for layer in tree}
    others = QgsProject.instance().mapLayers().values()
    layers = [*tree, *(layer for layer in others if layer.id() not in known)]
    return [layer for layer in layers if gdal_name(layer) is not None]


def named_source(layer: QgsRasterLayer) -> NamedSource:
    """Return a layer that `raster_layers` lists as a source."""
    path = gdal_name(layer) or ""
    return NamedSource(
        name=layer.name(),
        path=path,
        crs=chosen_crs(layer),
        nodata=chosen_nodata(layer),
    )


def layer_at(path: str) -> QgsRasterLayer | None:
    """Find the first of the project's layers that shows a raster."""
    return next((one for one in raster_layers() if gdal_name(one) == path), None)


def lookup() -> Callable[[object], object]:
    """Return what finds today's layers by id or name, for a job beside the dialog."""
    layers = QgsProject.instance().mapLayers().values()
    found = {layer.name(): named_source(layer) for layer in layers if gdal_name(layer)}
    found |= {layer.id(): named_source(layer) for layer in layers if gdal_name(layer)}
    return lambda value: found.get(value) if isinstance(value, str) else None
