# SPDX-License-Identifier: GPL-3.0-or-later
"""Product, bands and area under a user's mouse and keys."""

from __future__ import annotations

import json

import pytest
from qgis.core import (
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import QMimeData, QPoint, Qt, QUrl
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QFileDialog

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
    entries = {action.text(): action.menu() for action in menu.actions()}
    layers = entries["Layer of the project"]
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
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Return):
        user.key(key)
    user.wait(lambda: product.value() == scene.radar)


# Bands


@pytest.fixture
def bands(user, widget, safe):
    product = widget("PRODUCT")
    product.set_value(safe)
    settle(user, product)
    user.unfold(product.window())
    return widget("BANDS")


def tick(user, bands, name):
    """Click into the box before a band."""
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


@pytest.mark.parametrize("how", ["keys", "button"])
def test_ticked_bands_are_put_in_order(user, bands, how):
    def move(key, button):
        if how == "keys":
            user.key(key, Qt.KeyboardModifier.AltModifier)
        else:
            user.click(child(bands, button))

    tick(user, bands, "RED")
    tick(user, bands, "SWIR_1")
    before = listed(bands)
    user.cell(bands.view, before.index("SWIR_1"), 1)
    for _ in before:  # more often than there are rows above it
        move(Qt.Key.Key_Up, "bandUp")
    assert listed(bands)[0] == "SWIR_1"
    assert bands.value() == "SWIR_1, RED"
    for _ in before:
        move(Qt.Key.Key_Down, "bandDown")
    assert listed(bands)[-1] == "SWIR_1"
    assert bands.value() == "RED, SWIR_1"


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
    if name != "PRODUCT":  # of which QGIS's own takes no folders
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
