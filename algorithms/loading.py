# SPDX-License-Identifier: GPL-3.0-or-later
"""Tells QGIS which results to open in the project after a run, with their styles."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from qgis.core import QgsProcessingContext, QgsRasterLayer

from ..host.layer_source import project_of
from .finishing import Finisher, Place
from .styling import style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .styling import BandOrigin


@contextmanager
def loaded_only_if_made(context: QgsProcessingContext, path: str) -> Iterator[None]:
    """Keep QGIS from opening a file that the run did not make.

    QGIS notes a result for opening before the run. After a failed run QGIS would open
    the file that was at the path before, as if it were the result.
    """
    made = False
    try:
        yield
        made = True
    finally:
        if not made:
            noted = context.layersToLoadOnCompletion()
            noted.pop(path, None)
            context.setLayersToLoadOnCompletion(noted)


def finish_stack(
    context: QgsProcessingContext,
    path: str,
    origins: Sequence[BandOrigin],
    *,
    product: str,
    name: str,
    stock: str,
) -> None:
    """Name, style and group a stack that QGIS will open.

    Args:
        context: The context with the layers that QGIS will open.
        path: The stack.
        origins: The origins of the stack's bands.
        product: The name of the group.
        name: The layer's name, unless the user has named it; QGIS takes the file's
            name instead where its options say so.
        stock: The name that QGIS gives the layer by itself.
    """
    if not context.willLoadLayerOnCompletion(path):
        return
    details = context.layerToLoadOnCompletionDetails(path)
    if details.name == stock:
        details.name = name
    restyle = not _is_styled("exo:stack", details.outputName, path)
    place = Place(group=product, run=uuid4().hex, rank=0)
    details.setPostProcessor(Finisher(origins, place, restyle=restyle))


def load_layers(
    context: QgsProcessingContext,
    origins: Sequence[tuple[str, BandOrigin]],
    *,
    product: str,
    output: str,
) -> None:
    """Let QGIS open results for which it has no check box of its own.

    In a model the results are intermediate files, and are not opened.

    Args:
        context: The context with the project.
        origins: The path of each result, and the origin of its band.
        product: The name of the results' group.
        output: The output parameter of the results.
    """
    project = project_of(context)
    if project is None or context.expressionContext().hasVariable("model_name"):
        return
    run = uuid4().hex
    for rank, (path, origin) in enumerate(origins):
        details = QgsProcessingContext.LayerDetails(origin.name, project, output)
        restyle = not _is_styled("exo:collocate", output, path)
        place = Place(group=product, run=run, rank=rank)
        details.setPostProcessor(Finisher([origin], place, restyle=restyle))
        context.addLayerToLoadOnCompletion(path, details)


def write_style(path: str, origins: Sequence[BandOrigin]) -> str:
    """Write the style of a result beside it, where QGIS looks for it.

    Returns:
        The path of the style.
    """
    layer = QgsRasterLayer(path, Path(path).stem, "gdal")
    style(layer, origins)
    qml = str(Path(path).with_suffix(".qml"))
    layer.saveNamedStyle(qml)
    return qml


def _is_styled(algorithm: str, output: str, path: str) -> bool:
    """Tell whether the user has chosen a style, or a style lies beside the file."""
    if Path(path).with_suffix(".qml").exists():
        return True
    from processing.core.ProcessingConfig import ProcessingConfig
    from processing.gui.RenderingStyles import RenderingStyles

    chosen = RenderingStyles.getStyle(algorithm, output)
    return bool(chosen or ProcessingConfig.getSetting(ProcessingConfig.RASTER_STYLE))
