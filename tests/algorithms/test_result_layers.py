# SPDX-License-Identifier: GPL-3.0-or-later
"""How results are named, described and placed in the project."""

from __future__ import annotations

import numpy as np
import pytest
from qgis.core import QgsDateTimeRange, QgsRasterLayer
from qgis.PyQt.QtCore import QDateTime, QSize, Qt
from safe_builder import SafeBuilder, counts

from exogenous.tests.algorithms.opened_results import (
    add_in,
    classes,
    group_of,
    opened,
    product,
    to_project,
)

__all__ = ["add_in", "classes", "opened", "product"]

LEVEL_1 = "S2C_MSIL1C_20251017T111101_N0511_R137_T32VLM_20251017T131300"


@pytest.fixture
def safe(tmp_path):
    images = {("04", 10): counts(10), ("SCL", 20): counts(20) % 4 + 3}
    return SafeBuilder(images=images).write(tmp_path)


@pytest.fixture
def stacked(opened, tmp_path):
    """Stack into a file of this name, and return the layer."""

    def stacked(name, **values):
        path = tmp_path / f"{name}.tif"
        layers = opened("stack", OUTPUT=to_project(path), **values)
        return next(iter(layers.values()))

    return stacked


def shown_from_top(project):
    return [layer.name() for layer in project.layerTreeRoot().layerOrder()]


def test_names_are_short_and_no_two_stacks_look_alike(stacked, safe, project):
    one = stacked("a", PRODUCT=str(safe), BANDS="RED")
    two = stacked("b", PRODUCT=str(safe), BANDS="RED")
    coarse = stacked("c", PRODUCT=str(safe), BANDS="RED", PIXEL_SIZE=20)
    assert [layer.name() for layer in (one, two, coarse)] == [
        "T32VLM 2025-10-17 · stack 10 m",
        "T32VLM 2025-10-17 · stack 10 m (2)",
        "T32VLM 2025-10-17 · stack 20 m",
    ]
    assert {group_of(project, layer) for layer in (one, two)} == {"T32VLM 2025-10-17"}


def test_products_of_one_tile_and_day_have_groups_of_their_own(
    stacked, safe, project, tmp_path
):
    images = {("04", 10): counts(10)}
    level_1 = SafeBuilder(name=LEVEL_1, images=images).write(tmp_path)
    one = stacked("a", PRODUCT=str(safe), BANDS="RED")
    two = stacked("b", PRODUCT=str(level_1), BANDS="RED")
    again = stacked("c", PRODUCT=str(safe), BANDS="RED", PIXEL_SIZE=20)
    assert one.name() != two.name()
    assert group_of(project, two) == "T32VLM 2025-10-17 (2)"
    assert group_of(project, again) == group_of(project, one)


def test_the_users_name_stays(opened, safe, tmp_path):
    output = to_project(tmp_path / "a.tif")
    output.destinationName = "mine"
    layers = opened("stack", PRODUCT=str(safe), BANDS="RED", OUTPUT=output)
    assert set(layers) == {"mine"}


def test_rows_of_two_runs_are_told_apart_in_their_group(
    opened, product, scene, tmp_path
):
    row = {"name": "VV", "path": scene.radar}
    for folder, name in (("one", "VV"), ("two", "VV (2)")):
        out = str(tmp_path / folder)
        layers = opened("collocate", PRODUCT=product, EXO=[row], OUTPUT_FOLDER=out)
        assert set(layers) == {name}


def test_metadata_say_what_the_layer_is(stacked, safe, scene):
    layer = stacked("a", PRODUCT=str(safe), BANDS="RED", EXO=f"{scene.radar}|name=VV")
    metadata = layer.metadata()
    assert metadata.title() == "T32VLM 2025-10-17 · stack 10 m"
    assert safe.stem in metadata.abstract()
    assert "2025-10-17 11:11:01" in metadata.abstract()
    assert "RED: copied, 10 m" in metadata.abstract()
    assert safe.stem in metadata.identifier()
    urls = [link.url for link in metadata.links()]
    assert f"file://{safe}" in urls
    assert f"file://{scene.radar}" in urls
    history = "\n".join(metadata.history())
    assert "Exogenous" in history
    assert "VV: source: " in history
    extent = metadata.extent()
    assert extent.spatialExtents()[0].bounds.toRectangle() == layer.extent()
    assert extent.spatialExtents()[0].extentCrs == layer.crs()
    assert len(extent.temporalExtents()) == 1


