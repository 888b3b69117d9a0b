# SPDX-License-Identifier: GPL-3.0-or-later
"""One table of layers, said in every way there is."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
import rasterio
from numpy.testing import assert_array_equal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsDatumTransform,
    QgsProcessingException,
    QgsRasterLayer,
    QgsRasterRange,
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


def test_table_without_places_is_refused(run, scene, project):
    layer = QgsVectorLayer("NoGeometry?field=a:int", "names", "memory")
    project.addMapLayer(layer)
    with pytest.raises(QgsProcessingException, match="'names': it is a table without"):
        run("stack", PRODUCT=scene.product, EXO=layer, OUTPUT="TEMPORARY_OUTPUT")


def test_layer_that_is_no_file_is_refused(run, scene, project):
    uri = "type=xyz&url=file:///tiles/%7Bz%7D/%7Bx%7D/%7By%7D.png"
    layer = QgsRasterLayer(uri, "tiles", "wms")
    project.addMapLayer(layer)
    with pytest.raises(QgsProcessingException, match=r"'tiles': .*Save it as GeoTIFF"):
        run("stack", PRODUCT=scene.product, EXO=layer, OUTPUT="TEMPORARY_OUTPUT")


#: Additional nodata values as QGIS holds them, and the numbers they are of the radar.
MORE_NODATA = {
    "a number": ([QgsRasterRange(-12, -12)], lambda v: v == -12),
    "a range": ([QgsRasterRange(-15, -10)], lambda v: (v >= -15) & (v <= -10)),
    "two": (
        [QgsRasterRange(-12, -12), QgsRasterRange(-20, -18)],
        lambda v: (v == -12) | ((v >= -20) & (v <= -18)),
    ),
    "an open range": (
        [QgsRasterRange(-15, -10, QgsRasterRange.BoundsType.Exclusive)],
        lambda v: (v > -15) & (v < -10),
    ),
    "no least": ([QgsRasterRange(math.nan, -10)], lambda v: v <= -10),
}


@pytest.fixture
def numbers(scene, tmp_path):
    """Write heights on the product's pixels whose declared nodata value is -10."""
    path = str(tmp_path / "numbers.tif")
    with rasterio.open(scene.product) as src:
        profile = {**src.profile, "dtype": "int16", "nodata": -10, "count": 2}
    cells = profile["height"] * profile["width"]
    values = (np.arange(cells) % 61 - 30).reshape(profile["height"], -1)
    for key in ("photometric", "blockxsize", "blockysize", "tiled"):
        profile.pop(key, None)
    with rasterio.open(path, "w", **profile) as dst:
        dst.write(values.astype("int16"), 1)
        dst.write(values.astype("int16")[::-1], 2)
    return path, values


@pytest.mark.parametrize("more", MORE_NODATA.values(), ids=MORE_NODATA.keys())
def test_additional_nodata_values_of_a_layer_count(
    run, scene, project, read, tmp_path, numbers, more
):
    path, values = numbers
    ranges, is_none = more
    layer = QgsRasterLayer(path, "numbers")
    layer.dataProvider().setUserNoDataValue(1, ranges)
    project.addMapLayer(layer)
    out = str(tmp_path / "stack.tif")
    rows = [layer, {"name": "other", "path": layer.id(), "band": 2}]
    run("stack", PRODUCT=scene.product, EXO=rows, OUTPUT=out)
    mine, other = np.isnan(read(out).values)
    assert_array_equal(mine, is_none(values) | (values == -10))
    assert_array_equal(other, values[::-1] == -10)


def test_ends_that_do_not_belong_to_a_range_are_values_in_float32(
    run, scene, project, read, tmp_path
):
    layer = QgsRasterLayer(scene.radar, "radar")
    bounds = QgsRasterRange.BoundsType.Exclusive
    # All numbers of the radar are eighths: the second range has none.
    ranges = [
        QgsRasterRange(-15.25, -10.5, bounds),
        QgsRasterRange(-9, -8.9999999, bounds),
    ]
    layer.dataProvider().setUserNoDataValue(1, ranges)
    project.addMapLayer(layer)
    out = str(tmp_path / "stack.tif")
    row = {"name": "a", "path": layer, "resampler": "nearest"}
    run("stack", PRODUCT=scene.product, EXO=[row], OUTPUT=out)
    values = scene.nearest(scene.vv)
    assert (values == -15.25).any()
    assert_array_equal(
        np.isnan(read(out).values[0]), (values > -15.25) & (values < -10.5)
    )


