# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

#: Rows 3 to 7 and columns 5 to 10 of the product, a little inside their edges.
LEFT, RIGHT, BOTTOM, TOP = 600_051.0, 600_109.0, 6_649_921.0, 6_649_969.0
WINDOW = (slice(3, 8), slice(5, 11))
RECTANGLE = QgsRectangle(LEFT, BOTTOM, RIGHT, TOP)
UTM = QgsCoordinateReferenceSystem("EPSG:32632")
WGS84 = QgsCoordinateReferenceSystem("EPSG:4326")


def layer_of(*shapes, crs=UTM, name="area"):
    layer = QgsVectorLayer(f"Polygon?crs={crs.authid()}", name, "memory")
    features = []
    for shape in shapes:
        feature = QgsFeature()
        feature.setGeometry(shape)
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
    layer.updateExtents()
    return layer


def in_wgs84(shape):
    moved = QgsGeometry(shape)
    moved.transform(QgsCoordinateTransform(UTM, WGS84, QgsProject.instance()))
    return moved


def written(layer, path):
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = "area"
    context = QgsProject.instance().transformContext()
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), context, options)
    return str(path)


@pytest.fixture
def cropped(run, scene, read, tmp_path):
    """Run with an area and return the result, checked to be a crop of the product."""

    def cropped(aoi, window=WINDOW, **values):
        out = str(tmp_path / "stack.tif")
        run("stack", PRODUCT=scene.product, AOI=aoi, OUTPUT=out, **values)
        stack = read(out)
        rows, cols = window
        transform = stack.profile["transform"]
        assert transform.c == 600_000 + 10 * cols.start
        assert transform.f == 6_650_000 - 10 * rows.start
        if not values:
            assert_array_equal(stack.values[0], scene.green[window])
        return stack

    return cropped


@pytest.mark.parametrize(
    "text",
    [
        f"{LEFT},{RIGHT},{BOTTOM},{TOP}",
        f"{LEFT},{RIGHT},{BOTTOM},{TOP} [EPSG:32632]",
    ],
)
def test_extent_may_be_text(cropped, text):
    cropped(text)


def test_extent_may_be_in_another_crs(cropped):
    # A centimetre wide, in the middle of a pixel.
    place = in_wgs84(QgsGeometry.fromPointXY(QgsPointXY(600_075, 6_649_945))).asPoint()
    x, y, d = place.x(), place.y(), 5e-8
    text = f"{x - d},{x + d},{y - d},{y + d} [EPSG:4326]"
    cropped(text, (slice(5, 6), slice(7, 8)))


def test_extent_may_be_a_rectangle(cropped):
    cropped(RECTANGLE)
    cropped(QgsReferencedRectangle(RECTANGLE, UTM))


def test_area_may_be_a_layer(cropped, project):
    layer = layer_of(QgsGeometry.fromRect(RECTANGLE))
    project.addMapLayer(layer)
    cropped(layer)
    cropped(layer.id())
    cropped(layer.name())


def test_area_may_be_in_another_crs(cropped, project):
    layer = layer_of(in_wgs84(QgsGeometry.fromRect(RECTANGLE)), crs=WGS84)
    project.addMapLayer(layer)
    cropped(layer)


def test_area_may_be_a_file(cropped, tmp_path):
    layer = layer_of(in_wgs84(QgsGeometry.fromRect(RECTANGLE)), crs=WGS84)
    path = written(layer, tmp_path / "area.gpkg")
    cropped(path)
    cropped(f"{path}|layername=area")


def test_only_what_is_selected_counts(cropped, project):
    everything = QgsRectangle(600_000, 6_649_840, 600_240, 6_650_000)
    layer = layer_of(*map(QgsGeometry.fromRect, (everything, RECTANGLE)))
    project.addMapLayer(layer)
    layer.selectByIds([2])
    cropped(QgsProcessingFeatureSourceDefinition(layer.id(), True))
    cropped(
        QgsProcessingFeatureSourceDefinition(layer.id(), False),
        (slice(0, 16), slice(0, 24)),
    )


