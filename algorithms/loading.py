# SPDX-License-Identifier: GPL-3.0-or-later
"""Tells QGIS which results to open in the project after a run, with their styles."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from qgis.core import QgsProcessingContext, QgsRasterLayer

from ..core.geometry.grid_text import size_text
from ..host.layer_source import project_of
from ..host.styles.band_origin import origins_of
from ..host.styles.styling import style
from ..host.text import told, tr
from .finishing import Finisher, Identity
from .placing import Place
from .result_metadata import instant_of, metadata_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..core.pipeline import Result
    from ..core.planning.plan import LayerPlan, Plan


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
    context: QgsProcessingContext, path: str, plan: Plan, *, stock: str
) -> None:
    """Name, describe, style and group a stack that QGIS will open.

    Args:
        context: The context with the layers that QGIS will open.
        path: The stack.
        plan: The plan that was followed.
        stock: The name that QGIS gives the layer by itself: then the user has named
            none. QGIS takes the file's name instead where its options say so.
    """
    if not context.willLoadLayerOnCompletion(path):
        return
    details = context.layerToLoadOnCompletionDetails(path)
    words = tr("{product} · stack {size}")
    size = told(size_text(plan.target.dst_grid))
    name = words.format(product=plan.short_name, size=size)
    if details.name == stock:
        details.name = name
    finisher = Finisher(
        origins_of(plan.layers, path),
        _place(plan, uuid4().hex, rank=0),
        _identity(plan, plan.layers, name, is_row_name=False),
        restyle=not _is_styled("exo:stack", details.outputName, path),
    )
    details.setPostProcessor(finisher)


def load_layers(context: QgsProcessingContext, result: Result, *, output: str) -> None:
    """Let QGIS open results for which it has no check box of its own.

    In a model the results are intermediate files, and are not opened.

    Args:
        context: The context with the project.
        result: The files, one for each layer of the plan.
        output: The output parameter of the results.
    """
    project = project_of(context)
    if project is None or context.expressionContext().hasVariable("model_name"):
        return
    run, plan = uuid4().hex, result.plan
    for rank, (path, layer) in enumerate(zip(result.paths, plan.layers, strict=True)):
        details = QgsProcessingContext.LayerDetails(layer.name, project, output)
        finisher = Finisher(
            origins_of([layer], path),
            _place(plan, run, rank=rank),
            _identity(plan, [layer], layer.name, is_row_name=True),
            restyle=not _is_styled("exo:collocate", output, path),
        )
        details.setPostProcessor(finisher)
        context.addLayerToLoadOnCompletion(path, details)


def _place(plan: Plan, run: str, *, rank: int) -> Place:
    return Place(group=plan.short_name, product=plan.product_name, run=run, rank=rank)


def _identity(
    plan: Plan, layers: Sequence[LayerPlan], name: str, *, is_row_name: bool
) -> Identity:
    return Identity(
        name=name,
        is_row_name=is_row_name,
        metadata=metadata_of(plan, layers, name),
        instant=instant_of(plan),
    )


def write_style(path: str, layers: Sequence[LayerPlan]) -> str:
    """Write the style of a result beside it, where QGIS looks for it.

    Args:
        path: The result.
        layers: The plans of its bands.

    Returns:
        The path of the style.
    """
    layer = QgsRasterLayer(path, Path(path).stem, "gdal")
    style(layer, origins_of(layers, path))
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
