# SPDX-License-Identifier: GPL-3.0-or-later
"""Layers of the project whose file has been written anew, and their second reading."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsDataProvider, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QThread

from .layer_source import gdal_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def show_again(project: QgsProject, paths: Iterable[str]) -> None:
    """Let layers show what is in their files now: bands, size and place.

    QGIS reads these once, when it opens a layer, and keeps them. Layers belong to
    the thread that made them, and are left alone in any other.

    Args:
        project: The project whose layers are meant.
        paths: The files that have been written.
    """
    if project.thread() != QThread.currentThread():
        return
    for path in paths:
        rasters = (
            one for one in project.mapLayers().values() if gdal_name(one) == path
        )
        layers = [one for one in rasters if isinstance(one, QgsRasterLayer)]
        if layers:
            with _sidecar_kept(path):
                # Closes the old file, of which GDAL then writes the statistics.
                _open_all(layers)
            _open_all(layers)


@contextmanager
def _sidecar_kept(path: str) -> Iterator[None]:
    """Leave the file of statistics beside a raster as it is, or missing."""
    sidecar = Path(f"{path}.aux.xml")
    before = sidecar.read_bytes() if sidecar.exists() else None
    yield
    if before is None:
        sidecar.unlink(missing_ok=True)
    else:
        sidecar.write_bytes(before)


def _open_all(layers: Iterable[QgsRasterLayer]) -> None:
    for layer in layers:
        _open(layer, with_default_style=False)
        if max(layer.renderer().usesBands(), default=0) > layer.bandCount():
            _open(layer, with_default_style=True)
        layer.triggerRepaint()


def _open(layer: QgsRasterLayer, *, with_default_style: bool) -> None:
    options = QgsDataProvider.ProviderOptions()
    source, name = layer.source(), layer.name()
    layer.setDataSource(source, name, "gdal", options, with_default_style)