def test_mask_blanks_outside_the_polygons(cropped, project, scene):
    # The left half of the window, 30 m wide, has its pixels' centres inside.
    half = QgsRectangle(LEFT, BOTTOM, LEFT + 30, TOP)
    right = QgsRectangle(RIGHT - 1, BOTTOM, RIGHT, BOTTOM + 1)
    layer = layer_of(QgsGeometry.fromRect(half), QgsGeometry.fromRect(right))
    project.addMapLayer(layer)
    stack = cropped(layer, MASK_AOI=True)
    assert_array_equal(stack.values[0][:, :3], scene.green[WINDOW][:, :3])
    assert np.isnan(stack.values[0][:, 3:]).all()


def test_curves_and_broken_polygons_are_areas(cropped, project):
    bow = QgsGeometry.fromWkt(
        f"Polygon (({LEFT} {BOTTOM}, {RIGHT} {TOP}, {RIGHT} {BOTTOM}, {LEFT} {TOP}, "
        f"{LEFT} {BOTTOM}))"
    )
    assert not bow.isGeosValid()
    layer = layer_of(bow)
    project.addMapLayer(layer)
    cropped(layer)
    x, y = RECTANGLE.center().x(), RECTANGLE.center().y()
    circle = QgsVectorLayer("CurvePolygon?crs=EPSG:32632", "circle", "memory")
    feature = QgsFeature()
    feature.setGeometry(
        QgsGeometry.fromWkt(
            f"CurvePolygonZ (CircularStringZ ({x - 4} {y} 1, {x + 4} {y} 1, "
            f"{x - 4} {y} 1))"
        )
    )
    assert circle.dataProvider().addFeature(feature)
    project.addMapLayer(circle)
    cropped(circle, (slice(5, 6), slice(7, 9)))


@pytest.mark.parametrize(
    ("aoi", "message"),
    [
        ("/nowhere/area.gpkg", r"AOI: there is no file '/nowhere/area\.gpkg'"),
        ("0,1,0,1 [EPSG:4326]", "AOI: .* lies outside the product"),
        ("2,1,0,1", r"AOI: '2,1,0,1' cannot be used\. The order is"),
        ("0,1,0,1 [EPSG:999999]", "AOI: 'EPSG:999999' cannot be used"),
        (12, "AOI: 12 cannot be used"),
    ],
)
def test_no_area_is_an_error(run, scene, tmp_path, aoi, message):
    out = tmp_path / "stack.tif"
    with pytest.raises(QgsProcessingException, match=message):
        run("stack", PRODUCT=scene.product, AOI=aoi, OUTPUT=str(out))
    assert not out.exists()


def test_filter_that_leaves_nothing_is_told(run, scene, project, tmp_path):
    values = {"PRODUCT": scene.product, "OUTPUT": "TEMPORARY_OUTPUT"}
    path = written(layer_of(QgsGeometry.fromRect(RECTANGLE)), tmp_path / "area.gpkg")
    filtered = QgsVectorLayer(f"{path}|layername=area|subset=fid=99", "part", "ogr")
    project.addMapLayer(filtered)
    for aoi in (
        f"{path}|layername=area|subset=fid=99",
        filtered,
        "part",
    ):
        with pytest.raises(QgsProcessingException, match="Its filter leaves no feat"):
            run("stack", AOI=aoi, **values)


def test_a_selection_of_nothing_is_told(run, scene, project):
    unselected = layer_of(QgsGeometry.fromRect(RECTANGLE), name="unselected")
    project.addMapLayer(unselected)
    aoi = QgsProcessingFeatureSourceDefinition(unselected.id(), True)
    with pytest.raises(QgsProcessingException, match="None of its features is sel"):
        run("stack", PRODUCT=scene.product, AOI=aoi, OUTPUT="TEMPORARY_OUTPUT")


