# SPDX-License-Identifier: GPL-3.0-or-later
"""The table where QGIS shows it: in the dialog, in batch and in the modeler."""

from __future__ import annotations

import ast
import json
import shlex

import pytest
from numpy.testing import assert_array_equal
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelParameter,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProject,
)
from qgis.PyQt.QtCore import Qt

Source = QgsProcessingModelChildParameterSource
NAME, SOURCE, BAND, RESAMPLER = range(4)


@pytest.fixture
def algorithm(plugin):
    return QgsApplication.processingRegistry().createAlgorithmById("exo:stack")


@pytest.fixture
def rows(scene):
    return {
        "VV 2025/11": {"path": scene.radar, "bandnumber": 1, "resampler": "nearest"},
        "été": {"path": scene.cover, "bandnumber": 1, "resampler": "mode"},
    }


# The dialog


@pytest.fixture
def dialog(user, algorithm, project):
    from processing.gui.AlgorithmDialog import AlgorithmDialog

    return user.show(AlgorithmDialog(algorithm))


def table_in(dialog):
    return dialog.mainWidget().wrappers["EXO"].widget.table


def test_dialog_asks_with_the_table(user, dialog, rows, scene):
    table = table_in(dialog)
    dialog.setParameters({"PRODUCT": scene.product, "EXO": json.dumps(rows)})
    user.wait(lambda: table.model.rowCount() == 2)
    user.cell(table.view, 0, RESAMPLER, twice=True)
    user.choose("bilinear")
    values = dialog.createProcessingParameters()
    rows["VV 2025/11"]["resampler"] = "bilinear"
    assert json.loads(values["EXO"]) == rows


def test_what_the_dialog_gives_it_takes_back(user, dialog, algorithm, rows):
    table = table_in(dialog)
    table.set_value(rows)
    user.wait(lambda: table.model.rowCount() == 2)
    given = dialog.mainWidget().wrappers["EXO"].parameterValue()
    python = algorithm.asPythonCommand({"EXO": given}, QgsProcessingContext())
    literal = python.partition("'EXO':")[2].partition("})")[0]
    assert ast.literal_eval(literal) == given
    table.set_value(None)
    dialog.setParameters({"EXO": given})
    user.wait(lambda: table.model.rowCount() == 2)
    assert json.loads(table.value()) == rows


@pytest.mark.skipif(Qgis.QGIS_VERSION_INT < 32400, reason="QGIS has had it since 3.24")
def test_copied_json_and_command_have_the_table(algorithm, rows):
    text = json.dumps(rows, ensure_ascii=False)
    context = QgsProcessingContext()
    assert algorithm.asMap({"EXO": text}, context)["inputs"]["EXO"] == text
    command, ok = algorithm.asQgisProcessCommand({"EXO": text}, context)
    assert ok
    assert f"--EXO={text}" in shlex.split(command)


def test_empty_table_is_no_layers(dialog):
    assert dialog.mainWidget().wrappers["EXO"].parameterValue() is None


# Batch


@pytest.fixture
def batch(user, algorithm, project):
    from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog

    return user.show(BatchAlgorithmDialog(algorithm))


def cell_in(batch):
    panel = batch.mainWidget()
    return panel.wrappers[0][panel.parameter_to_column["EXO"]]


def test_json_is_pasted_into_batch(user, batch, rows):
    wrapper = cell_in(batch)
    line = wrapper.widget.findChild(object, "exoText")
    line.setFocus()
    user.type(json.dumps(rows))
    assert json.loads(wrapper.parameterValue()) == rows


def test_batch_cell_opens_the_table(user, batch, rows):
    from exogenous.gui.processing.batch_cell import TableDialog
    from exogenous.gui.widgets.later import later

    wrapper = cell_in(batch)
    wrapper.setParameterValue(json.dumps(rows), QgsProcessingContext())

    def edit():
        (dialog,) = wrapper.widget.findChildren(TableDialog)
        user.wait(lambda: dialog.table.model.rowCount() == 2)
        user.cell(dialog.table.view, 1, NAME)
        user.key(Qt.Key.Key_Delete)
        dialog.accept()

    later(wrapper.widget, edit, 100)
    user.click(wrapper.widget.findChild(object, "exoEdit"))
    assert list(json.loads(wrapper.parameterValue())) == ["VV 2025/11"]


