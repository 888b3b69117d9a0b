# SPDX-License-Identifier: GPL-3.0-or-later
"""What the dialog copies runs elsewhere; what is pasted into it fills it."""

from __future__ import annotations

import json
import shlex

import pytest
from numpy.testing import assert_array_equal
from qgis.core import Qgis, QgsProcessingContext
from qgis.PyQt.QtWidgets import QAction, QApplication

since_324 = pytest.mark.skipif(
    Qgis.QGIS_VERSION_INT < 32400, reason="QGIS has had it since 3.24"
)


@pytest.fixture
def rows(scene):
    return {
        "VV 2025/11": {"path": scene.radar, "bandnumber": 1, "resampler": "nearest"},
        "l'été": {"path": scene.cover, "bandnumber": 1, "resampler": "nearest"},
    }


@pytest.fixture
def filled(user, open_dialog, scene, rows, tmp_path):
    dialog = open_dialog("stack")
    fill(user, dialog, scene, rows, str(tmp_path / "stack.tif"))
    return dialog


def fill(user, dialog, scene, rows, path: str) -> None:
    values = {"PRODUCT": scene.product, "BANDS": "RED", "EXO": rows, "OUTPUT": path}
    dialog.setParameters(values)
    user.wait(lambda: table_in(dialog).model.rowCount() == len(rows))


def table_in(dialog):
    return dialog.mainWidget().wrappers["EXO"].widget.table


def act(dialog, words: str) -> None:
    """Choose an entry of the dialog's menu."""
    actions = {a.text().replace("&", ""): a for a in dialog.findChildren(QAction)}
    actions[words].trigger()


def assert_is_stack(raster, scene) -> None:
    assert raster.names == ("RED", "VV 2025/11", "l'été")
    for band, values in zip(raster.values[1:], (scene.vv, scene.classes), strict=True):
        assert_array_equal(band, scene.nearest(values))


def test_python_command_of_the_history_runs_and_fills(
    user, filled, open_dialog, scene, read, tmp_path
):
    import processing

    values = filled.createProcessingParameters()
    command = filled.algorithm().asPythonCommand(values, QgsProcessingContext())
    exec(command, {"processing": processing})  # noqa: S102
    assert_is_stack(read(str(tmp_path / "stack.tif")), scene)

    # The history opens the dialog anew, by the same words.
    opened = []
    make = lambda name, values: opened.append((name, values))  # noqa: E731
    exec(command.replace("processing.run", "make"), {"make": make})  # noqa: S102
    (name, given) = opened[0]
    again = open_dialog(name.partition(":")[2])
    again.setParameters(given)
    user.wait(lambda: table_in(again).model.rowCount() == 2)
    assert again.createProcessingParameters() == values


@since_324
def test_copied_python_command_runs(filled, scene, read, tmp_path):
    import processing

    act(filled, "Copy as Python Command")
    exec(QApplication.clipboard().text(), {"processing": processing})  # noqa: S102
    assert_is_stack(read(str(tmp_path / "stack.tif")), scene)


@since_324
def test_copied_command_line_runs(filled, scene, read, tmp_path, qgis_process):
    act(filled, "Copy as qgis_process Command")
    program, *arguments = shlex.split(QApplication.clipboard().text())
    assert program == "qgis_process"
    process = qgis_process(*arguments)
    assert process.returncode == 0, process.stderr
    assert_is_stack(read(str(tmp_path / "stack.tif")), scene)


@since_324
def test_copied_json_runs_and_is_pasted(
    user, filled, open_dialog, scene, rows, read, tmp_path, qgis_process
):
    act(filled, "Copy as JSON")
    text = QApplication.clipboard().text()
    process = qgis_process("run", "exo:stack", "-", stdin=text)
    assert process.returncode == 0, process.stderr
    assert_is_stack(read(str(tmp_path / "stack.tif")), scene)

    other = open_dialog("stack")
    act(other, "Paste Settings")
    user.wait(lambda: table_in(other).model.rowCount() == 2)
    assert json.loads(table_in(other).value()) == rows
    values = filled.createProcessingParameters()
    assert other.createProcessingParameters() == values


@since_324
@pytest.mark.parametrize("form", ["dictionary", "list", "paths", "lines", "null"])
def test_every_form_of_the_layers_is_pasted(user, open_dialog, scene, rows, form):
    forms = {
        "dictionary": rows,
        "list": [{"name": name, **row} for name, row in rows.items()],
        "paths": [scene.radar, scene.cover],
        "lines": f"{scene.radar}|name=VV 2025/11\n{scene.cover}",
        "null": None,
    }
    dialog = open_dialog("stack")
    settings = {"inputs": {"PRODUCT": scene.product, "EXO": forms[form]}}
    QApplication.clipboard().setText(json.dumps(settings))
    act(dialog, "Paste Settings")
    table = table_in(dialog)
    user.wait(lambda: not table.model.is_busy)
    assert table.model.rowCount() == (0 if form == "null" else 2)


def test_values_of_the_dialog_are_plain(filled):
    values = filled.createProcessingParameters()
    ours = {name: values[name] for name in ("PRODUCT", "BANDS", "EXO")}
    assert all(type(value) is str for value in ours.values())
