# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows layers of the project on the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qgis.core import QgsCoordinateTransform, QgsProject, QgsRectangle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qgis.core import QgsMapLayer
    from qgis.gui import QgsMapCanvas

#: The canvas leaves this much room around layers, as QGIS's own action does.
_MARGIN: Final = 1.05


def zoom_to(canvas: QgsMapCanvas, layers: Iterable[QgsMapLayer]) -> None:
    """Make the canvas show the whole of all layers, in the canvas's CRS."""
    dst_crs, project = canvas.mapSettings().destinationCrs(), QgsProject.instance()
    extent = QgsRectangle()
    for layer in layers:
        onto = QgsCoordinateTransform(layer.crs(), dst_crs, project)
        extent.combineExtentWith(onto.transformBoundingBox(layer.extent()))
    extent.scale(_MARGIN)
    canvas.setExtent(extent)
    canvas.refresh()
