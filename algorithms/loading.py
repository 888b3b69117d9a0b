# SPDX-License-Identifier: GPL-3.0-or-later
"""Says which results QGIS opens in the project after a run, and how they look."""

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
    """Do not let QGIS open a file that the run did not make.

    QGIS notes a result for opening before it exists. After a run that fails it
    would open the file that was there before, as if it were the result.
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
        context: Knows what QGIS will open.
        path: The stack.
        origins: Of its bands.
        product: What the group is called.
        name: What to call the layer, unless the user has named it; QGIS takes the
            file's name instead where the user set it so.
        stock: What QGIS calls it of its own accord.
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

    In a model they are steps on the way, and stay files.

    Args:
        context: Knows the project.
        origins: The path of each result, and where it comes from.
        product: What their group is called.
        output: The output parameter they belong to.
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
    """Tell whether the user has chosen a style, or one lies beside the file."""
    if Path(path).with_suffix(".qml").exists():
        return True
    from processing.core.ProcessingConfig import ProcessingConfig
    from processing.gui.RenderingStyles import RenderingStyles

    chosen = RenderingStyles.getStyle(algorithm, output)
    return bool(chosen or ProcessingConfig.getSetting(ProcessingConfig.RASTER_STYLE))
