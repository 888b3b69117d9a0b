# SPDX-License-Identifier: GPL-3.0-or-later
"""The layers of a quick preview, which no project is saved with."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any, Final

from qgis.core import QgsProject, QgsRasterLayer

from ...host.styles.band_origin import origins_of
from ...host.styles.styling import style
from ...host.text import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qgis.gui import QgsMapCanvas

    from .pixel_job import PreviewFiles

#: Elements of a project's file that name a layer, and the attribute that does.
_NAMING: Final = (("layer-tree-layer", "id"), ("legendlayer", "layerid"))


class PreviewLayers:
    """Shows a preview on top of the map until it is removed."""

    def __init__(self, files: PreviewFiles) -> None:
        """Open the layers of files, which are removed together."""
        self._folder = files.folder
        result, layers = files.result, files.result.plan.layers
        # The stack and all layers, or each file and its layer.
        parts = [layers] if files.as_stack else [(layer,) for layer in layers]
        stack = (result.plan.short_name,)
        names = stack if files.as_stack else result.band_names
        self.layers: list[QgsRasterLayer] = []
        project: Any = QgsProject.instance()  # the stubs take its signals for methods
        words = tr("Preview: {name}")
        for path, name, part in zip(result.paths, names, parts, strict=True):
            layer = QgsRasterLayer(path, words.format(name=name), "gdal")
            style(layer, origins_of(part, path))
            place = len(self.layers)
            project.addMapLayer(layer, False)
            project.layerTreeRoot().insertLayer(place, layer)
            self.layers.append(layer)
        self._ids = [layer.id() for layer in self.layers]
        project.writeProject.connect(self._leave_out)

    def show_on(self, canvas: QgsMapCanvas) -> None:
        """Move the map to the preview where nothing of it is in sight."""
        settings, layer = canvas.mapSettings(), self.layers[0]
        extent = settings.layerExtentToOutputExtent(layer, layer.extent())
        if not canvas.extent().intersects(extent):
            canvas.setExtent(extent)
            canvas.refresh()

    def remove(self) -> None:
        """Remove the layers from the project, and their files."""
        project: Any = QgsProject.instance()
        if self._ids:
            project.writeProject.disconnect(self._leave_out)
        # Layers of a project that has been closed are gone already.
        known = project.mapLayers()
        project.removeMapLayers([one for one in self._ids if one in known])
        self._ids, self.layers = [], []
        shutil.rmtree(self._folder, ignore_errors=True)

    def _leave_out(self, document: Any) -> None:
        """End the preview when the project is saved, and leave it out of the file.

        QGIS has written the layer tree by then, and writes the layers afterwards.
        """
        for tag, attribute in _NAMING:
            for element in list(_elements(document, tag)):
                if element.attribute(attribute) in self._ids:
                    element.parentNode().removeChild(element)
        for element in list(_elements(document, "item")):
            if element.text() in self._ids:
                element.parentNode().removeChild(element)
        self.remove()


def _elements(document: Any, tag: str) -> Iterator[Any]:
    found = document.elementsByTagName(tag)
    for index in range(found.count()):
        yield found.at(index).toElement()
