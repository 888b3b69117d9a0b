# SPDX-License-Identifier: GPL-3.0-or-later
"""The algorithms outside of their own dialog: batch, models, results and settings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from qgis.core import (
    QgsApplication,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelParameter,
    QgsProcessingParameterRasterLayer,
)
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import (
    QApplication,
    QDialog,
    QTextBrowser,
    QTreeView,
    QWidget,
)
from qgis.utils import iface

from . import sample

if TYPE_CHECKING:
    from .hands import Hands


def batch(hands: Hands) -> None:
    """Show the batch dialog with two products' worth of rows."""
    from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog

    dialog = BatchAlgorithmDialog(_algorithm("stack"), iface.mainWindow())
    dialog.show()
    hands.window("BatchAlgorithmDialog")
    dialog.resize(1200, 560)
    panel = dialog.mainWidget()
    rows = json.dumps({"DEM": {"path": str(sample.DEM)}})
    classes = json.dumps(
        {"land cover": {"path": str(sample.LAND_COVER), "resampler": "mode"}}
    )
    panel.addRow(1)
    names = [p.name() for p in panel.alg.parameterDefinitions()]
    for row, table in enumerate((rows, classes)):
        for name, value in (
            ("PRODUCT", str(sample.PRODUCT)),
            ("BANDS", "RED, NIR"),
            ("EXO", table),
        ):
            panel.wrappers[row][names.index(name)].setParameterValue(
                value, panel.processing_context
            )
    hands.picture("batch", dialog)
    dialog.close()


def modeler(hands: Hands) -> None:
    """Show the step of a model whose rows are a file, an input and a step's output."""
    from processing.modeler.ModelerParametersDialog import ModelerParametersDialog

    dialog = ModelerParametersDialog(_algorithm("stack"), _model())
    dialog.show()
    hands.window("ModelerParametersDialog")
    dialog.resize(900, 700)
    wrappers = dialog.widget.widget.wrappers
    static = QgsProcessingModelChildParameterSource.fromStaticValue
    wrappers["PRODUCT"].setWidgetValue(static(str(sample.PRODUCT)))
    table = wrappers["EXO"].widget.table
    table.model.add([{"name": "DEM", "path": str(sample.DEM)}])
    add = table.findChild(QWidget, "add").menu()
    add.fill()
    links = add.actions()[1].menu()
    for action in list(links.actions()):
        action.trigger()
        hands.pause(0.3)
    hands.wait("the rows", lambda: not table.model.is_busy)
    hands.picture("modeler", dialog)
    dialog.close()


def _model() -> QgsProcessingModelAlgorithm:
    model = QgsProcessingModelAlgorithm("Filled radar", "pictures")
    radar = QgsProcessingParameterRasterLayer("radar", "Radar mosaic")
    model.addModelParameter(radar, QgsProcessingModelParameter("radar"))
    step = QgsProcessingModelChildAlgorithm("gdal:fillnodata")
    step.setChildId("fill")
    step.setDescription("Fill nodata")
    step.addParameterSources(
        "INPUT", [QgsProcessingModelChildParameterSource.fromModelParameter("radar")]
    )
    model.addChildAlgorithm(step)
    return model


def describe(hands: Hands) -> None:
    """Describe the product, and show the page that a browser would."""
    import processing

    page = sample.FOLDER.parent / "exogenous-description.html"
    processing.run(
        "exo:describe", {"PRODUCT": str(sample.PRODUCT), "OUTPUT_HTML": str(page)}
    )
    viewer = QTextBrowser()
    viewer.setHtml(page.read_text(encoding="utf-8"))
    page.unlink()
    viewer.setWindowTitle(sample.PRODUCT.stem)
    viewer.resize(900, 700)
    viewer.show()
    hands.picture("describe", viewer)
    viewer.close()


def settings(hands: Hands) -> None:
    """Show the plugin's settings among QGIS's options."""
    problems: list[Exception] = []

    def look() -> None:
        dialog = next(
            one
            for one in QApplication.topLevelWidgets()
            if one.isVisible() and one.objectName() == "QgsOptionsBase"
        )
        try:
            _picture_settings(hands, dialog)
        except Exception as error:  # noqa: BLE001  (told below)
            problems.append(error)
        finally:
            dialog.reject()

    QTimer.singleShot(2500, look)
    iface.showOptionsDialog(iface.mainWindow(), "processingOptions")
    if problems:
        raise problems[0]


def _picture_settings(hands: Hands, dialog: QDialog) -> None:
    dialog.resize(1000, 640)
    (tree,) = (t for t in dialog.findChildren(QTreeView) if _find(t, "Exogenous"))
    index = _find(tree, "Exogenous")
    tree.expand(index.parent())
    tree.expand(index)
    tree.scrollTo(index, QTreeView.ScrollHint.PositionAtTop)
    tree.resizeColumnToContents(0)
    hands.picture("settings", dialog)


def _find(tree: QTreeView, text: str) -> object:
    """Return the index of an entry at the first or second level, None without one."""
    model = tree.model()
    tops = [model.index(row, 0) for row in range(model.rowCount())]
    inner = [model.index(n, 0, top) for top in tops for n in range(model.rowCount(top))]
    found = [index for index in (*tops, *inner) if index.data() == text]
    return found[-1] if found else None


def _algorithm(name: str) -> object:
    registry = QgsApplication.processingRegistry()
    return registry.createAlgorithmById(f"exo:{name}")
