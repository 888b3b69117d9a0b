# SPDX-License-Identifier: GPL-3.0-or-later
"""Product, bands and area under a user's mouse and keys."""

from __future__ import annotations

import json

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsProcessingParameterWidgetContext
from qgis.PyQt.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QFileDialog

from exogenous.tests.safe_builder import SafeBuilder, counts

WHOLE, LAYER, EXTENT = range(3)


@pytest.fixture
def dialog(open_dialog):
    return open_dialog("stack")


@pytest.fixture
def widget(dialog):
    return lambda name: dialog.mainWidget().wrappers[name].widget


@pytest.fixture
def safe(tmp_path):
    images = {("03", 10), ("04", 10), ("04", 20), ("11", 20), ("SCL", 20)}
    return str(SafeBuilder(images={i: counts(i[1]) for i in images}).write(tmp_path))


def child(widget, name):
    return widget.findChild(object, name)


def settle(user, product):
    user.wait(lambda: not product.probe.is_busy)


# The product


def test_dialog_is_as_large_as_the_table_needs(dialog):
    room = dialog.screen().availableGeometry().width()
    if room < 1200:
        pytest.skip("the screen is smaller than the dialog wants to be")
    table = dialog.mainWidget().wrappers["EXO"].widget.table.view
    right = table.columnViewportPosition(3) + table.columnWidth(3)
    assert right <= table.viewport().width()


def test_typed_product_is_described(user, widget, scene):
    product = widget("PRODUCT")
    line = child(product, "productPath")
    line.setFocus()
    user.type(scene.product)
    settle(user, product)
    what = child(product, "productWhat")
    assert what.isVisible()
    assert what.text() == "raster, 2 bands, 24 x 16 px, 10 m, EPSG:32632"
    assert product.value() == scene.product


def test_satellite_product_is_described(user, widget, safe):
    product = widget("PRODUCT")
    product.set_value(safe)
    settle(user, product)
    text = child(product, "productWhat").text()
    assert text == (
        "Sentinel-2 L2A, T32VLM, 2025-10-17 11:11, cloud 2.7 %, 10 m, EPSG:32632"
    )


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/nowhere/x.zip", "there is no file '/nowhere/x.zip'"),
        (__file__, "cannot be opened"),
    ],
)
def test_what_is_no_product_is_explained_in_red(user, widget, path, reason):
    product = widget("PRODUCT")
    product.set_value(path)
    settle(user, product)
    what = child(product, "productWhat")
    assert reason in what.text()
    colour = what.palette().color(what.foregroundRole())
    assert colour.red() > 2 * colour.green()


def test_layer_of_the_project_is_a_product(user, widget, scene, project):
    project.addMapLayer(QgsRasterLayer(scene.product, "my scene"))
    product = widget("PRODUCT")
    child(product, "productPath").setFocus()
    user.type("my scene")
    settle(user, product)
    assert "2 bands" in child(product, "productWhat").text()


def test_layer_is_chosen_from_the_menu(user, widget, scene, project):
    project.addMapLayer(QgsRasterLayer(scene.product, "my scene"))
    product = widget("PRODUCT")
    menu = child(product, "productBrowse").menu()
    menu.aboutToShow.emit()
    layers = menu.actions()[-1].menu()
    layers.popup(product.mapToGlobal(product.rect().center()))
    user.choose("my scene")
    assert product.value() == scene.product


@pytest.mark.parametrize(
    ("entry", "asks", "answer", "value"),
    [
        ("Folder (.SAFE)…", "getExistingDirectory", "/a/b.SAFE", "/a/b.SAFE"),
        ("Archive or file…", "getOpenFileName", ("/a/b.zip", ""), "/a/b.zip"),
        (
            "Several rasters…",
            "getOpenFileNames",
            (["/a/1.tif", "/a/2.tif"], ""),
            '["/a/1.tif", "/a/2.tif"]',
        ),
    ],
)
def test_product_is_chosen_from_the_disk(
    user, widget, monkeypatch, entry, asks, answer, value
):
    monkeypatch.setattr(QFileDialog, asks, lambda *_: answer)
    product = widget("PRODUCT")
    menu = child(product, "productBrowse").menu()
    menu.popup(product.mapToGlobal(product.rect().center()))
    user.choose(entry)
    assert product.value() == value


def test_folder_from_the_desktop_is_dropped(user, widget, safe):
    product = widget("PRODUCT")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(safe)])
    user.drop(child(product, "productPath"), mime, QPoint(5, 5))
    assert product.value() == safe


def test_good_products_are_remembered(user, open_dialog, widget, scene):
    for path in ("/nowhere.tif", scene.radar, scene.product):
        product = widget("PRODUCT")
        product.set_value(path)
        settle(user, product)
    again = open_dialog("describe")
    product = again.mainWidget().wrappers["PRODUCT"].widget
    combo = product.findChild(object, "productPath").parent()
    found = [combo.itemData(n) for n in range(combo.count())]
    assert found == [scene.product, scene.radar]
    combo.showPopup()
    user.pause()
    user.choose(combo.itemText(1))
    assert product.value() == scene.radar