def test_cancelled_table_changes_no_cell(user, batch, rows):
    from exogenous.gui.processing.batch_cell import TableDialog
    from exogenous.gui.widgets.later import later

    wrapper = cell_in(batch)
    wrapper.setParameterValue(rows, QgsProcessingContext())
    button = wrapper.widget.findChild(object, "exoEdit")
    later(button, lambda: wrapper.widget.findChild(TableDialog).reject(), 300)
    user.click(button)
    assert wrapper.parameterValue() == rows


# The modeler


@pytest.fixture
def model(scene):
    """Return a model with two inputs and a step that makes a raster."""
    model = QgsProcessingModelAlgorithm("chain", "tests")
    for parameter in (
        QgsProcessingParameterRasterLayer("cover", "cover layer"),
        QgsProcessingParameterString("rows", "rows as text"),
    ):
        model.addModelParameter(
            parameter, QgsProcessingModelParameter(parameter.name())
        )
    step = QgsProcessingModelChildAlgorithm("gdal:warpreproject")
    step.setChildId("warp")
    step.setDescription("Warp")
    step.addParameterSources("INPUT", [Source.fromStaticValue(scene.radar)])
    step.addParameterSources("RESAMPLING", [Source.fromStaticValue(0)])
    model.addChildAlgorithm(step)
    return model


@pytest.fixture
def modeler(user, algorithm, project):
    """Open the modeler's dialog for a step, new or known."""
    from processing.modeler.ModelerParametersDialog import ModelerParametersDialog

    def modeler(model, child=None):
        return user.show(ModelerParametersDialog(algorithm.create(), model, child))

    return modeler


def widgets_of(dialog):
    inner = dialog.widget
    return getattr(inner, "wrappers", None) or inner.widget.wrappers


def fill_modeler(user, dialog, scene):
    """Make three rows: a file, a model input and a result of the step."""
    wrappers = widgets_of(dialog)
    product = Source.fromStaticValue(scene.product)
    wrappers["PRODUCT"].setWidgetValue(product)
    wrappers["OUTPUT"].setToModelOutput("stack")
    table = wrappers["EXO"].widget.table
    table.model.add([{"name": "file", "path": scene.radar, "resampler": "nearest"}])
    user.wait(lambda: table.model.rowCount() == 1)
    add = table.findChild(object, "add").menu()
    add.fill()
    links = add.actions()[1].menu()
    for number, label in enumerate([a.text() for a in links.actions()], 1):
        links.popup(table.mapToGlobal(table.rect().center()))
        user.choose(label)
        user.cell(table.view, number, RESAMPLER, twice=True)
        user.choose("nearest")
    return table


def test_rows_of_a_model_are_files_inputs_and_results(
    user, modeler, model, scene, project, read, make_feedback, tmp_path
):
    import processing
    from qgis.core import QgsRasterLayer

    dialog = modeler(model)
    table = fill_modeler(user, dialog, scene)
    assert [row.name for row in table.model.rows] == [
        "file",
        "cover layer",
        "Warp",
    ]
    step = dialog.createAlgorithm()
    model.addChildAlgorithm(step)
    path = str(tmp_path / "chain.model3")
    assert model.toFile(path)
    saved = QgsProcessingModelAlgorithm()
    assert saved.fromFile(path)
    assert saved.dependsOnChildAlgorithms(step.childId()) == {"warp"}

    cover = QgsRasterLayer(scene.cover, "cover of the project")
    project.addMapLayer(cover)
    (destination,) = saved.destinationParameterDefinitions()
    out = str(tmp_path / "stack.tif")
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    values = {"cover": cover, "rows": "none", destination.name(): out}
    processing.run(saved, values, feedback=make_feedback(), context=context)
    stack = read(out)
    assert stack.names == (
        "file",
        "cover layer",
        "Warp",
    )
    assert_array_equal(stack.values[0], scene.nearest(scene.vv))
    assert_array_equal(stack.values[1], scene.nearest(scene.classes))
    assert_array_equal(stack.values[2], scene.nearest(scene.vv))

    again = modeler(saved, step.childId())
    rows = widgets_of(again)["EXO"].widget.table.model.rows
    assert [row.link.key if row.link else row.path for row in rows] == [
        scene.radar,
        ("input", "cover"),
        ("step", "warp", "OUTPUT"),
    ]
    assert [row.resampler for row in rows] == ["nearest"] * 3
    variants = [source.toVariant() for source in step.parameterSources()["EXO"]]
    edited = again.createAlgorithm().parameterSources()["EXO"]
    assert [source.toVariant() for source in edited] == variants


