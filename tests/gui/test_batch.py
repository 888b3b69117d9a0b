# SPDX-License-Identifier: GPL-3.0-or-later
"""Many stacks at once, in QGIS's own batch dialog."""

from __future__ import annotations

import json

import pytest
from numpy.testing import assert_array_equal
from qgis.core import Qgis, QgsApplication
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QToolButton,
)
from safe_builder import SafeBuilder, counts

from exogenous.gui.processing.products_dialog import ProductsDialog


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


@pytest.fixture
def archive(tmp_path):
    """Two products as folders, in folders of their own, and what is no product."""
    folder = tmp_path / "archive"
    names = []
    for day, tile in (("20251017", "T32VLM"), ("20251022", "T32VLN")):
        name = f"S2C_MSIL2A_{day}T111101_N0511_R137_{tile}_{day}T151300"
        parent = folder / day
        parent.mkdir(parents=True)
        builder = SafeBuilder(name=name, images={("04", 10): counts(10)})
        names.append(str(builder.write(parent)))
    (folder / "notes.txt").write_text("no product")
    return folder, names


def rows_of(batch, name):
    panel = batch.mainWidget()
    column = panel.parameter_to_column[name]
    return [wrappers[column].parameterValue() for wrappers in panel.wrappers]


def fill_button(batch, name):
    panel = batch.mainWidget()
    column = panel.parameter_to_column[name]
    return panel.tblParameters.cellWidget(0, column)


def find_in(user, folder, patterns=None, uncheck=None):
    """Fill in the dialog that is open, and press its button."""
    (dialog,) = (
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, ProductsDialog) and one.isVisible()
    )
    QApplication.setActiveWindow(dialog)
    if patterns is not None:
        line = dialog.findChild(QLineEdit, "productsPatterns")
        line.setFocus()
        line.selectAll()
        user.type(patterns)
    line = dialog.findChild(QgsFileWidget).lineEdit()
    line.setFocus()
    user.type(str(folder))
    found = dialog.findChild(QListWidget)
    user.wait(lambda: found.count() > 0)
    if uncheck is not None:
        found.item(uncheck).setCheckState(Qt.CheckState.Unchecked)
    user.click(dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.Ok))


@pytest.mark.parametrize(
    ("how", "expected"),
    [({}, [0, 1]), ({"uncheck": 0}, [1]), ({"patterns": "*T32VLM*"}, [0])],
)
def test_safe_folders_are_added_by_pattern(user, batch, archive, how, expected):
    folder, products = archive
    button = fill_button(batch, "PRODUCT")
    QTimer.singleShot(200, lambda: user.choose("Add products by pattern…"))
    QTimer.singleShot(800, lambda: find_in(user, folder, **how))
    user.click(button)
    user.wait(lambda: rows_of(batch, "PRODUCT")[0] is not None)
    assert rows_of(batch, "PRODUCT") == [products[index] for index in expected]


def test_products_found_by_pattern_are_stacked(user, batch, archive, tmp_path, read):
    folder, products = archive
    QTimer.singleShot(200, lambda: user.choose("Add products by pattern…"))
    QTimer.singleShot(800, lambda: find_in(user, folder))
    user.click(fill_button(batch, "PRODUCT"))
    user.wait(lambda: len(rows_of(batch, "PRODUCT")) == len(products))
    outputs = [str(tmp_path / f"{row}.tif") for row in range(len(products))]
    for row, output in enumerate(outputs):
        write(user, batch, row, "BANDS", "RED")
        write(user, batch, row, "OUTPUT", output)
    batch.mainWidget().checkLoadLayersOnCompletion.setChecked(False)
    user.click(batch.runButton())
    user.wait(lambda: batch.runButton().isEnabled())
    assert [read(output).names for output in outputs] == [("RED",)] * 2


def test_cell_takes_a_folder(user, batch, archive, monkeypatch):
    _, (first, _) = archive
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: first)
    panel = batch.mainWidget()
    column = panel.parameter_to_column["PRODUCT"]
    cell = panel.tblParameters.cellWidget(1, column)
    QTimer.singleShot(200, lambda: user.choose(".SAFE folder…"))
    user.click(cell.findChild(QToolButton))
    assert rows_of(batch, "PRODUCT") == [first]


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
