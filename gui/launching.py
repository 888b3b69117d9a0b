# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens an algorithm's dialog from menus, with known values filled in."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from qgis.core import QgsApplication

from ..host.parameter_names import EXO
from .messages import warn_of_provider
from .packages.opening import open_panel
from .widgets.project_layers import NamedSource, named_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qgis.core import QgsProcessingAlgorithm, QgsRasterLayer
    from qgis.gui import QgisInterface

    from .open_dialogs import OpenDialogs


def open_dialog(
    iface: QgisInterface,
    name: str,
    kept_by: OpenDialogs,
    values: Mapping[str, Any] | None = None,
) -> None:
    """Show the dialog of an algorithm, or what has to be installed before.

    Args:
        iface: QGIS's window.
        name: The algorithm's name, without the provider's.
        kept_by: The open dialogs, to which the dialog is added.
        values: The values to fill in.
    """
    from processing.gui.AlgorithmDialog import AlgorithmDialog

    registry = QgsApplication.processingRegistry()
    algorithm = cast(  # the stubs lack the None
        "QgsProcessingAlgorithm | None", registry.createAlgorithmById(f"exo:{name}")
    )
    if algorithm is None:
        warn_of_provider(iface)
        return
    can_run, _ = algorithm.canExecute()
    if not can_run:
        again = partial(open_dialog, iface, name, kept_by, values)
        open_panel(iface, then=again)
        return
    window = iface.mainWindow()
    own: Any = algorithm.createCustomParametersWidget(window)
    dialog: Any = own or AlgorithmDialog(algorithm, False, window)
    kept_by.keep(dialog)
    if values:
        dialog.setParameters(dict(values))
    dialog.show()


def table_of(layers: Iterable[QgsRasterLayer]) -> dict[str, str]:
    """Return values for a dialog with a row for each layer."""
    sources: list[NamedSource] = [named_source(layer) for layer in layers]
    rows = [{"name": source.name, "path": source.path} for source in sources]
    return {EXO: json.dumps(rows, ensure_ascii=False)}