@pytest.mark.parametrize("what", ["rows", "expression", "text", "nothing"])
def test_whole_table_of_a_model_comes_back(user, modeler, model, rows, what):
    source = {
        "rows": Source.fromModelParameter("rows"),
        "expression": Source.fromExpression("'a.tif'"),
        "text": Source.fromStaticValue(json.dumps(rows, ensure_ascii=False)),
        "nothing": Source.fromStaticValue(None),
    }[what]
    step = QgsProcessingModelChildAlgorithm("exo:stack")
    step.setChildId("stack")
    step.addParameterSources("EXO", [source])
    model.addChildAlgorithm(step)
    dialog = modeler(model, "stack")
    widget = widgets_of(dialog)["EXO"].widget
    user.wait(lambda: not widget.table.model.is_busy)
    (found,) = dialog.createAlgorithm().parameterSources()["EXO"]
    assert found.toVariant() == source.toVariant()
    assert widget.table.isVisible() == (what in {"text", "nothing"})


@pytest.fixture
def step_with(model, modeler):
    """Open the dialog of a step whose layers are these sources."""

    def step_with(*sources):
        step = QgsProcessingModelChildAlgorithm("exo:stack")
        step.setChildId("stack")
        step.addParameterSources("EXO", list(sources))
        model.addChildAlgorithm(step)
        return modeler(model, "stack")

    return step_with


def test_rows_that_a_script_has_made_are_read(step_with, scene):
    dialog = step_with(
        Source.fromStaticValue({"radar": {"path": scene.radar, "band": 2}}),
        Source.fromStaticValue({"name": "cover", "resampling": "mode"}),
        Source.fromModelParameter("cover"),
        Source.fromStaticValue(f"{scene.cover}|name=été|resampler=mode"),
        Source.fromChildOutput("warp", "OUTPUT"),
    )
    rows = widgets_of(dialog)["EXO"].widget.table.model.rows
    assert [(row.name, row.band, row.resampler) for row in rows] == [
        ("radar", "2", ""),
        ("cover", "", "mode"),
        ("été", "", "mode"),
        ("Warp", "", ""),
    ]
    links = [row.link and row.link.key for row in rows]
    assert links == [None, ("input", "cover"), None, ("step", "warp", "OUTPUT")]


def test_row_without_a_source_stays_one(step_with):
    dialog = step_with(
        Source.fromStaticValue({"name": "open"}),
        Source.fromStaticValue({"name": "cover"}),
        Source.fromModelParameter("cover"),
    )
    model = widgets_of(dialog)["EXO"].widget.table.model
    assert [row.name for row in model.rows] == ["open", "cover"]
    assert model.problem(0) == "Choose a file or a layer."
    assert model.rows[1].link.key == ("input", "cover")


def test_what_cannot_be_shown_is_kept_and_said(step_with):
    sources = [
        Source.fromStaticValue({"name": "a", "wrong key": 1}),
        Source.fromModelParameter("cover"),
    ]
    dialog = step_with(*sources)
    widget = widgets_of(dialog)["EXO"].widget
    note = widget.findChild(object, "exoModelNote")
    assert "'wrong key' is unknown" in note.text()
    assert note.isVisible()
    found = dialog.createAlgorithm().parameterSources()["EXO"]
    assert [one.toVariant() for one in found] == [one.toVariant() for one in sources]


def test_input_is_chosen_as_the_whole_table(user, modeler, model):
    dialog = modeler(model)
    widget = widgets_of(dialog)["EXO"].widget
    combo = widget.findChild(object, "exoFrom")
    combo.showPopup()
    user.pause()
    user.choose("rows as text")
    (source,) = dialog.createAlgorithm().parameterSources()["EXO"]
    assert source.parameterName() == "rows"
