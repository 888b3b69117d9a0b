# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan below the table: what it says, and that nothing waits for it."""

from __future__ import annotations

import json
import re
import threading
import time

import pytest
import rasterio
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtWidgets import QWidget
from rasters import make_raster, ramp

from exogenous.tests.algorithms.conftest import ORIGIN_X, ORIGIN_Y
from exogenous.tests.gui.screen import text_of


@pytest.fixture
def stack(open_dialog):
    return open_dialog("stack")


@pytest.fixture
def plan(user):
    """Fill a dialog in, wait for its plan and return the panel."""

    def plan(dialog, **values):
        dialog.setParameters(values)
        wrappers = dialog.mainWidget().wrappers
        panel = wrappers["EXO"].widget
        user.pause(0.4)
        user.wait(lambda: not (panel.table.model.is_busy or panel.watch.is_busy))
        return panel.plan

    return plan


def lines(plan):
    return plan.lines.toPlainText().splitlines()


@pytest.fixture
def rows(scene):
    return json.dumps(
        {
            "VV": {"path": scene.radar, "resampler": "nearest"},
            "cover": {"path": scene.cover, "bandnumber": 1, "resampler": "mode"},
        }
    )


def test_layers_of_one_raster_have_the_colour_of_its_outline(plan, stack, scene):
    rows = {
        "S1": {"path": scene.radar, "band": "1-2"},
        "cover": {"path": scene.cover, "fractions": "1, 2"},
    }
    found = plan(stack, PRODUCT=scene.product, BANDS="RED", EXO=json.dumps(rows))
    signs = re.findall(r"color:(#\w+);?\">■<", found.lines.toHtml())
    assert len(signs) == 4
    assert signs[0] == signs[1] != signs[2] == signs[3]


def test_plan_says_first_what_to_do(plan, stack):
    assert plan(stack).head.text() == (
        "Choose a product and add layers to see what will happen."
    )


def test_plan_of_a_stack(plan, stack, scene, rows):
    found = plan(stack, PRODUCT=scene.product, BANDS="RED", EXO=rows)
    assert found.head.text() == (
        "24 x 16 px at 10 m, EPSG:32632, 3 bands, about 4.6 kB"
    )
    assert lines(found) == [
        "RED: copied as it is, covers 100 %",
        "■ VV: 20 m to 10 m, nearest, covers 100 %",
        "■ cover: 20 m to 10 m, mode, covers 100 %",
    ]
    assert found.map.isVisible()


def test_plan_of_collocated_layers_counts_their_own_types(
    plan, open_dialog, scene, rows
):
    found = plan(open_dialog("collocate"), PRODUCT=scene.product, EXO=rows)
    # Float32 and byte, of 24 x 16 pixels each.
    assert found.head.text().endswith("2 bands, about 1.9 kB")


def test_plan_follows_every_value(plan, stack, scene, rows):
    plan(stack, PRODUCT=scene.product, EXO=rows)
    found = plan(stack, PIXEL_SIZE=40)
    assert found.head.text().startswith("6 x 4 px at 40 m")
    found = plan(stack, DTYPE="float64")
    assert found.head.text().endswith("about 384 bytes")
    found = plan(stack, COVERAGE=True)
    assert found.head.text().endswith("4 bands, about 768 bytes")


def test_plan_says_where_an_overview_is_used(plan, stack, tmp_path):
    image = make_raster(
        tmp_path / "image.jp2", ramp(640, 640, "uint16"), driver="JP2OpenJPEG"
    )
    found = plan(stack, PRODUCT=str(image), PIXEL_SIZE=80)
    assert lines(found) == [
        "Band 1: 10 m to 80 m, average of an overview, covers 100 %"
    ]
    found = plan(stack, OVERVIEWS=False)
    assert lines(found) == ["Band 1: 10 m to 80 m, average, covers 100 %"]


def test_product_may_be_a_layers_name(plan, stack, scene, rows, project):
    project.addMapLayer(QgsRasterLayer(scene.product, "my scene"))
    found = plan(stack, PRODUCT="my scene", EXO=rows)
    assert found.head.text().startswith("24 x 16 px")


#: Why a row without a resampler is bilinear.
UNTOLD = "nothing says that it holds classes"


def test_wrong_rows_stop_the_run_and_the_others_are_planned(plan, stack, scene):
    text = json.dumps({"VV": {"path": scene.radar}, "x": {"path": "/nowhere.tif"}})
    found = plan(stack, PRODUCT=scene.product, EXO=text)
    result = "24 x 16 px at 10 m, EPSG:32632, 1 band, about 1.5 kB"
    assert lines(found) == [
        f"⚠ Without 1 wrong row the run would make {result}.",
        f"■ VV: 20 m to 10 m, bilinear, covers 100 % ({UNTOLD})",
    ]


