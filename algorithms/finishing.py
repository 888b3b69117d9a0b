# SPDX-License-Identifier: GPL-3.0-or-later
"""Finishes a result that QGIS has opened: its place, name, metadata and style."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from qgis.core import (
    QgsProcessingLayerPostProcessorInterface,
    QgsProject,
    QgsRasterLayer,
)

from ..host.layer_source import gdal_name, project_of
from ..host.styles.class_styles import add_class_styles
from ..host.styles.styling import style
from .placing import distinct, other_names, put
from .result_metadata import set_instant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.core import (
        QgsLayerMetadata,
        QgsLayerTreeLayer,
        QgsMapLayer,
        QgsProcessingContext,
        QgsProcessingFeedback,
    )
    from qgis.PyQt.QtCore import QDateTime

    from ..host.styles.band_origin import BandOrigin
    from .placing import Place

#: Keeps finishers alive until QGIS calls them, which QGIS's own pointers do not.
_WAITING: Final[set[Finisher]] = set()


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What tells a result from others."""

    name: str
    """The name of the layer, unless the user or QGIS's options name it."""
    is_row_name: bool
    """The name is a row's, which other products may have too."""
    metadata: QgsLayerMetadata
    instant: QDateTime | None
    """The instant of the product's acquisition, None where it is unknown."""


class Finisher(QgsProcessingLayerPostProcessorInterface):
    """Puts a result into the group of its product, names, describes and styles it."""

    def __init__(
        self,
        origins: Sequence[BandOrigin],
        place: Place,
        identity: Identity,
        *,
        restyle: bool,
    ) -> None:
        """Wait for the layer.

        Args:
            origins: The origins of the layer's bands.
            place: The layer's place in the layer tree.
            identity: The layer's name and metadata.
            restyle: False where the user has chosen a style for results.
        """
        super().__init__()
        self._origins, self._place, self._identity = origins, place, identity
        self._restyle = restyle
        _WAITING.add(self)

    def postProcessLayer(
        self,
        layer: QgsMapLayer,
        context: QgsProcessingContext,
        _feedback: QgsProcessingFeedback,
    ) -> None:
        """Style, move and name the layer; QGIS calls this in its main thread."""
        project = project_of(context) or QgsProject.instance()
        if isinstance(layer, QgsRasterLayer):
            if self._restyle:
                style(layer, self._origins, _shown(project, self._origins[0]))
            layer.setMetadata(self._identity.metadata)
            set_instant(layer, self._identity.instant)
            if self._restyle and len(self._origins) > 1:
                add_class_styles(layer, self._origins)
            layer.triggerRepaint()
            layer.emitStyleChanged()
        self._place_and_name(layer, project)
        _WAITING.discard(self)

    def _place_and_name(self, layer: QgsMapLayer, project: QgsProject) -> None:
        node = cast(  # the stubs lack the None
            "QgsLayerTreeLayer | None", project.layerTreeRoot().findLayer(layer.id())
        )
        if node is None:
            return
        placed = put(node, self._place)
        if layer.name() == self._identity.name:
            taken = other_names(placed, in_group=self._identity.is_row_name)
            layer.setName(distinct(layer.name(), taken))


def _shown(project: QgsProject, origin: BandOrigin) -> QgsRasterLayer | None:
    """Find the project's layer that shows the raster a band comes from."""
    layers = project.mapLayers().values()
    return next((one for one in layers if gdal_name(one) == origin.path), None)
