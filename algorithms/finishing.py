# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done with a result once QGIS has opened it: its style and its group."""

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

#: QGIS holds finishers by pointers that keep nothing alive.
_WAITING: Final[set[Finisher]] = set()

#: Which run made a layer, and where it belongs among the others of that run.
_RUN: Final = "exogenous/run"
_RANK: Final = "exogenous/rank"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a result belongs in the layer tree."""

    group: str
    """What its group is called."""
    run: str
    """The same for all results of a run; the latest run is on top."""
    rank: int
    """Counted from the top, among the results of the run."""


class Finisher(QgsProcessingLayerPostProcessorInterface):
    """Styles a result and puts it into the group of its product."""

    def __init__(
        self, origins: Sequence[BandOrigin], place: Place, *, restyle: bool
    ) -> None:
        """Wait for the layer.

        Args:
            origins: Of its bands.
            place: Where the layer belongs.
            restyle: False where the user has chosen how results look.
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
        """Do it; QGIS calls this in its own thread."""
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

    QGIS adds layers where the user is in the tree, which may be that very group.
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
    # The copy first: QGIS removes layers from the project that no node shows.
    group.insertChildNode(_index(group, place), copy)
    _group_of(node).removeChildNode(node)


def _group_of(node: QgsLayerTreeNode) -> QgsLayerTreeGroup:
    return node.parent()  # type: ignore[return-value]  # only groups have children


def _index(group: QgsLayerTreeGroup, place: Place) -> int:
    """Return where a layer goes: on top, but below what is before it in its run."""
    index = 0
    for number, child in enumerate(group.children()):
        is_same_run = child.customProperty(_RUN) == place.run
        if is_same_run and int(child.customProperty(_RANK)) < place.rank:
            index = number + 1
    return index