def test_warnings(plan, stack, scene, write_raster, tmp_path, run, make_feedback):
    far, coarse = str(tmp_path / "far.tif"), str(tmp_path / "coarse.tif")
    write_raster(far, [scene.green], 10, (ORIGIN_X + 90_000, ORIGIN_Y))
    write_raster(coarse, [scene.green[:4, :4]], 120, (ORIGIN_X - 120, ORIGIN_Y + 120))
    import rasterio

    with rasterio.open(scene.cover, "r+") as dst:
        dst.write_colormap(1, {1: (1, 2, 3, 255)})
    text = json.dumps(
        {
            "far": {"path": far, "resampler": "nearest"},
            "coarse": {"path": coarse},
            "cover": {"path": scene.cover, "resampler": "average"},
        }
    )
    found = lines(plan(stack, PRODUCT=scene.product, EXO=text))
    off = "layer 'far' does not overlap the area asked for"
    mixes = "layer 'cover' holds classes, and average mixes their codes"
    warned = [line for line in found if line.startswith("⚠")]
    assert warned == [
        f"⚠ {off}: it is all nodata. Check its CRS, or leave the row out.",
        f"⚠ {mixes}: nearest or mode keeps them.",
    ]
    # The log says the same.
    feedback = make_feedback()
    values = {"PRODUCT": scene.product, "EXO": text}
    run("collocate", feedback, OUTPUT_FOLDER=str(tmp_path / "out"), **values)
    assert [f"⚠ {line}" for line in feedback.warnings] == warned
    assert "■ far: nothing to read, all nodata" in found


def test_coverage_of_classes_is_not_warned_of(plan, stack, scene, palette):
    text = json.dumps({"cover": {"path": scene.cover, "resampler": "mode"}})
    found = plan(stack, PRODUCT=scene.product, EXO=text, COVERAGE=True)
    assert any("cover coverage" in line for line in lines(found))
    assert not [line for line in lines(found) if line.startswith("⚠")]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"PRODUCT": "/nowhere.SAFE"}, "Product: there is no file '/nowhere.SAFE'"),
        ({"BANDS": "BLUE"}, "Product bands: "),
        ({"AOI": "0,1,2,3 [EPSG:4326]"}, "Area of interest: '0,1,2,3 [EPSG:4326]'"),
        ({"BANDS": "RED", "EXO": {"RED": "radar"}}, "'RED' is used more than once"),
        ({"MASK_AOI": True, "AOI": None}, ""),
    ],
)
def test_what_would_fail_is_told_in_red(plan, stack, scene, rows, values, reason):
    if isinstance(values.get("EXO"), dict):
        values = {**values, "EXO": json.dumps({"RED": {"path": scene.radar}})}
    found = plan(stack, **{"PRODUCT": scene.product, "EXO": rows, **values})
    assert reason in found.head.text()
    if reason:
        line = found.head.findChild(QWidget, "planHead")
        colour = line.palette().color(line.foregroundRole())
        assert colour.red() > 2 * colour.green()
        assert lines(found) == [f"⚠ {found.head.text()}"]
        assert not found.map.isVisible()


def test_a_products_layer_has_the_crs_that_is_set_for_it(
    plan, stack, scene, project, tmp_path
):
    path = str(tmp_path / "nowhere.tif")
    with rasterio.open(scene.product) as src:
        profile = {**src.profile, "crs": None}
        with rasterio.open(path, "w", **profile) as dst:
            dst.write(src.read())
    layer = QgsRasterLayer(path, "put there")
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32632"))
    project.addMapLayer(layer)
    text = json.dumps({"cover": {"path": scene.cover, "resampler": "nearest"}})
    found = plan(stack, PRODUCT="put there", BANDS="1", EXO=text)
    assert "cover" in found.lines.toPlainText()
    assert "EPSG:32632" in text_of("productWhat")
    assert not [line for line in lines(found) if line.startswith("⚠")]


@pytest.mark.parametrize("kind", ["layer", "selection", "extent", "file"])
def test_area_crops_the_plan(plan, stack, scene, rows, project, tmp_path, kind):
    layer = QgsVectorLayer("Polygon?crs=EPSG:32632", "lakes", "memory")
    left, top = ORIGIN_X, ORIGIN_Y
    boxes = [
        (left + 25, top - 60, left + 100, top - 20),
        (left, top - 160, left + 5, top),
    ]
    for box in boxes:
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(*box)))
        layer.dataProvider().addFeatures([feature])
    project.addMapLayer(layer)
    area = layer.id()
    if kind == "selection":
        layer.select(1)
        area = QgsProcessingFeatureSourceDefinition(layer.id(), True)
    elif kind == "extent":
        area = f"{left + 25},{left + 100},{top - 60},{top - 20} [EPSG:32632]"
    elif kind == "file":
        area = str(tmp_path / "lake.geojson")
        text = QgsGeometry.fromRect(QgsRectangle(*boxes[0])).asJson()
        feature = {"type": "Feature", "properties": {}, "geometry": json.loads(text)}
        crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32632"}}
        collection = {"type": "FeatureCollection", "crs": crs, "features": [feature]}
        with open(area, "w", encoding="utf-8") as file:  # noqa: PTH123
            json.dump(collection, file)
    found = plan(stack, PRODUCT=scene.product, EXO=rows, AOI=area)
    size = "10 x 16" if kind == "layer" else "8 x 4"
    assert found.head.text().startswith(f"{size} px")


