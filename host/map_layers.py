# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns the project's layers into names and paths that the core can open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import (
    QgsMapLayer,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingUtils,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ..core.errors import InvalidLayer
from ..core.message import say
from ..core.request.located import MapLayer
from ..core.request.time_chosen import LayerTime
from . import feature_snapshots
from .layer_source import chosen_crs, chosen_nodata, gdal_name, project_of
from .layer_times import chosen_times

if TYPE_CHECKING:
    from qgis.core import QgsProcessingContext


def find_map_layer(value: object, context: QgsProcessingContext) -> MapLayer | None:
    """Find a raster or vector layer by the layer object, its id or its name.

    Args:
        value: What is given; a source with its selection alone, too.
        context: With the project.

    Returns:
        The layer's name, path and CRS; None where a value is no layer of the project.

    Raises:
        InvalidLayer: The layer is not read by GDAL, or several layers have the name.
    """
    condition = None
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        condition = "is_selected()" if value.selectedFeaturesOnly else None
        value = value.source.staticValue()
    layer = _named(value, context) if isinstance(value, str) else value
    if not isinstance(layer, QgsMapLayer):
        return None
    if isinstance(layer, QgsVectorLayer):
        return _features(layer, condition)
    raster = _gdal_raster(layer)
    return MapLayer(
        name=raster.name(),
        path=gdal_name(raster) or "",
        crs=chosen_crs(raster),
        nodata=chosen_nodata(raster),
        times=tuple(LayerTime(**one) for one in chosen_times(raster)),
    )


def _named(text: str, context: QgsProcessingContext) -> QgsMapLayer | None:
    own_name = feature_snapshots.layer_of(text)
    if own_name is not None:
        return own_name
    project = project_of(context)
    namesakes = project.mapLayersByName(text) if project else []
    kinds = (QgsRasterLayer, QgsVectorLayer)
    if any(sum(isinstance(one, kind) for one in namesakes) > 1 for kind in kinds):
        raise _invalid(
            text, say("several layers have this name"), say("Rename all but one.")
        )
    known = QgsProcessingUtils.mapLayerFromString(
        text,
        context,
        allowLoadingNewLayers=False,
        typeHint=QgsProcessingUtils.LayerHint.Raster,
    )
    # QGIS passes over broken layers, of which the user should be told.
    own = [known, project.mapLayer(text) if project else None, *namesakes]
    layers = [layer for layer in own if layer is not None]
    rasters = (layer for layer in layers if isinstance(layer, QgsRasterLayer))
    return next(rasters, next(iter(layers), None))


def _features(layer: QgsVectorLayer, condition: str | None) -> MapLayer:
    """Return a layer of features as it is now.

    Raises:
        InvalidLayer: The layer is broken, or a table without places.
    """
    if not layer.isValid():
        raise _broken(layer)
    if not layer.isSpatial():
        raise _invalid(
            layer.name(),
            say("it is a table without places"),
            say("Choose a layer with geometries."),
        )
    return MapLayer(
        name=layer.name(),
        path=feature_snapshots.remember(layer),
        crs=chosen_crs(layer),
        filter=condition,
    )


def _gdal_raster(layer: QgsMapLayer) -> QgsRasterLayer:
    if not isinstance(layer, QgsRasterLayer):
        raise _invalid(
            layer.name(),
            say("it holds neither pixels nor features"),
            say("Choose a raster or vector layer."),
        )
    if not layer.isValid() or not layer.source():
        raise _broken(layer)
    provider = layer.providerType()
    if gdal_name(layer) is None:
        problem = say(
            "its pixels come from {provider!r}, not from a raster file",
            provider=provider,
        )
        raise _invalid(layer.name(), problem, say("Save it as GeoTIFF and take that."))
    return layer


def _broken(layer: QgsMapLayer) -> InvalidLayer:
    return _invalid(
        layer.name(),
        say(
            "it is empty or broken: QGIS cannot read {source!r}",
            source=layer.source(),
        ),
        say("Mend its source in QGIS (Layer, Change Data Source), or remove it."),
    )


def _invalid(name: str, problem: str, remedy: str) -> InvalidLayer:
    return InvalidLayer(say("map layer {name!r}", name=name), problem, remedy)