# Bands


@pytest.fixture
def bands(user, widget, safe):
    product = widget("PRODUCT")
    product.set_value(safe)
    settle(user, product)
    return widget("BANDS")


def tick(user, bands, name):
    """Click into the box before a band."""
    from qgis.PyQt.QtTest import QTest
    from qgis.PyQt.QtWidgets import QStyle, QStyleOptionViewItem

    view = bands.view
    row = listed(bands).index(name)
    index = bands.model.index(row, 0)
    view.scrollTo(index)
    user.pause()
    option = QStyleOptionViewItem()
    option.initFrom(view)
    option.rect = view.visualRect(index)
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    element = QStyle.SubElement.SE_ItemViewItemCheckIndicator
    box = view.style().subElementRect(element, option, view)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(view.viewport(), left, none, box.center())
    user.pause()


def listed(bands):
    model = bands.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_list_shows_names_identifiers_and_sizes(bands):
    row = listed(bands).index("RED")
    cells = [bands.model.index(row, column).data() for column in range(3)]
    assert cells == ["RED", "04", "10, 20 m"]


def test_bands_are_ticked(user, bands):
    tick(user, bands, "SWIR_1")
    tick(user, bands, "RED")
    assert bands.value() == "RED, SWIR_1"
    tick(user, bands, "RED")
    assert bands.value() == "SWIR_1"


