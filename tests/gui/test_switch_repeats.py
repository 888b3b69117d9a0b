# SPDX-License-Identifier: GPL-3.0-or-later
"""A row that is left out stays so wherever the history repeats a run."""

from __future__ import annotations

import json

import rasterio
from qgis.core import QgsProcessingContext
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QTableView

from exogenous.tests.gui.tables import NAME


def switches(dialog):
    model = dialog.findChild(QTableView, "exoView").model()
    role = Qt.ItemDataRole.CheckStateRole
    cells = (model.index(row, NAME) for row in range(model.rowCount()))
    return [cell.data(role) == Qt.CheckState.Checked for cell in cells]


def test_history_repeats_the_switch(user, open_dialog, scene, tmp_path):
    import processing

    rows = [
        {"name": "used", "path": scene.radar},
        {"name": "left out", "path": scene.cover, "use": False},
    ]
    dialog = open_dialog("stack")
    output = str(tmp_path / "stack.tif")
    dialog.setParameters(
        {"PRODUCT": scene.product, "EXO": json.dumps(rows), "OUTPUT": output}
    )
    user.wait(lambda: switches(dialog) == [True, False])
    values = dialog.createProcessingParameters()
    command = dialog.algorithm().asPythonCommand(values, QgsProcessingContext())
    exec(command, {"processing": processing})  # noqa: S102
    with rasterio.open(output) as made:
        assert made.descriptions == ("used",)

    opened = []
    make = lambda name, given: opened.append((name, given))  # noqa: E731
    exec(command.replace("processing.run", "make"), {"make": make})  # noqa: S102
    ((_, given),) = opened
    again = open_dialog("stack")
    again.setParameters(given)
    user.wait(lambda: switches(again) == [True, False])
    assert again.createProcessingParameters() == values
