# SPDX-License-Identifier: GPL-3.0-or-later
"""Finishes a result when QGIS has opened it: sets its style and its group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qgis.core import (
    QgsLayerTreeGroup,
    QgsProcessingLayerPostProcessorInterface,
    QgsProject,
    QgsRasterLayer,
)

from ..host.layer_source import gdal_name, project_of
from .styling import style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.core import (
        QgsLayerTreeLayer,
        QgsLayerTreeNode,
        QgsMapLayer,
        QgsProcessingContext,
        QgsProcessingFeedback,
    )

    from .styling import BandOrigin

#: Keeps finishers alive until QGIS calls them, which QGIS's own pointers do not.
_WAITING: Final[set[Finisher]] = set()

#: Custom properties of a layer in the tree: the run that made it, and its rank.
_RUN: Final = "exogenous/run"
_RANK: Final = "exogenous/rank"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The place of a result in the layer tree."""

    group: str
    """The name of the result's group."""
    run: str
    """The id of the run, the same for all its results; the latest run is on top."""
    rank: int
    """The position among the results of the run, counted from the top."""


class Finisher(QgsProcessingLayerPostProcessorInterface):
    """Styles a result and puts it into the group of its product."""

    def __init__(
        self, origins: Sequence[BandOrigin], place: Place, *, restyle: bool
    ) -> None:
        """Wait for the layer.

        Args:
            origins: The origins of the layer's bands.
            place: The layer's place in the layer tree.
            restyle: False where the user has chosen a style for results.
        """
        super().__init__()
        self._origins, self._place = origins, place
        self._restyle = restyle
        _WAITING.add(self)

    def postProcessLayer(
        self,
        layer: QgsMapLayer,
        context: QgsProcessingContext,
        _feedback: QgsProcessingFeedback,
    ) -> None:
        """Style and move the layer; QGIS calls this in its main thread."""
        project = project_of(context) or QgsProject.instance()
        if self._restyle and isinstance(layer, QgsRasterLayer):
            style(layer, self._origins, _shown(project, self._origins[0]))
            layer.triggerRepaint()
            layer.emitStyleChanged()
        node = project.layerTreeRoot().findLayer(layer.id())
        if node is not None:
            _move(node, self._place)
        _WAITING.discard(self)


def _shown(project: QgsProject, origin: BandOrigin) -> QgsRasterLayer | None:
    """Find the project's layer that shows the raster a band comes from."""
    layers = project.mapLayers().values()
    return next((one for one in layers if gdal_name(one) == origin.path), None)


def _move(node: QgsLayerTreeLayer, place: Place) -> None:
    """Move a layer into a group beside it, which is made if need be.

    QGIS adds layers at the tree's current item, which may be in that group already.
    """
    below: QgsLayerTreeNode = node
    parent = _group_of(node)
    while parent.name() == place.group and parent.parent() is not None:
        below, parent = parent, _group_of(parent)
    groups = (one for one in parent.children() if isinstance(one, QgsLayerTreeGroup))
    group = next((one for one in groups if one.name() == place.group), None)
    if group is None:
        group = parent.insertGroup(parent.children().index(below), place.group)
    copy = node.clone()
    copy.setCustomProperty(_RUN, place.run)
    copy.setCustomProperty(_RANK, place.rank)
    # Insert the copy first: QGIS removes a layer without a node from the project.
    group.insertChildNode(_index(group, place), copy)
    _group_of(node).removeChildNode(node)


def _group_of(node: QgsLayerTreeNode) -> QgsLayerTreeGroup:
    return node.parent()  # type: ignore[return-value]  # only groups have children


def _index(group: QgsLayerTreeGroup, place: Place) -> int:
    """Return a layer's index in its group: on top, but below lower ranks of its run."""
    index = 0
    for number, child in enumerate(group.children()):
        is_same_run = child.customProperty(_RUN) == place.run
        if is_same_run and int(child.customProperty(_RANK)) < place.rank:
            index = number + 1
    return index