def test_dialog_never_waits_for_the_disk(user, stack, scene, rows, monkeypatch):
    """A disk that does not answer, and a user who goes on all the same."""
    from exogenous.core.io import paths, raster
    from exogenous.core.products import opening
    from exogenous.gui.widgets.warm_up import warm_up

    warm_up().result()
    answers, asking = threading.Event(), []

    def blocked(*args, **kwargs):
        asking.append(threading.current_thread())
        # In QGIS's thread nobody would ever let it go on.
        assert answers.wait(30)
        return paths.exists(*args, **kwargs)

    monkeypatch.setattr(opening, "exists", blocked)
    monkeypatch.setattr(raster, "exists", blocked)
    stack.setParameters({"PRODUCT": scene.product, "EXO": rows})
    wrappers = stack.mainWidget().wrappers
    panel, product = wrappers["EXO"].widget, wrappers["PRODUCT"].widget
    user.wait(lambda: len(asking) >= 2)
    bands = stack.findChild(QWidget, "bandNames")
    user.click(bands)
    user.type("RED")
    assert bands.text() == "RED"
    user.wait(lambda: panel.plan.head.text() == "Reading the headers…")
    assert product.findChild(QWidget, "productWhat").text() == "reading…"
    assert panel.table.model.is_busy
    answers.set()
    user.wait(lambda: panel.plan.head.text().startswith("24 x 16 px"))
    assert threading.main_thread() not in asking


def test_dialog_never_waits_for_the_plan(user, stack, scene, rows, monkeypatch):
    from exogenous.core import preview

    make, goes_on, asking = preview.make_preview, threading.Event(), []

    def blocked(*args, **kwargs):
        asking.append(threading.current_thread())
        assert goes_on.wait(30)
        return make(*args, **kwargs)

    monkeypatch.setattr(preview, "make_preview", blocked)
    stack.setParameters({"PRODUCT": scene.product, "EXO": rows})
    panel = stack.mainWidget().wrappers["EXO"].widget
    user.wait(lambda: asking)
    bands = stack.findChild(QWidget, "bandNames")
    user.click(bands)
    user.type("GREEN")
    assert bands.text() == "GREEN"
    user.wait(lambda: panel.plan.head.text() == "Reading the headers…")
    goes_on.set()
    user.wait(lambda: panel.plan.head.text().startswith("24 x 16 px"))
    assert threading.main_thread() not in asking


def test_outdated_plan_is_not_shown(user, plan, stack, scene, rows, monkeypatch):
    from exogenous.core import preview

    make = preview.make_preview

    def slow(*args, **kwargs):
        found = make(*args, **kwargs)
        time.sleep(0.6)
        return found

    monkeypatch.setattr(preview, "make_preview", slow)
    stack.setParameters({"PRODUCT": scene.product, "EXO": rows, "PIXEL_SIZE": 40})
    panel = stack.mainWidget().wrappers["EXO"].widget
    user.wait(lambda: panel.watch._background.is_busy)
    heads = []
    show = panel.watch._panel.show_preview
    monkeypatch.setattr(
        panel.watch._panel,
        "show_preview",
        lambda *args: (heads.append(args[0].grid.cols), show(*args)),
    )
    wrapper = stack.mainWidget().wrappers["PIXEL_SIZE"]
    wrapper.setParameterValue(20, QgsProcessingContext())
    user.pause(0.4)
    user.wait(lambda: not panel.watch.is_busy)
    assert heads == [12]


def test_dialog_can_be_closed_while_it_plans(user, stack, scene, rows, monkeypatch):
    from exogenous.core import preview

    make = preview.make_preview
    ended = threading.Event()

    def slow(*args, **kwargs):
        time.sleep(0.5)
        try:
            return make(*args, **kwargs)
        finally:
            ended.set()

    monkeypatch.setattr(preview, "make_preview", slow)
    stack.setParameters({"PRODUCT": scene.product, "EXO": rows})
    panel = stack.mainWidget().wrappers["EXO"].widget
    user.wait(lambda: panel.watch._background.is_busy)
    user.leave()
    assert ended.wait(10)
    user.pause(0.2)