def test_a_filter_that_is_none_names_the_fields(run, scene, tmp_path):
    path = written(layer_of(QgsGeometry.fromRect(RECTANGLE)), tmp_path / "a.gpkg")
    values = {"PRODUCT": scene.product, "OUTPUT": "TEMPORARY_OUTPUT"}
    for odd in ("nix=1", "fid=="):
        aoi = f"{path}|layername=area|subset={odd}"
        with pytest.raises(QgsProcessingException, match=f"'{odd}' is no filter"):
            run("stack", AOI=aoi, **values)


@pytest.mark.parametrize("by_name", [False, True])
def test_other_layers_of_the_project_are_no_area(run, scene, project, by_name):
    gone = QgsVectorLayer("/nowhere/gone.shp", "gone", "ogr")
    raster = QgsRasterLayer(scene.radar, "a raster")
    project.addMapLayers([gone, raster])
    values = {"PRODUCT": scene.product, "OUTPUT": "TEMPORARY_OUTPUT"}
    for layer, reason in ((gone, "is broken: mend"), (raster, "is no vector layer")):
        aoi = layer.name() if by_name else layer
        with pytest.raises(QgsProcessingException, match=f"'{layer.name()}'.*{reason}"):
            run("stack", AOI=aoi, **values)


def test_folder_of_several_layers_asks_for_one(run, scene, tmp_path):
    folder = tmp_path / "shapes"
    folder.mkdir()
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "ESRI Shapefile"
    context = QgsProject.instance().transformContext()
    for name in ("one", "two"):
        QgsVectorFileWriter.writeAsVectorFormatV3(
            layer_of(QgsGeometry.fromRect(RECTANGLE)),
            str(folder / f"{name}.shp"),
            context,
            options,
        )
    with pytest.raises(QgsProcessingException, match="several layers"):
        run("stack", PRODUCT=scene.product, AOI=str(folder), OUTPUT="TEMPORARY_OUTPUT")


def test_the_case_of_a_filter_is_told(run, scene, cases):
    aoi = f"{cases / 'area.gpkg'}|layername=plots|subset=fid=99"
    with pytest.raises(QgsProcessingException, match="Its filter leaves no feature"):
        run("stack", PRODUCT=scene.product, AOI=aoi, OUTPUT="TEMPORARY_OUTPUT")


def test_file_of_several_layers_asks_for_one(run, scene, cropped, tmp_path):
    path = written(layer_of(QgsGeometry.fromRect(RECTANGLE)), tmp_path / "two.gpkg")
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = "other"
    options.actionOnExistingFile = QgsVectorFileWriter.CreateOrOverwriteLayer
    context = QgsProject.instance().transformContext()
    other = layer_of(QgsGeometry.fromRect(RECTANGLE))
    QgsVectorFileWriter.writeAsVectorFormatV3(other, path, context, options)
    with pytest.raises(QgsProcessingException, match=r"several layers \(area, other\)"):
        run("stack", PRODUCT=scene.product, AOI=path, OUTPUT="TEMPORARY_OUTPUT")
    cropped(f"{path}|layername=area")


def test_raster_is_no_area(run, scene):
    with pytest.raises(QgsProcessingException, match=r"AOI: .*radar\.tif"):
        run("stack", PRODUCT=scene.product, AOI=scene.radar, OUTPUT="TEMPORARY_OUTPUT")


def test_layer_without_features_or_crs_is_an_error(run, scene, project):
    values = {"PRODUCT": scene.product, "OUTPUT": "TEMPORARY_OUTPUT"}
    empty = layer_of()
    project.addMapLayer(empty)
    with pytest.raises(QgsProcessingException, match=r"'area'.*no geometry in it"):
        run("stack", AOI=empty, **values)
    homeless = layer_of(QgsGeometry.fromRect(RECTANGLE), name="homeless")
    homeless.setCrs(QgsCoordinateReferenceSystem())
    project.addMapLayer(homeless)
    with pytest.raises(QgsProcessingException, match="'homeless' has no coordinate"):
        run("stack", AOI=homeless, **values)
