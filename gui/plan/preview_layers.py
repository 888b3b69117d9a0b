# SPDX-License-Identifier: GPL-3.0-or-later
"""The layers of a quick preview, which no project is saved with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from qgis.core import QgsDataProvider, QgsProject, QgsRasterLayer

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
        self._files = files
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
        self._whole = self.layers[0].extent()
        project.writeProject.connect(self._leave_out)

    def show_on(self, canvas: QgsMapCanvas) -> None:
        """Move the map to the preview where nothing of it is in sight."""
        settings, layer = canvas.mapSettings(), self.layers[0]
        extent = settings.layerExtentToOutputExtent(layer, layer.extent())
        if not canvas.extent().intersects(extent):
            canvas.setExtent(extent)
            canvas.refresh()

    def take(self, files: PreviewFiles) -> None:
        """Show other pixels of the same result, in the same style."""
        project: Any = QgsProject.instance()
        options = QgsDataProvider.ProviderOptions()
        for one, path, layer in zip(
            self._ids, files.result.paths, self.layers, strict=True
        ):
            # The user may have removed a layer, or closed the project.
            if project.mapLayer(one) is not None:
                layer.setDataSource(path, layer.name(), "gdal", options, False)
                layer.triggerRepaint()
        self._files.remove()
        self._files = files

    def bounds_in_sight(
        self, canvas: QgsMapCanvas
    ) -> tuple[float, float, float, float] | None:
        """Return what a canvas shows in the CRS of the preview.

        Returns:
            Left, bottom, right and top; None where the canvas shows all, or nothing.
        """
        settings = canvas.mapSettings()
        seen = settings.mapToLayerCoordinates(self.layers[0], canvas.extent())
        whole = self._whole
        if seen.contains(whole) or not seen.intersects(whole) or not seen.isFinite():
            return None
        return seen.xMinimum(), seen.yMinimum(), seen.xMaximum(), seen.yMaximum()

    def remove(self) -> None:
        """Remove the layers from the project, and their files."""
        project: Any = QgsProject.instance()
        if self._ids:
            project.writeProject.disconnect(self._leave_out)
        # Layers of a project that has been closed are gone already.
        known = project.mapLayers()
        project.removeMapLayers([one for one in self._ids if one in known])
        self._ids, self.layers = [], []
        self._files.remove()

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
