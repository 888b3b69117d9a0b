# SPDX-License-Identifier: GPL-3.0-or-later
"""The place of a result in the layer tree: in its product's group, and not covered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qgis.core import QgsLayerTreeGroup, QgsLayerTreeLayer, QgsRasterLayer
from qgis.PyQt.QtGui import QPainter

if TYPE_CHECKING:
    from collections.abc import Container

    from qgis.core import QgsLayerTreeNode

#: Custom properties of a layer in the tree: the run that made it, and its rank.
_RUN: Final = "exogenous/run"
_RANK: Final = "exogenous/rank"

#: Custom property of a group in the tree: the product whose results are in it.
_PRODUCT: Final = "exogenous/product"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The place of a result in the layer tree."""

    group: str
    """The name of the result's group."""
    product: str
    """The full name of the product, which tells groups of one name apart."""
    run: str
    """The id of the run, the same for all its results; the latest run is on top."""
    rank: int
    """The position among the results of the run, counted from the top."""


def put(node: QgsLayerTreeLayer, place: Place) -> QgsLayerTreeLayer:
    """Move a layer to its place, and the group up where other rasters cover it.

    QGIS adds layers at the tree's current item, which may be in that group already.

    Returns:
        The layer's node in the group.
    """
    layer, top = node.layerId(), _top_of(_group_of(node))
    group = _own_group(node, place) or _new_group(node, place)
    group.setCustomProperty(_PRODUCT, place.product)
    copy = node.clone()
    copy.setCustomProperty(_RUN, place.run)
    copy.setCustomProperty(_RANK, place.rank)
    # Insert the copy first: QGIS removes a layer without a node from the project.
    group.insertChildNode(_index(group, place), copy)
    _group_of(node).removeChildNode(node)
    _uncover(group)
    # Moving the group has made all its nodes anew.
    return top.findLayer(layer)


def other_names(node: QgsLayerTreeLayer, *, in_group: bool) -> set[str]:
    """Return the names of the other results, in the same group or in the project."""
    group = _group_of(node)
    top = group if in_group else _top_of(group)
    return {
        one.name()
        for one in top.findLayers()
        if one.layerId() != node.layerId() and one.customProperty(_RUN) is not None
    }


def distinct(name: str, taken: Container[str]) -> str:
    """Return a name with a number behind it, if there is such a name already."""
    number, unique = 1, name
    while unique in taken:
        number += 1
        unique = f"{name} ({number})"
    return unique


def _own_group(node: QgsLayerTreeLayer, place: Place) -> QgsLayerTreeGroup | None:
    """Find the group of a product: the nearest around or beside a layer, else any."""
    around: QgsLayerTreeNode | None = node.parent()
    while isinstance(around, QgsLayerTreeGroup) and around.parent() is not None:
        if _is_of(around, place):
            return around
        around = around.parent()
    beside = _group_of(node).children()
    near = [one for one in beside if isinstance(one, QgsLayerTreeGroup)]
    groups = (*near, *_top_of(_group_of(node)).findGroups(True))
    return next((one for one in groups if _is_of(one, place)), None)


def _is_of(group: QgsLayerTreeGroup, place: Place) -> bool:
    """Tell whether a group is a product's, or the user's own of the same name."""
    product = group.customProperty(_PRODUCT)
    return product == place.product or (not product and group.name() == place.group)


def _new_group(node: QgsLayerTreeLayer, place: Place) -> QgsLayerTreeGroup:
    parent = _group_of(node)
    taken = {one.name() for one in parent.children()}
    index = parent.children().index(node)
    return parent.insertGroup(index, distinct(place.group, taken))


def _group_of(node: QgsLayerTreeNode) -> QgsLayerTreeGroup:
    return node.parent()  # type: ignore[return-value]  # only groups have children


def _top_of(group: QgsLayerTreeGroup) -> QgsLayerTreeGroup:
    while group.parent() is not None:
        group = _group_of(group)
    return group


def _index(group: QgsLayerTreeGroup, place: Place) -> int:
    """Return a layer's index in its group: on top, but below lower ranks of its run."""
    index = 0
    for number, child in enumerate(group.children()):
        is_same_run = child.customProperty(_RUN) == place.run
        if is_same_run and int(child.customProperty(_RANK)) < place.rank:
            index = number + 1
    return index


def _uncover(group: QgsLayerTreeGroup) -> None:
    """Move a group above the rasters beside it that hide what is below them."""
    parent = _group_of(group)
    siblings = parent.children()
    above = siblings[: siblings.index(group)]
    first = next((index for index, one in enumerate(above) if _hides(one)), None)
    if first is not None:
        parent.insertChildNode(first, group.clone())
        parent.removeChildNode(group)


def _hides(node: QgsLayerTreeNode) -> bool:
    """Tell whether a node shows a raster through which nothing is seen."""
    if not node.itemVisibilityChecked():
        return False
    if isinstance(node, QgsLayerTreeGroup):
        return any(map(_hides, node.children()))
    layer = node.layer() if isinstance(node, QgsLayerTreeLayer) else None
    if not isinstance(layer, QgsRasterLayer):
        return False
    mode = QPainter.CompositionMode.CompositionMode_SourceOver
    return bool(layer.opacity() == 1 and layer.blendMode() == mode)