def test_layer_lies_at_the_instant_of_the_acquisition(stacked, safe):
    layer = stacked("a", PRODUCT=str(safe), BANDS="RED")
    instant = QDateTime(2025, 10, 17, 11, 11, 1, 0, Qt.TimeSpec.UTC)
    properties = layer.temporalProperties()
    assert properties.isActive()
    assert properties.fixedTemporalRange().begin() == instant
    assert properties.fixedTemporalRange().end() == instant
    day = QgsDateTimeRange(instant.addSecs(-3600), instant.addSecs(3600))
    assert properties.isVisibleInTemporalRange(day)


def test_layer_of_a_product_without_time_has_none(stacked, product):
    layer = stacked("a", PRODUCT=product, BANDS="RED")
    assert not layer.temporalProperties().isActive()
    assert layer.metadata().extent().temporalExtents() == []


def test_result_is_not_covered(stacked, product, project):
    """Neither a raster above its group hides it, nor older results in the group."""
    stacked("a", PRODUCT=product, BANDS="RED")
    root = project.layerTreeRoot()
    cover = project.addMapLayer(QgsRasterLayer(product, "cover"), False)
    root.insertLayer(0, cover)
    root.insertLayer(0, project.addMapLayer(QgsRasterLayer(product, "glass"), False))
    root.children()[0].layer().setOpacity(0.5)
    stacked("b", PRODUCT=product, BANDS="RED", PIXEL_SIZE=20)
    assert shown_from_top(project) == [
        "glass",
        "five · stack 20 m",
        "five · stack 10 m",
        "cover",
    ]


def test_group_that_was_moved_away_is_found(stacked, product, project):
    stacked("a", PRODUCT=product, BANDS="RED")
    root = project.layerTreeRoot()
    box = root.insertGroup(0, "box")
    group = root.findGroup("five")
    box.insertChildNode(0, group.clone())
    root.removeChildNode(group)
    stacked("b", PRODUCT=product, BANDS="RED", PIXEL_SIZE=20)
    assert len(root.findGroups(True)) == 2
    assert [one.name() for one in root.findGroup("five").findLayers()] == [
        "five · stack 20 m",
        "five · stack 10 m",
    ]


def test_stack_of_classes_is_drawn_as_classes(stacked, product, classes, scene):
    row = f"{classes}|name=cover"
    layer = stacked("a", PRODUCT=product, EXO=f"{row}\n{scene.radar}|name=VV")
    assert layer.renderer().type() == "paletted"
    assert "bog" in [one.label for one in layer.renderer().classes()]


def test_classes_without_colours_get_some(stacked, safe):
    layer = stacked("a", PRODUCT=str(safe), BANDS="SCL")
    renderer = layer.renderer()
    assert renderer.type() == "paletted"
    assert [one.value for one in renderer.classes()] == [3, 4, 5, 6]
    assert len({one.color.name() for one in renderer.classes()}) == 4


def test_band_of_classes_is_shown_alone_by_its_style(stacked, product, classes):
    bands = {"PRODUCT": product, "BANDS": "RED,GREEN,BLUE"}
    layer = stacked("a", EXO=f"{classes}|name=cover", **bands)
    styles = layer.styleManager()
    assert styles.styles() == ["cover", "default"]
    assert styles.currentStyle() == "default"
    assert layer.renderer().type() == "multibandcolor"
    styles.setCurrentStyle("cover")
    assert layer.renderer().type() == "paletted"
    assert layer.renderer().usesBands() == [4]
    assert "bog" in [one.label for one in layer.renderer().classes()]


@pytest.mark.parametrize("bands", [1, 3])
def test_constant_layers_are_not_black(stacked, write_raster, tmp_path, bands):
    path = str(tmp_path / "flat.tif")
    write_raster(path, [np.full((16, 24), 7, "float32")] * bands, 10)
    layer = stacked("a", PRODUCT=path)
    lightness = layer.previewAsImage(QSize(24, 16)).pixelColor(12, 8).lightness()
    assert 100 < lightness < 200


def test_few_other_values_are_seen(stacked, write_raster, tmp_path):
    """A band that is the same nearly everywhere is stretched over all its values."""
    values = np.zeros((100, 100), "float32")
    values[50, :50] = 1.5
    path = str(tmp_path / "few.tif")
    write_raster(path, [values], 10)
    renderer = stacked("a", PRODUCT=path).renderer()
    enhancement = renderer.contrastEnhancement()
    assert (enhancement.minimumValue(), enhancement.maximumValue()) == (0, 1.5)