def test_ticked_bands_are_put_in_order(user, bands):
    tick(user, bands, "RED")
    tick(user, bands, "SWIR_1")
    row = listed(bands).index("SWIR_1")
    user.cell(bands.view, row, 1)
    while listed(bands)[0] != "SWIR_1":
        user.key(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert bands.value() == "SWIR_1, RED"


def test_bands_are_dragged(user, bands):
    tick(user, bands, "RED")
    tick(user, bands, "SWIR_1")
    model = bands.model
    mime = model.mimeData([model.index(listed(bands).index("SWIR_1"), 0)])
    model.dropMimeData(mime, Qt.DropAction.MoveAction, 0, 0, model.index(-1, -1))
    assert bands.value() == "SWIR_1, RED"


def test_typed_bands_are_ticked_in_their_order(user, bands):
    line = child(bands, "bandNames")
    line.setFocus()
    user.type("B11,red, NDVI")
    assert bands.value() == "B11,red, NDVI"
    assert bands.model.ticked() == ["SWIR_1", "RED"]
    tick(user, bands, "GREEN")
    assert bands.value() == "SWIR_1, RED, GREEN, NDVI"


def test_all_and_none(user, bands):
    user.click(child(bands, "bandAll"))
    assert bands.value() == "GREEN, RED, SWIR_1, SCL"
    user.click(child(bands, "bandNone"))
    assert bands.value() is None


def test_bands_that_are_not_there_cannot_be_ticked(user, bands):
    row = listed(bands).index("NIR")
    assert bands.model.index(row, 2).data() == "not in the product"
    tick(user, bands, "NIR")
    assert bands.value() is None


def test_bands_can_be_typed_without_a_product(user, widget):
    bands = widget("BANDS")
    assert not bands.view.isVisible()
    child(bands, "bandNames").setFocus()
    user.type("RED, 8A")
    assert bands.value() == "RED, 8A"


# The area


@pytest.fixture
def polygons(project):
    layer = QgsVectorLayer("Polygon?crs=EPSG:32632", "lakes", "memory")
    lake = QgsFeature()
    lake.setGeometry(QgsGeometry.fromRect(QgsRectangle(0, 0, 1, 1)))
    layer.dataProvider().addFeatures([lake])
    project.addMapLayer(layer)
    return layer


def choose_kind(user, area, kind):
    combo = child(area, "aoiKind")
    combo.showPopup()
    user.pause()
    user.choose(combo.itemText(kind))


def test_area_is_the_whole_product_at_first(widget):
    assert widget("AOI").value() is None


def test_layer_of_polygons_is_offered(user, widget, polygons):
    area = widget("AOI")
    choose_kind(user, area, LAYER)
    assert area.value() == polygons.id()
    choose_kind(user, area, WHOLE)
    assert area.value() is None


def test_only_selected_features(user, widget, polygons):
    polygons.selectAll()
    area = widget("AOI")
    source = QgsProcessingFeatureSourceDefinition(
        polygons.id(), selectedFeaturesOnly=True
    )
    area.set_value(source)
    found = area.value()
    assert isinstance(found, QgsProcessingFeatureSourceDefinition)
    assert found.selectedFeaturesOnly
    assert found.source.staticValue() == polygons.id()


@pytest.mark.parametrize(
    "text", ["4.1,4.3,60.2,60.4 [EPSG:4326]", "1,2,3,4 [EPSG:32632]"]
)
def test_extent_comes_back(widget, text):
    area = widget("AOI")
    area.set_value(text)
    assert area.value() == text


def test_rectangle_becomes_text(widget):
    area = widget("AOI")
    crs = QgsCoordinateReferenceSystem("EPSG:32632")
    area.set_value(QgsReferencedRectangle(QgsRectangle(1, 3, 2, 4.5), crs))
    assert area.value() == "1,2,3,4.5 [EPSG:32632]"


def test_file_comes_back(widget):
    area = widget("AOI")
    area.set_value("/data/lake.gpkg")
    assert area.value() == "/data/lake.gpkg"


def test_no_extent_is_the_whole_product(user, widget):
    area = widget("AOI")
    choose_kind(user, area, EXTENT)
    assert area.value() is None


@pytest.fixture
def area_on_canvas(user, window, widget):
    """The area's widget, beside a canvas of two by one kilometres."""
    canvas = window.mapCanvas()
    crs = QgsCoordinateReferenceSystem("EPSG:32632")
    canvas.setDestinationCrs(crs)
    canvas.setExtent(QgsRectangle(600_000, 6_649_000, 602_000, 6_650_000))
    context = QgsProcessingParameterWidgetContext()
    context.setMapCanvas(canvas)
    context.setProject(QgsProject.instance())
    area = widget("AOI")
    area.set_widget_context(context)
    choose_kind(user, area, EXTENT)
    return area


def take_from_menu(user, area, icon_of):
    """Click the entry of the extent's menu that does what a button of QGIS does."""
    menu = child(area, "mCondensedToolButton").menu()
    menu.aboutToShow.emit()
    action = next(one for one in menu.actions() if one.text() and icon_of(one.text()))
    action.trigger()
    user.pause()


def numbers_of(text):
    return [float(one) for one in text.partition("[")[0].split(",")]


def test_extent_is_taken_from_the_canvas(user, area_on_canvas, window):
    take_from_menu(user, area_on_canvas, lambda text: "Canvas Extent" in text)
    shown = window.mapCanvas().extent()
    expected = [
        shown.xMinimum(),
        shown.xMaximum(),
        shown.yMinimum(),
        shown.yMaximum(),
    ]
    assert numbers_of(area_on_canvas.value()) == pytest.approx(expected, abs=0.01)
    assert area_on_canvas.value().endswith("[EPSG:32632]")


def test_extent_is_drawn_on_the_canvas(user, area_on_canvas, window):
    canvas = window.mapCanvas()
    take_from_menu(user, area_on_canvas, lambda text: "Draw" in text)
    # The dialog is out of the way meanwhile.
    assert not area_on_canvas.window().isVisible()
    view, left = canvas.viewport(), Qt.MouseButton.LeftButton
    start, end = QPoint(60, 60), QPoint(160, 120)
    none = Qt.KeyboardModifier.NoModifier
    QTest.mousePress(view, left, none, start)
    move = QMouseEvent(QEvent.Type.MouseMove, QPointF(end), left, left, none)
    QApplication.sendEvent(view, move)
    QTest.mouseRelease(view, left, none, end)
    user.pause()
    assert area_on_canvas.window().isVisible()
    to_map = canvas.getCoordinateTransform().toMapCoordinates
    first, last = to_map(start), to_map(end)
    expected = [first.x(), last.x(), last.y(), first.y()]
    size = canvas.mapUnitsPerPixel()
    found = numbers_of(area_on_canvas.value())
    assert found == pytest.approx(expected, abs=2 * size)


# Where QGIS's own widgets serve better


@pytest.mark.parametrize("name", ["PRODUCT", "BANDS", "AOI"])
def test_batch_and_modeler_keep_qgis_widgets(user, plugin, project, name):
    from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog
    from processing.modeler.ModelerParametersDialog import ModelerParametersDialog
    from qgis.core import QgsApplication, QgsProcessingModelAlgorithm
    from qgis.gui import QgsProcessingModelerParameterWidget

    registry = QgsApplication.processingRegistry()
    batch = user.show(BatchAlgorithmDialog(registry.createAlgorithmById("exo:stack")))
    panel = batch.mainWidget()
    wrapper = panel.wrappers[0][panel.parameter_to_column[name]]
    assert type(wrapper).__module__.startswith("qgis.")
    model = QgsProcessingModelAlgorithm()
    algorithm = registry.createAlgorithmById("exo:stack")
    modeler = user.show(ModelerParametersDialog(algorithm, model))
    inner = modeler.widget
    wrappers = getattr(inner, "wrappers", None) or inner.widget.wrappers
    assert isinstance(wrappers[name], QgsProcessingModelerParameterWidget)


def test_values_of_the_dialog_come_back(user, dialog, widget, scene, polygons):
    values = {
        "PRODUCT": scene.product,
        "BANDS": "RED, GREEN",
        "EXO": json.dumps({"VV": {"path": scene.radar}}),
        "AOI": polygons.id(),
        "PIXEL_SIZE": 20,
    }
    dialog.setParameters(values)
    user.wait(lambda: widget("EXO").table.model.rowCount() == 1)
    settle(user, widget("PRODUCT"))
    found = dialog.createProcessingParameters()
    values["EXO"] = found["EXO"]
    assert {name: found[name] for name in values} == values
