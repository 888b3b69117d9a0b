# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns QGIS's kinds of area (layer, selection, extent) into the core's `Aoi`."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, cast

import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsMapLayer,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingUtils,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsVectorLayer,
)

from ..core.errors import AreaWithoutCrs, InvalidRequest, SourceUnreadable
from ..core.geometry.crs import parse_crs
from ..core.message import say
from ..core.request import aoi_parsing as area_file
from ..core.request.aoi import Aoi
from ..core.request.vector_file import filter_leaves_nothing, vector_file
from .layer_source import crs_text, project_of
from .parameter_names import AOI

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qgis.core import (
        QgsFeature,
        QgsGeometry,
        QgsProcessingAlgorithm,
        QgsProcessingContext,
    )


def read_area(
    value: object, algorithm: QgsProcessingAlgorithm, context: QgsProcessingContext
) -> Aoi | None:
    """Read an area of interest; its geometry stays in its own CRS.

    Args:
        value: A layer, its id, name or file, a source with its selection only,
            a rectangle, or an extent as text.
        algorithm: The algorithm whose parameter QGIS evaluates.
        context: The context with the project.

    Raises:
        ExogenousError: There is no such area, or the area is empty or has no CRS.
    """
    if value is None or value == "":
        return None
    if isinstance(value, QgsRectangle):
        return _from_rectangle(value)
    if isinstance(value, str) and _is_extent(value):
        return area_file.from_text(value)
    _refuse_several_layers(value)
    _refuse_other_layers(value, context)
    source = cast(  # the stubs lack the None
        "QgsProcessingFeatureSource | None",
        algorithm.parameterAsSource({AOI: value}, AOI, context),
    )
    if source is not None:
        try:
            return _from_source(
                source,
                has_filter=_has_filter(value, context),
                is_selection=_is_selection(value),
            )
        except InvalidRequest:
            if isinstance(value, str) and _is_there(value):
                area_file.from_text(value)  # knows what is wrong with a filter
            raise
    if isinstance(value, str):
        return area_file.from_text(value)  # Raises an error about the file.
    raise InvalidRequest(
        AOI,
        value,
        say("Give a vector layer or file, or an extent xmin,xmax,ymin,ymax [EPSG:…]."),
    )


def _from_rectangle(value: QgsRectangle) -> Aoi:
    is_referenced = isinstance(value, QgsReferencedRectangle) and value.crs().isValid()
    return area_file.from_bounds(
        value.xMinimum(),
        value.xMaximum(),
        value.yMinimum(),
        value.yMaximum(),
        crs=crs_text(value.crs()) if is_referenced else None,
        label=value.toString(),
    )


def _refuse_several_layers(value: object) -> None:
    """Raise where a file has several layers, of which QGIS would take the first."""
    if not isinstance(value, str) or not _is_there(value):
        return
    with suppress(SourceUnreadable):  # the error is told when it is read
        vector_file(value).only_layer(value)


def _refuse_other_layers(value: object, context: QgsProcessingContext) -> None:
    """Raise where an area is a layer of the project that is broken, or a raster."""
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        value = value.source.staticValue()
    if isinstance(value, str) and not _is_there(value):
        project = project_of(context)
        named = project.mapLayersByName(value) if project else []
        value = (project.mapLayer(value) if project else None) or next(
            (layer for layer in named if layer.isValid()), next(iter(named), value)
        )
    if isinstance(value, QgsMapLayer) and not isinstance(value, QgsVectorLayer):
        raise InvalidRequest(
            AOI,
            value.name(),
            say("It is no vector layer: give one, or an extent of four numbers."),
        )
    if isinstance(value, QgsVectorLayer) and not value.isValid():
        raise InvalidRequest(
            AOI,
            value.name(),
            say("The layer is broken: mend its source (Layer, Change Data Source)."),
        )


def _is_selection(value: object) -> bool:
    is_source = isinstance(value, QgsProcessingFeatureSourceDefinition)
    return is_source and value.selectedFeaturesOnly  # type: ignore[attr-defined]


def _has_filter(value: object, context: QgsProcessingContext) -> bool:
    """Tell whether a filter or a selection takes features out of an area's layer."""
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        # Since QGIS 3.32.
        expression = getattr(value, "filterExpression", "")
        if expression:
            return True
        value = value.source.staticValue()
    if isinstance(value, str) and _is_there(value):
        return vector_file(value).subset is not None
    if isinstance(value, str):
        value = QgsProcessingUtils.mapLayerFromString(value, context, False)
    return isinstance(value, QgsVectorLayer) and bool(value.subsetString())


def _is_there(text: str) -> bool:
    # Not Path.exists, which fails where the system refuses a name.
    return os.path.exists(text.partition("|")[0])  # noqa: PTH110


def _from_source(
    source: QgsProcessingFeatureSource, *, has_filter: bool, is_selection: bool
) -> Aoi:
    features = source.getFeatures(
        QgsFeatureRequest().setNoAttributes(),
        # Invalid polygons are accepted: they are repaired below.
        QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks,
    )
    crs, label = source.sourceCrs(), source.sourceName()
    if is_selection and not source.featureCount():
        raise InvalidRequest(
            AOI,
            label,
            say("None of its features is selected: select some, or take all."),
        )
    return from_features(features, crs, label, has_filter=has_filter)


def from_features(
    features: Iterable[QgsFeature],
    crs: QgsCoordinateReferenceSystem,
    label: str,
    *,
    has_filter: bool = False,
) -> Aoi:
    """Build an area from all features of a layer together.

    Args:
        features: The features; those without a geometry are skipped.
        crs: The CRS of the geometries.
        label: The layer's name for messages.
        has_filter: A filter or a selection leaves features out.

    Raises:
        ExogenousError: There is no geometry, or the layer has no CRS.
    """
    parts = [_to_shapely(f.geometry()) for f in features if f.hasGeometry()]
    if has_filter and not parts:
        raise filter_leaves_nothing(label)
    if parts and not crs.isValid():
        raise AreaWithoutCrs(label)
    return Aoi(
        label=label,
        geometry=shapely.union_all(parts),
        crs=parse_crs(crs_text(crs), AOI) if parts else None,
    )


def _to_shapely(geometry: QgsGeometry) -> shapely.Geometry:
    """Convert a geometry, with curves as the straight segments that QGIS makes."""
    wkb = bytes(geometry.constGet().segmentize().asWkb())
    return shapely.make_valid(shapely.force_2d(shapely.from_wkb(wkb)))


def _is_extent(text: str) -> bool:
    numbers = text.partition("[")[0].split(",")
    try:
        return len([float(number) for number in numbers]) == 4
    except ValueError:
        return False
