# SPDX-License-Identifier: GPL-3.0-or-later
"""The area of interest as a job beside the dialog may read it."""

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
    """What a layer had when it was asked for; safe to read in another thread."""

    features: QgsVectorLayerFeatureSource
    request: QgsFeatureRequest
    crs: QgsCoordinateReferenceSystem
    label: str
    has_filter: bool
    """A filter or a selection takes features out."""

    def read(self) -> Aoi:
        """Read the geometries.

        Raises:
            ExogenousError: There is none, or no CRS to them.
        """
        from ...host.area import from_features

        features = self.features.getFeatures(self.request)
        return from_features(features, self.crs, self.label, has_filter=self.has_filter)


@dataclass(frozen=True, kw_only=True)
class TextArea:
    """An extent, or a file that has not been opened."""

    text: str

    def read(self) -> Aoi:
        """Read it.

        Raises:
            ExogenousError: It is no area.
        """
        from ...core.request.aoi_parsing import from_text

        return from_text(self.text)


def area_source(value: object) -> LayerArea | TextArea | None:
    """Take what a job needs of an area; no file is opened.

    Args:
        value: As the dialog's widget gives it.
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
    """Leave out the features that a source leaves out; tell whether it does."""
    if source.selectedFeaturesOnly:
        request.setFilterFids(layer.selectedFeatureIds())
    if source.featureLimit > 0:
        request.setLimit(source.featureLimit)
    # Since QGIS 3.32.
    expression = getattr(source, "filterExpression", "")
    if expression:
        request.setFilterExpression(expression)
    return bool(source.selectedFeaturesOnly or expression)
