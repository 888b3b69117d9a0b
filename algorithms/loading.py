# SPDX-License-Identifier: GPL-3.0-or-later
"""Says which results QGIS opens in the project after a run, and under what names."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from qgis.core import QgsProcessingContext

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


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


def name_layer(context: QgsProcessingContext, path: str, name: str, stock: str) -> None:
    """Name a result that QGIS will open, unless the user has named it.

    Args:
        context: Knows what QGIS will open.
        path: The result.
        name: What to call it; QGIS takes the file's name instead where the user
            set it so.
        stock: What QGIS calls it of its own accord.
    """
    if context.willLoadLayerOnCompletion(path):
        details = context.layerToLoadOnCompletionDetails(path)
        if details.name == stock:
            details.name = name


def load_layers(
    context: QgsProcessingContext, names: Mapping[str, str], output: str
) -> None:
    """Let QGIS open results for which it has no check box of its own.

    In a model they are steps on the way, and stay files.

    Args:
        context: Knows the project.
        names: What to call each result, by path.
        output: The output parameter they belong to.
    """
    project = context.project()
    if project is None or context.expressionContext().hasVariable("model_name"):
        return
    for path, name in names.items():
        details = QgsProcessingContext.LayerDetails(name, project, output)
        context.addLayerToLoadOnCompletion(path, details)
