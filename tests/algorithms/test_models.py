# SPDX-License-Identifier: GPL-3.0-or-later
"""The sixth form of EXO: what the modeler makes of its sources."""

from __future__ import annotations

import json

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterExtent,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProject,
    QgsRasterLayer,
)

Source = QgsProcessingModelChildParameterSource


def child(algorithm, name, **sources):
    made = QgsProcessingModelChildAlgorithm(algorithm)
    made.setChildId(name)
    for parameter, values in sources.items():
        made.addParameterSources(parameter, values)
    return made


def model_of(scene):
    """Doubled radar and a land cover asked for, stacked on the scene."""
    model = QgsProcessingModelAlgorithm("chain", "tests")
    model.addModelParameter(
        QgsProcessingParameterRasterLayer("cover", "Land cover"),
        QgsProcessingModelParameter("cover"),
    )
    model.addChildAlgorithm(
        child(
            "gdal:translate",
            "copy",
            INPUT=[Source.fromStaticValue(scene.radar)],
            EXTRA=[Source.fromStaticValue("-b 2")],
        )
    )
    stack = child(
        "exo:stack",
        "stack",
        PRODUCT=[Source.fromStaticValue(scene.product)],
        BANDS=[Source.fromExpression("'RED'")],
        EXO=[
            Source.fromStaticValue({"name": "made", "resampler": "nearest"}),
            Source.fromChildOutput("copy", "OUTPUT"),
            Source.fromStaticValue({"name": "asked for", "resampler": "nearest"}),
            Source.fromModelParameter("cover"),
        ],
    )
    output = QgsProcessingModelOutput("stacked")
    output.setChildId("stack")
    output.setChildOutputName("OUTPUT")
    stack.setModelOutputs({"stacked": output})
    model.addChildAlgorithm(stack)
    return model


@pytest.fixture
def cover(scene, project):
    layer = QgsRasterLayer(scene.cover, "cover of the project")
    project.addMapLayer(layer)
    return layer


def result_of(model, feedback, out=None, **values):
    """Run a model; its only destination, if it has one, is `out`."""
    import processing

    for destination in model.destinationParameterDefinitions():
        values[destination.name()] = out
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    outputs = processing.run(model, values, feedback=feedback, context=context)
    return outputs, context


@pytest.mark.parametrize("saved", [False, True])
def test_rows_take_child_outputs_and_model_inputs(
    plugin, scene, cover, read, make_feedback, tmp_path, saved
):
    model = model_of(scene)
    if saved:
        path = str(tmp_path / "chain.model3")
        assert model.toFile(path)
        model = QgsProcessingModelAlgorithm()
        assert model.fromFile(path)
    assert model.dependsOnChildAlgorithms("stack") == {"copy"}
    out = str(tmp_path / "stack.tif")
    result_of(model, make_feedback(), out, cover=cover)
    stack = read(out)
    assert stack.names == ("RED", "made", "asked for")
    assert_array_equal(stack.values[0], scene.red)
    assert_array_equal(stack.values[1], scene.nearest(scene.vh))
    assert_array_equal(stack.values[2], scene.nearest(scene.classes))


def test_names_of_bands_can_be_handed_on(plugin, scene, read, make_feedback, tmp_path):
    model = QgsProcessingModelAlgorithm("names", "tests")
    model.addChildAlgorithm(
        child("exo:describe", "what", PRODUCT=[Source.fromStaticValue(scene.product)])
    )
    stack = child(
        "exo:stack",
        "stack",
        PRODUCT=[Source.fromStaticValue(scene.product)],
        BANDS=[Source.fromChildOutput("what", "BANDS")],
    )
    again = child(
        "exo:stack",
        "again",
        PRODUCT=[Source.fromChildOutput("stack", "OUTPUT")],
        BANDS=[Source.fromChildOutput("stack", "BAND_NAMES")],
        PIXEL_SIZE=[Source.fromExpression("20")],
    )
    output = QgsProcessingModelOutput("out")
    output.setChildId("again")
    output.setChildOutputName("OUTPUT")
    again.setModelOutputs({"out": output})
    model.addChildAlgorithm(stack)
    model.addChildAlgorithm(again)
    path = str(tmp_path / "again.tif")
    result_of(model, make_feedback(), path)
    assert read(path).names == ("GREEN", "RED")
    blocks = scene.red.reshape(8, 2, 12, 2)
    assert_array_equal(read(path).values[1], blocks.mean(axis=(1, 3)))
    assert np.isfinite(read(path).values).all()


@pytest.mark.parametrize("form", ["text", "layers"])
def test_whole_table_is_an_input(
    plugin, scene, cover, read, make_feedback, tmp_path, form
):
    model = QgsProcessingModelAlgorithm("table", "tests")
    raster = QgsProcessing.SourceType.TypeRaster
    inputs = {
        "text": QgsProcessingParameterString("table", "Table", multiLine=True),
        "layers": QgsProcessingParameterMultipleLayers("table", "Table", raster),
    }
    model.addModelParameter(inputs[form], QgsProcessingModelParameter("table"))
    stack = child(
        "exo:stack",
        "stack",
        PRODUCT=[Source.fromStaticValue(scene.product)],
        EXO=[Source.fromModelParameter("table")],
    )
    output = QgsProcessingModelOutput("out")
    output.setChildId("stack")
    output.setChildOutputName("OUTPUT")
    stack.setModelOutputs({"out": output})
    model.addChildAlgorithm(stack)
    rows = {cover.name(): {"path": scene.cover, "resampler": "bilinear"}}
    table = json.dumps(rows) if form == "text" else [cover]
    path = str(tmp_path / "stack.tif")
    result_of(model, make_feedback(), path, table=table)
    assert read(path).names == (cover.name(),)


def test_layers_and_an_extent_of_a_model_are_product_and_area(
    plugin, scene, project, read, make_feedback, tmp_path
):
    model = QgsProcessingModelAlgorithm("inputs", "tests")
    raster = QgsProcessing.SourceType.TypeRaster
    for parameter in (
        QgsProcessingParameterMultipleLayers("bands", "Bands", raster),
        QgsProcessingParameterExtent("area", "Area"),
    ):
        component = QgsProcessingModelParameter(parameter.name())
        model.addModelParameter(parameter, component)
    stack = child(
        "exo:stack",
        "stack",
        PRODUCT=[Source.fromModelParameter("bands")],
        AOI=[Source.fromModelParameter("area")],
    )
    output = QgsProcessingModelOutput("out")
    output.setChildId("stack")
    output.setChildOutputName("OUTPUT")
    stack.setModelOutputs({"out": output})
    model.addChildAlgorithm(stack)
    path = str(tmp_path / "window.tif")
    layer = QgsRasterLayer(scene.product, "scene of the project")
    project.addMapLayer(layer)
    area = "600040,600090,6649900,6649970 [EPSG:32632]"
    result_of(model, make_feedback(), path, bands=[layer], area=area)
    assert_array_equal(read(path).values[1], scene.red[3:10, 4:9])


def test_collocated_layers_of_a_model_stay_files(plugin, scene, make_feedback):
    model = QgsProcessingModelAlgorithm("steps", "tests")
    model.addChildAlgorithm(
        child(
            "exo:collocate",
            "steps",
            PRODUCT=[Source.fromStaticValue(scene.product)],
            EXO=[Source.fromStaticValue(scene.radar)],
        )
    )
    outputs, context = result_of(model, make_feedback())
    (path,) = outputs["CHILD_RESULTS"]["steps"]["OUTPUTS"]
    assert QgsRasterLayer(path).isValid()
    assert context.layersToLoadOnCompletion() == {}
