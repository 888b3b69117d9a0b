# SPDX-License-Identifier: GPL-3.0-or-later
"""The area of interest in a form that a background job may read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
)

if TYPE_CHECKING:
    from ...core.request.aoi import Aoi


@dataclass(frozen=True, kw_only=True)
class LayerArea:
    """The features of a layer at one moment; safe to read in another thread."""

    features: QgsVectorLayerFeatureSource
    request: QgsFeatureRequest
    crs: QgsCoordinateReferenceSystem
    label: str
    has_filter: bool
    """A filter or a selection takes features out."""

    def read(self) -> Aoi:
        """Read the geometries.

        Raises:
            ExogenousError: There are no geometries, or they have no CRS.
        """
        from ...host.area import from_features

        features = self.features.getFeatures(self.request)
        return from_features(features, self.crs, self.label, has_filter=self.has_filter)


@dataclass(frozen=True, kw_only=True)
class TextArea:
    """An extent, or a file that has not been opened."""

    text: str

    def read(self) -> Aoi:
        """Read the extent, or the file's geometries.

        Raises:
            ExogenousError: The text is no area.
        """
        from ...core.request.aoi_parsing import from_text

        return from_text(self.text)


def area_source(value: object) -> LayerArea | TextArea | None:
    """Turn the value of the dialog's widget into an area; no file is opened.

    Args:
        value: The widget's value.
    """
    request = QgsFeatureRequest().setNoAttributes()
    is_part = False
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        layer = _layer(value.source.staticValue())
        if layer is not None:
            is_part = _restrict(request, value, layer)
        value = value.source.staticValue()
    else:
        layer = _layer(value)
    if layer is not None:
        return LayerArea(
            features=QgsVectorLayerFeatureSource(layer),
            request=request,
            crs=layer.crs(),
            label=layer.name(),
            has_filter=is_part or bool(layer.subsetString()),
        )
    return TextArea(text=str(value)) if value else None


def _layer(value: object) -> QgsVectorLayer | None:
    if isinstance(value, QgsVectorLayer):
        return value
    project = QgsProject.instance()
    named = [project.mapLayer(str(value)), *project.mapLayersByName(str(value))]
    return next((one for one in named if isinstance(one, QgsVectorLayer)), None)


def _restrict(
    request: QgsFeatureRequest,
    source: QgsProcessingFeatureSourceDefinition,
    layer: QgsVectorLayer,
) -> bool:
    """Restrict a request to a source's features; tell whether that leaves any out."""
    if source.selectedFeaturesOnly:
        request.setFilterFids(layer.selectedFeatureIds())
    if source.featureLimit > 0:
        request.setLimit(source.featureLimit)
    # Since QGIS 3.32.
    expression = getattr(source, "filterExpression", "")
    if expression:
        request.setFilterExpression(expression)
    return bool(source.selectedFeaturesOnly or expression)
