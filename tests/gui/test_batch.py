# SPDX-License-Identifier: GPL-3.0-or-later
"""Many stacks at once, in QGIS's own batch dialog."""

from __future__ import annotations

import json

import pytest
from numpy.testing import assert_array_equal
from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QApplication, QFileDialog, QLineEdit


@pytest.fixture
def batch(user, plugin, project):
    from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog

    stack = QgsApplication.processingRegistry().createAlgorithmById("exo:stack")
    return user.show(BatchAlgorithmDialog(stack))


def write(user, batch, row: int, name: str, text: str) -> None:
    """Type or paste into a cell."""
    panel = batch.mainWidget()
    column = panel.parameter_to_column[name]
    wrapper = panel.wrappers[row][column]
    cell = panel.tblParameters.cellWidget(row + 1, column)
    line = cell if isinstance(cell, QLineEdit) else cell.findChild(QLineEdit)
    panel.tblParameters.scrollTo(panel.tblParameters.model().index(row + 1, column))
    QApplication.setActiveWindow(batch)
    line.setFocus()
    if wrapper is not None:
        QApplication.clipboard().setText(text)
        user.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    else:
        user.type(text)
    assert line.text() == text


@pytest.fixture
def filled(user, batch, scene, tmp_path):
    """Fill in two rows: the same product, other layers."""
    panel = batch.mainWidget()
    panel.addRow()
    rows = [
        {"VV 2025/11": {"path": scene.radar, "bandnumber": 1, "resampler": "nearest"}},
        {"été": {"path": scene.cover, "bandnumber": 1, "resampler": "nearest"}},
    ]
    outputs = [str(tmp_path / f"stack {number}.tif") for number in (1, 2)]
    for row, (table, output) in enumerate(zip(rows, outputs, strict=True)):
        write(user, batch, row, "PRODUCT", scene.product)
        write(user, batch, row, "BANDS", "RED")
        write(user, batch, row, "EXO", json.dumps(table, ensure_ascii=False))
        write(user, batch, row, "OUTPUT", output)
    return rows, outputs


def test_each_row_makes_its_own_stack(user, batch, filled, scene, read):
    _, outputs = filled
    batch.mainWidget().checkLoadLayersOnCompletion.setChecked(False)
    user.click(batch.runButton())
    user.wait(lambda: batch.runButton().isEnabled())
    for path, name, values in zip(
        outputs, ("VV 2025/11", "été"), (scene.vv, scene.classes), strict=True
    ):
        stack = read(path)
        assert stack.names == ("RED", name)
        assert_array_equal(stack.values[0], scene.red)
        assert_array_equal(stack.values[1], scene.nearest(values))


def test_saved_batch_comes_back(user, batch, filled, tmp_path, monkeypatch):
    rows, _ = filled
    is_old = Qgis.QGIS_VERSION_INT < 33200
    path = str(tmp_path / ("batch.json" if is_old else "rows.batch"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (path, ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (path, ""))
    panel = batch.mainWidget()
    panel.save()
    column = panel.parameter_to_column["EXO"]
    for wrappers in panel.wrappers:
        wrappers[column].widget.set_value(None)
    panel.load()
    user.pause()
    found = [wrappers[column].parameterValue() for wrappers in panel.wrappers]
    assert [json.loads(value) for value in found] == rows


def test_values_are_filled_down(batch, filled):
    rows, _ = filled
    panel = batch.mainWidget()
    column = panel.parameter_to_column["EXO"]
    panel.tblParameters.cellWidget(0, column).fillDown()
    found = [wrappers[column].parameterValue() for wrappers in panel.wrappers]
    assert [json.loads(value) for value in found] == [rows[0], rows[0]]
