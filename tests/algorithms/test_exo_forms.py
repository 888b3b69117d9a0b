# SPDX-License-Identifier: GPL-3.0-or-later
"""One table of layers, said in every way there is."""

from __future__ import annotations

import json

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingException,
    QgsRasterLayer,
    QgsVectorLayer,
)
from rasterio.enums import Resampling

#: Not in alphabetical order, which is how QGIS would sort a dictionary.
NAMES = ("vertical", "Across", "land cover")


def as_dictionary(scene):
    return {
        "vertical": {"path": scene.radar, "bandnumber": 1, "resampler": "nearest"},
        "Across": {"path": scene.radar, "band": "VH", "resampler": Resampling.cubic},
        "land cover": {"path": scene.cover},
    }


def as_rows(scene):
    return [{"name": name, **spec} for name, spec in as_dictionary(scene).items()]


def as_json(scene):
    table = as_dictionary(scene)
    table["Across"]["resampler"] = "CUBIC"
    return json.dumps(table)


def as_json_rows(scene):
    return json.dumps([{"name": k, **v} for k, v in json.loads(as_json(scene)).items()])


def as_texts(scene):
    return [
        f"{scene.radar}|name=vertical|band=1|resampler=nearest",
        f"{scene.radar}|name=Across|band=VH|resampler=cubic",
        f"{scene.cover}",
    ]


def as_lines(scene):
    return "\n".join(as_texts(scene))


def as_modeler(scene):
    return [
        {"name": "vertical", "resampler": "nearest"},
        scene.radar,
        {"name": "Across", "band": 2, "resampler": "cubic"},
        scene.radar,
        scene.cover,
    ]


FORMS = (as_rows, as_json, as_json_rows, as_texts, as_lines, as_modeler)


@pytest.mark.parametrize("form", FORMS)
def test_forms_give_the_same_stack(run, scene, read, tmp_path, form):
    one, other = str(tmp_path / "one.tif"), str(tmp_path / "other.tif")
    exo = as_dictionary(scene)
    run("stack", PRODUCT=scene.product, BANDS="RED", EXO=exo, OUTPUT=one)
    run("stack", PRODUCT=scene.product, BANDS="RED", EXO=form(scene), OUTPUT=other)
    assert read(one).names == read(other).names == ("RED", *NAMES)
    assert read(one).values.tobytes() == read(other).values.tobytes()
    assert_array_equal(read(one).values[1], scene.nearest(scene.vv))


def test_dictionary_is_left_as_it_was(run, scene, tmp_path):
    exo = as_dictionary(scene)
    run("stack", PRODUCT=scene.product, EXO=exo, OUTPUT=str(tmp_path / "stack.tif"))
    assert exo == as_dictionary(scene)
    assert type(exo) is dict


def bare_layers(scene, project):
    """Form 5: the same pixels as one layer object, id or name, and as its file."""
    layer = QgsRasterLayer(scene.cover, "cover of the land")
    project.addMapLayer(layer)
    return [layer, layer.id(), layer.name(), [layer], [layer.id()], (layer.name(),)]


@pytest.mark.parametrize("which", range(6))
def test_map_layers_are_their_files(run, scene, project, read, tmp_path, which):
    out = str(tmp_path / "stack.tif")
    exo = bare_layers(scene, project)[which]
    run("stack", PRODUCT=scene.product, EXO=exo, OUTPUT=out)
    bare = read(out)
    assert bare.names == ("cover of the land",)
    run("stack", PRODUCT=scene.product, EXO=scene.cover, OUTPUT=out)
    assert bare.values.tobytes() == read(out).values.tobytes()


def test_a_layer_lies_where_the_user_has_put_it(run, scene, project, read, tmp_path):
    layer = QgsRasterLayer(scene.cover, "cover")
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:3031"))
    project.addMapLayer(layer)
    out = str(tmp_path / "stack.tif")
    run("stack", PRODUCT=scene.product, EXO=[scene.cover], OUTPUT=out)
    assert not np.isnan(read(out).values).all()
    run("stack", PRODUCT=scene.product, EXO=[layer], OUTPUT=out)
    assert np.isnan(read(out).values).all()
    rows = {"cover": {"path": layer.id(), "crs": layer.dataProvider().crs().authid()}}
    run("stack", PRODUCT=scene.product, EXO=rows, OUTPUT=out)
    assert not np.isnan(read(out).values).all()


def test_rows_may_hold_layers(run, scene, project, read, tmp_path):
    layer = QgsRasterLayer(scene.radar, "radar of the project")
    project.addMapLayer(layer)
    out = str(tmp_path / "stack.tif")
    rows = [
        {"name": "object", "path": layer, "resampler": "nearest"},
        {"name": "id", "path": layer.id(), "resampler": "nearest"},
        f"{layer.name()}|name=text|resampler=nearest",
        {"path": layer.name(), "resampler": "nearest"},
    ]
    run("stack", PRODUCT=scene.product, EXO=rows, OUTPUT=out)
    stack = read(out)
    assert stack.names == ("object", "id", "text", "radar of the project")
    for band in stack.values:
        assert_array_equal(band, scene.nearest(scene.vv))


@pytest.mark.parametrize("kind", ["object", "id", "name"])
def test_product_may_be_a_layer(run, scene, project, read, tmp_path, kind):
    layer = QgsRasterLayer(scene.product, "the scene")
    project.addMapLayer(layer)
    product = {"object": layer, "id": layer.id(), "name": layer.name()}[kind]
    out = str(tmp_path / "stack.tif")
    run("stack", PRODUCT=product, BANDS="RED", OUTPUT=out)
    assert_array_equal(read(out).values[0], scene.red)


def test_layer_with_gdal_options_is_its_file(run, scene, project, read, tmp_path):
    layer = QgsRasterLayer(f"{scene.product}|option:NUM_THREADS=1", "with options")
    assert layer.isValid()
    project.addMapLayer(layer)
    out = str(tmp_path / "stack.tif")
    run("stack", PRODUCT=layer, BANDS="RED", OUTPUT=out)
    assert_array_equal(read(out).values[0], scene.red)


def test_name_of_two_layers_is_refused(run, scene, project):
    project.addMapLayer(QgsRasterLayer(scene.radar, "twin"))
    project.addMapLayer(QgsRasterLayer(scene.cover, "twin"))
    with pytest.raises(QgsProcessingException, match="'twin': several layers have"):
        run("stack", PRODUCT=scene.product, EXO="twin", OUTPUT="TEMPORARY_OUTPUT")


def test_vector_layer_is_refused(run, scene, project):
    layer = QgsVectorLayer("Point?crs=EPSG:4326", "places", "memory")
    project.addMapLayer(layer)
    with pytest.raises(QgsProcessingException, match="'places': it is not a raster"):
        run("stack", PRODUCT=scene.product, EXO=layer, OUTPUT="TEMPORARY_OUTPUT")


def test_layer_that_is_no_file_is_refused(run, scene, project):
    uri = "type=xyz&url=file:///tiles/%7Bz%7D/%7Bx%7D/%7By%7D.png"
    layer = QgsRasterLayer(uri, "tiles", "wms")
    project.addMapLayer(layer)
    with pytest.raises(QgsProcessingException, match=r"'tiles': .*Save it as GeoTIFF"):
        run("stack", PRODUCT=scene.product, EXO=layer, OUTPUT="TEMPORARY_OUTPUT")