@pytest.mark.parametrize("ranges", [[], [QgsRasterRange(5, 5)]])
def test_nodata_switched_off_in_a_layer_is_off(
    run, scene, project, read, tmp_path, numbers, ranges
):
    path, values = numbers
    layer = QgsRasterLayer(path, "numbers")
    layer.dataProvider().setUseSourceNoDataValue(1, False)
    layer.dataProvider().setUserNoDataValue(1, ranges)
    project.addMapLayer(layer)
    out = str(tmp_path / "stack.tif")
    run("stack", PRODUCT=scene.product, EXO=layer.name(), OUTPUT=out)
    assert_array_equal(np.isnan(read(out).values[0]), (values == 5) & bool(ranges))


@pytest.mark.parametrize("as_list", [False, True])
def test_nodata_values_of_a_layer_that_is_the_product_count(
    run, scene, project, read, tmp_path, numbers, as_list
):
    """Set for each band by itself: switched off in one, more of them in the other."""
    path, values = numbers
    layer = QgsRasterLayer(path, "numbers")
    layer.dataProvider().setUseSourceNoDataValue(1, False)
    layer.dataProvider().setUserNoDataValue(2, [QgsRasterRange(5, 7)])
    project.addMapLayer(layer)
    out = str(tmp_path / "stack.tif")
    product = [layer.id(), scene.product] if as_list else layer.name()
    run("stack", PRODUCT=product, BANDS=[1, 2], OUTPUT=out)
    mine, other = np.isnan(read(out).values)
    turned = values[::-1]
    assert not mine.any()
    assert_array_equal(other, (turned == -10) | ((turned >= 5) & (turned <= 7)))
    run("stack", PRODUCT=path, BANDS=[1, 2], OUTPUT=out)
    mine, other = np.isnan(read(out).values)
    assert_array_equal(mine, values == -10)
    assert_array_equal(other, turned == -10)


@pytest.mark.parametrize("as_list", [False, True])
@pytest.mark.parametrize("own", ["EPSG:32633", None])
def test_a_product_lies_where_the_user_has_put_its_layer(
    run, scene, project, read, tmp_path, own, as_list
):
    """The file's CRS is wrong, or there is none: the layer's is taken."""
    path, out = str(tmp_path / "placed.tif"), str(tmp_path / "stack.tif")
    with rasterio.open(scene.product) as src:
        profile = {**src.profile, "crs": own}
        values = src.read()
    with rasterio.open(path, "w", **profile) as dst:
        dst.write(values)
    layer = QgsRasterLayer(path, "placed")
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32632"))
    project.addMapLayer(layer)
    product = [layer.id(), scene.product] if as_list else layer
    rows = {"cover": {"path": scene.cover, "resampler": "nearest"}}
    run("stack", PRODUCT=product, BANDS=[1], EXO=rows, OUTPUT=out)
    found = read(out)
    assert found.profile["crs"] == "EPSG:32632"
    assert_array_equal(found.values[0], scene.green)
    assert_array_equal(found.values[1], scene.nearest(scene.classes))
    described = run("describe", PRODUCT=product).outputs
    assert "32632" in described["CRS"]


def test_the_projects_transform_settings_count(run, project, tmp_path):
    """A layer of eastings lies elsewhere by another operation of the project's."""
    src, dst = (QgsCoordinateReferenceSystem(f"EPSG:{n}") for n in (27200, 32760))
    eastings = 2_660_431 + 10 * (np.arange(100) + 0.5)
    paths = []
    for crs, left, top, values in (
        (dst, 315_810, 5_425_600, np.ones((20, 20))),
        (src, 2_660_431, 5_988_397, np.tile(eastings, (100, 1))),
    ):
        paths.append(str(tmp_path / f"{crs.postgisSrid()}.tif"))
        with rasterio.open(
            *(paths[-1], "w"),
            driver="GTiff",
            crs=crs.authid(),
            transform=rasterio.Affine(10, 0, left, 0, -10, top),
            height=values.shape[0],
            width=values.shape[1],
            count=1,
            dtype="float64",
        ) as dataset:
            dataset.write(values, 1)
    places = []
    worst = QgsDatumTransform.operations(src, dst)[-1]
    for proj in ("", worst.proj):
        settings = QgsCoordinateTransformContext()
        if proj:
            settings.addCoordinateOperation(src, dst, proj)
        project.setTransformContext(settings)
        out = str(tmp_path / "out.tif")
        run("stack", PRODUCT=paths[0], EXO=f"{paths[1]}|resampler=bilinear", OUTPUT=out)
        with rasterio.open(out) as dataset:
            places.append(dataset.read(1)[5, 5])
    assert 1 < abs(places[1] - places[0]) < 20
