# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done with a result once QGIS has opened it: its style and its group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qgis.core import (
    QgsLayerTreeGroup,
    QgsProcessingLayerPostProcessorInterface,
    QgsProject,
    QgsRasterLayer,
)

from .layer_source import gdal_name
from .styling import style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.core import (
        QgsLayerTreeLayer,
        QgsMapLayer,
        QgsProcessingContext,
        QgsProcessingFeedback,
    )

    from .styling import BandOrigin

#: QGIS holds finishers by pointers that keep nothing alive.
_WAITING: Final[set[Finisher]] = set()

#: Where a layer belongs among those of its group.
_RANK: Final = "exogenous/rank"


class Finisher(QgsProcessingLayerPostProcessorInterface):
    """Styles a result and puts it into the group of its product."""

    def __init__(
        self, origins: Sequence[BandOrigin], group: str, *, rank: int, restyle: bool
    ) -> None:
        """Wait for the layer.

        Args:
            origins: Of its bands.
            group: What the group in the layer tree is called.
            rank: Where the layer belongs in it, counted from the top.
            restyle: False where the user has chosen how results look.
        """
        super().__init__()
        self._origins, self._group, self._rank = origins, group, rank
        self._restyle = restyle
        _WAITING.add(self)

    def postProcessLayer(
        self,
        layer: QgsMapLayer,
        context: QgsProcessingContext,
        _feedback: QgsProcessingFeedback,
    ) -> None:
        """Do it; QGIS calls this in its own thread."""
        project = context.project() or QgsProject.instance()
        if self._restyle and isinstance(layer, QgsRasterLayer):
            style(layer, self._origins, _shown(project, self._origins[0]))
            layer.triggerRepaint()
            layer.emitStyleChanged()
        node = project.layerTreeRoot().findLayer(layer.id())
        if node is not None:
            _move_to_group(node, self._group, self._rank)
        _WAITING.discard(self)


def _shown(project: QgsProject, origin: BandOrigin) -> QgsRasterLayer | None:
    """Find the project's layer that shows the raster a band comes from."""
    layers = project.mapLayers().values()
    return next((one for one in layers if gdal_name(one) == origin.path), None)


def _move_to_group(node: QgsLayerTreeLayer, name: str, rank: int) -> None:
    """Move a layer into a group beside it, which is made if need be."""
    parent = node.parent()
    groups = (one for one in parent.children() if isinstance(one, QgsLayerTreeGroup))
    group = next((one for one in groups if one.name() == name), None)
    if group is None:
        group = parent.insertGroup(parent.children().index(node), name)
    copy = node.clone()
    copy.setCustomProperty(_RANK, rank)
    ranks = [int(one.customProperty(_RANK, -1)) for one in group.children()]
    above = sum(other <= rank for other in ranks)
    group.insertChildNode(above, copy)
    parent.removeChildNode(node)
