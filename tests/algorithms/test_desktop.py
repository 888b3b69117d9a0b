# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desktop does: run in a thread, open results in the project, show widgets."""

from __future__ import annotations

import threading

import pytest
from numpy.testing import assert_array_equal
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingOutputLayerDefinition,
    QgsRasterLayer,
    QgsSettings,
)
from qgis.gui import QgsGui, QgsProcessingGui
from qgis.PyQt.QtCore import QEventLoop, QTimer

from exogenous.core import pipeline


@pytest.fixture
def run_as_dialog(plugin, project):
    """Run in a thread and open the results, as a dialog does; return the outcome."""
    from processing.gui.Postprocessing import handleAlgorithmResults

    def run_as_dialog(name, feedback, **values):
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(
            f"exo:{name}"
        )
        context = QgsProcessingContext()
        context.setProject(project)
        context.setFeedback(feedback)
        ok, message = algorithm.checkParameterValues(values, context)
        assert ok, message
        task = QgsProcessingAlgRunnerTask(algorithm, values, context, feedback)
        outcome = []
        loop = QEventLoop()
        task.executed.connect(lambda *result: (outcome.extend(result), loop.quit()))
        QgsApplication.taskManager().addTask(task)
        QTimer.singleShot(30_000, loop.quit)
        loop.exec()
        assert outcome, "the task did not end"
        opened = handleAlgorithmResults(algorithm, context, feedback, parameters=values)
        return outcome[0], outcome[1], opened

    return run_as_dialog


def layers_of(project):
    return {layer.name(): layer for layer in project.mapLayers().values()}


def to_project(path, project):
    return QgsProcessingOutputLayerDefinition(str(path), project)


def test_stack_is_opened_under_the_products_name(
    run_as_dialog, scene, project, make_feedback, tmp_path
):
    ok, outputs, opened = run_as_dialog(
        "stack",
        make_feedback(),
        PRODUCT=scene.product,
        BANDS="RED",
        EXO=f"{scene.radar}|name=VV 2025/11",
        OUTPUT=to_project(tmp_path / "out.tif", project),
    )
    assert ok
    assert opened
    layers = layers_of(project)
    assert list(layers) == ["scene · stack 10 m"]
    stack = layers["scene · stack 10 m"]
    assert stack.source() == outputs["OUTPUT"]
    assert stack.bandName(1) == "Band 1: RED"
    assert stack.bandName(2) == "Band 2: VV 2025/11"


def test_users_own_name_is_kept(run_as_dialog, scene, project, make_feedback, tmp_path):
    definition = to_project(tmp_path / "out.tif", project)
    definition.destinationName = "my stack"
    run_as_dialog("stack", make_feedback(), PRODUCT=scene.product, OUTPUT=definition)
    assert list(layers_of(project)) == ["my stack"]


def test_users_setting_to_name_after_files_is_kept(
    run_as_dialog, scene, project, make_feedback, tmp_path, monkeypatch
):
    # QGIS never names layers after temporary files.
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.setenv("TMPDIR", str(elsewhere))
    key = "Processing/Configuration/PREFER_FILENAME_AS_LAYER_NAME"
    QgsSettings().setValue(key, True)
    definition = to_project(tmp_path / "out.tif", project)
    try:
        run_as_dialog(
            "stack", make_feedback(), PRODUCT=scene.product, OUTPUT=definition
        )
    finally:
        QgsSettings().remove(key)
    assert list(layers_of(project)) == ["out"]


def test_stack_is_not_opened_unasked(
    run_as_dialog, scene, project, make_feedback, tmp_path
):
    run_as_dialog(
        "stack", make_feedback(), PRODUCT=scene.product, OUTPUT=str(tmp_path / "o.tif")
    )
    assert not layers_of(project)


def test_collocated_layers_are_opened_under_their_names(
    run_as_dialog, scene, project, make_feedback, tmp_path
):
    values = {
        "PRODUCT": scene.product,
        "EXO": {"mosaïque 2025/11": scene.radar, "land cover": scene.cover},
        "OUTPUT_FOLDER": str(tmp_path / "out"),
    }
    ok, _, opened = run_as_dialog("collocate", make_feedback(), LOAD=False, **values)
    assert ok
    assert opened
    assert not layers_of(project)
    run_as_dialog("collocate", make_feedback(), **values)
    layers = layers_of(project)
    assert set(layers) == {"mosaïque 2025/11", "land cover"}
    assert all(layer.isValid() for layer in layers.values())


def test_failed_run_opens_nothing(
    run_as_dialog, scene, project, make_feedback, tmp_path, write_raster
):
    out = tmp_path / "out.tif"
    write_raster(str(out), [scene.green], 10)
    feedback = make_feedback()
    ok, _, _ = run_as_dialog(
        "stack",
        feedback,
        PRODUCT=scene.product,
        BANDS="BLUE",
        OUTPUT=to_project(out, project),
    )
    assert not ok
    assert not layers_of(project)
    (error,) = feedback.errors
    assert "has no band 'BLUE'" in error
    assert "Traceback" not in error


def test_cancelled_run_opens_nothing(
    run_as_dialog, scene, project, make_feedback, tmp_path, write_raster
):
    out = tmp_path / "out.tif"
    write_raster(str(out), [scene.green], 10)
    feedback = make_feedback(0)
    run_as_dialog(
        "stack", feedback, PRODUCT=scene.product, OUTPUT=to_project(out, project)
    )
    assert not layers_of(project)
    assert not feedback.errors


def test_core_runs_off_qgis_thread_and_without_layers(
    run_as_dialog, scene, project, read, make_feedback, tmp_path, monkeypatch
):
    layers = [
        QgsRasterLayer(scene.product, "a scene"),
        QgsRasterLayer(scene.radar, "vv"),
    ]
    project.addMapLayers(layers)
    seen = []
    stack = pipeline.stack

    def watched(request, *args):
        seen.append(threading.current_thread())
        assert request.product == scene.product
        assert request.layers[0].path == scene.radar
        return stack(request, *args)

    monkeypatch.setattr(pipeline, "stack", watched)
    out = str(tmp_path / "out.tif")
    ok, _, _ = run_as_dialog(
        "stack",
        make_feedback(),
        PRODUCT=layers[0].id(),
        EXO=[{"name": "VV", "path": layers[1].id(), "resampler": "nearest"}],
        OUTPUT=out,
    )
    assert ok
    assert seen != [threading.main_thread()]
    assert_array_equal(read(out).values[0], scene.nearest(scene.vv))


@pytest.mark.parametrize("name", ["stack", "collocate", "describe"])
@pytest.mark.parametrize("kind", ["Standard", "Batch", "Modeler"])
def test_every_parameter_has_a_widget(plugin, name, kind):
    algorithm = QgsApplication.processingRegistry().algorithmById(f"exo:{name}")
    registry = QgsGui.processingGuiRegistry()
    kind = getattr(QgsProcessingGui.WidgetType, kind)
    for parameter in algorithm.parameterDefinitions():
        # A class of Python's is made by the dialog itself, not by the registry.
        by_class = "class" in parameter.metadata().get("widget_wrapper", {})
        if not parameter.isDestination() and not by_class:
            wrapper = registry.createParameterWidgetWrapper(parameter, kind)
            assert wrapper is not None, parameter.name()
