# SPDX-License-Identifier: GPL-3.0-or-later
"""Tasks as `docs/tasks.md` counts them, done by mouse and keys."""

from __future__ import annotations

import re

import numpy as np
import pytest
import rasterio
from places import ROOT
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAction,
    QFileDialog,
    QLineEdit,
    QToolButton,
)
from safe_builder import SafeBuilder, counts

from exogenous.tests.gui.hands import Hands, batch_cell
from exogenous.tests.gui.screen import dialogs_shown, wait
from exogenous.tests.gui.tables import RESAMPLER
from exogenous.tests.gui.test_modeler import choose_source, open_designer, wrappers_of

__all__ = ["open_designer"]


@pytest.fixture
def hands(user, window, desktop, settings, project):
    return Hands(user, window)


@pytest.fixture
def processing(hands, window, monkeypatch):
    """Let QGIS's dialogs that lead to others know the window."""
    from processing.gui import AlgorithmDialog
    from processing.tools import general

    for module in (AlgorithmDialog, general):
        monkeypatch.setattr(module, "iface", window)


def figures(task):
    """Return the clicks, keys and texts of a task in the table."""
    table = (ROOT / "docs" / "tasks.md").read_text("utf-8")
    row = rf"^\| {re.escape(task)} \|[^|]*\| (\d+) \+ (\d+) \+ (\d+) \|"
    (found,) = re.findall(row, table, re.MULTILINE)
    return tuple(map(int, found))


def made(user, known=()):
    """Wait for a new layer, and return it and the pixels of its file."""
    project = QgsProject.instance()
    wait(user, lambda: project.mapLayers().keys() - set(known))
    (new,) = project.mapLayers().keys() - set(known)
    layer = project.mapLayer(new)
    with rasterio.open(layer.source()) as src:
        return layer, src.read(), src.descriptions


def copy_of(path, to, **changes):
    """Copy a raster with other metadata or, by `add`, other values."""
    add = changes.pop("add", 0)
    with rasterio.open(path) as src:
        profile, pixels, names = src.profile, src.read(), src.descriptions
    with rasterio.open(to, "w", **{**profile, **changes}) as dst:
        dst.write(pixels + pixels.dtype.type(add))
        dst.descriptions = names
    return str(to)


def test_first_stack(hands, scene):
    hands.open_by_toolbar()
    hands.type_product(scene.product)
    hands.type_bands("GREEN, RED")
    hands.run()
    layer, pixels, names = made(hands.user)
    assert layer.name() == "scene · stack 10 m"
    assert names == ("GREEN", "RED")
    np.testing.assert_array_equal(pixels, [scene.green, scene.red])
    assert hands.counted == figures("first stack, of two bands")


def test_three_months_of_radar(hands, scene, tmp_path):
    months = ["2025_09", "2025_10", "2025_11"]
    paths = [
        copy_of(scene.radar, tmp_path / f"Sentinel-1_{month}.tif", add=number)
        for number, month in enumerate(months)
    ]
    hands.open_by_toolbar()
    hands.type_product(scene.product)
    hands.drop_files(paths)
    hands.run()
    _, pixels, names = made(hands.user)
    assert names == tuple(f"Sentinel-1_{month}" for month in months)
    np.testing.assert_allclose(np.diff(pixels, axis=0), 1, atol=1e-5)
    assert hands.counted == figures("three Sentinel-1 months at once")


def test_land_cover_by_mode(hands, scene, project):
    cover = project.addMapLayer(QgsRasterLayer(scene.cover, "cover"))
    hands.open_by_menu_of(cover, "Stack with product…")
    hands.type_product(scene.product)
    hands.edit_cell(0, RESAMPLER)
    hands.type("mode")
    hands.key(Qt.Key.Key_Return)
    hands.run()
    _, pixels, _ = made(hands.user, [cover.id()])
    np.testing.assert_array_equal(pixels[0], scene.nearest(scene.classes))
    assert hands.counted == figures("land cover with `mode`")


def test_area_by_a_selected_polygon(hands, scene, project):
    area = QgsVectorLayer("Polygon?crs=EPSG:32632", "fields", "memory")
    with rasterio.open(scene.product) as src:
        left, top = src.bounds.left, src.bounds.top
    for width, height in ((50, 30), (90, 90)):
        feature = QgsFeature()
        shape = QgsRectangle(left, top - height, left + width, top)
        feature.setGeometry(QgsGeometry.fromRect(shape))
        area.dataProvider().addFeatures([feature])
    project.addMapLayer(area)
    area.selectByIds([1])
    hands.open_by_menu_of(area, "Stack, clipped to this layer…")
    hands.type_product(scene.product)
    hands.type_bands("GREEN, RED")
    hands.run()
    _, pixels, _ = made(hands.user, [area.id()])
    np.testing.assert_array_equal(pixels[1], scene.red[:3, :5])
    assert hands.counted == figures("area by a selected polygon")


def test_another_date(hands, scene, tmp_path):
    later = copy_of(scene.product, tmp_path / "later.tif", add=7)
    hands.open_by_toolbar()
    hands.type_product(scene.product)
    hands.type_bands("RED")
    hands.drop_files([scene.radar])
    hands.run()
    first, _, names = made(hands.user)
    hands.start_counting()
    hands.go_to_tab("Parameters")
    hands.replace_product(later)
    hands.run()
    layer, pixels, again = made(hands.user, [first.id()])
    assert again == names == ("RED", "radar")
    np.testing.assert_array_equal(pixels[0], scene.red + 7)
    assert layer.name() != first.name()
    assert hands.counted == figures("the same for another date")


def test_elevation_without_crs(hands, scene, tmp_path):
    path = copy_of(scene.radar, tmp_path / "dem.tif", crs=None)
    hands.open_by_toolbar()
    hands.type_product(scene.product)
    hands.drop_files([path])
    hands.follow(0, "Give it the product's CRS, EPSG:32632")
    hands.run()
    _, pixels, names = made(hands.user)
    assert names == ("dem",)
    assert np.isfinite(pixels).all()
    assert hands.counted == figures("DEM without CRS")


def test_averaged_classes_are_mended(hands, scene, palette):
    hands.open_by_toolbar()
    hands.type_product(scene.product)
    hands.drop_files([palette])
    hands.edit_cell(0, RESAMPLER)
    hands.type("bilinear")
    hands.key(Qt.Key.Key_Return)
    hands.run()
    wrong, pixels, _ = made(hands.user)
    assert not np.isin(pixels, scene.classes).all()
    hands.start_counting()
    hands.go_to_tab("Parameters")
    hands.follow(0, "Take mode")
    hands.run()
    _, pixels, _ = made(hands.user, [wrong.id()])
    np.testing.assert_array_equal(pixels[0], scene.nearest(scene.classes))
    assert hands.counted == figures("class map averaged by mistake, and mended")


def test_batch_of_four_products(hands, processing, tmp_path, monkeypatch):
    for day in range(4):
        name = f"S2C_MSIL2A_2025101{day}T111101_N0511_R137_T32VLM_2025101{day}T151300"
        images = {("04", 10): counts(10) + day}
        SafeBuilder(name=name, images=images).write(tmp_path)
    asked = (str(tmp_path / "red_.tif"), "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: asked)

    def fill():
        hands.click_and(
            batch_cell(0, "Product ("),
            lambda: hands.choose("Add products by pattern…"),
            lambda: hands.find_products(str(tmp_path), 4),
        )
        hands.type_in_cell(1, "Product bands", "RED")
        fill_down = lambda: hands.choose("Fill Down")  # noqa: E731
        hands.click_and(batch_cell(0, "Product bands"), fill_down)
        more = batch_cell(1, "Stacked").findChild(QAbstractButton)
        hands.click_and(more, hands.number_files)
        hands.texts, hands.keys = hands.texts + 1, hands.keys + 1  # of QFileDialog
        hands.tick("checkLoadLayersOnCompletion")
        hands.press("Run")
        wait(hands.user, lambda: len(QgsProject.instance().mapLayers()) == 4)
        dialogs_shown()[0].close()

    hands.open_by_toolbar()
    hands.press_and("Run as Batch Process…", fill)
    assert len(list(tmp_path.glob("red_[1-4].tif"))) == 4
    layers = QgsProject.instance().mapLayers().values()
    assert all(layer.bandName(1) == "Band 1: RED" for layer in layers)
    assert hands.counted == figures("batch of four products")


def test_model_with_a_filled_elevation(hands, open_designer, scene, project, tmp_path):
    with rasterio.open(scene.radar) as src:
        profile, pixels = src.profile, src.read(1)
    pixels[5, 5] = -32768
    path = str(tmp_path / "dem.tif")
    with rasterio.open(path, "w", **{**profile, "count": 1}) as dst:
        dst.write(pixels, 1)
    elevation = project.addMapLayer(QgsRasterLayer(path, "dem"))
    designer = open_designer()
    designer.add_input("raster", "DEM")
    hands.clicks, hands.texts = hands.clicks + 3, hands.texts + 1

    def take_input(dialog):
        choose_source(hands.user, wrappers_of(dialog)["INPUT"], "Model Input", "DEM")
        hands.clicks += 2

    designer.add_step("gdal:fillnodata", take_input)
    hands.clicks, hands.texts = hands.clicks + 4, hands.texts + 1

    def fill(dialog):
        wrappers = wrappers_of(dialog)
        for name, text in (("PRODUCT", scene.product), ("OUTPUT", "stack")):
            line = wrappers[name].findChildren(QLineEdit)[-1]
            hands.click(line)
            hands.type(text)
        menu = dialog.findChild(QToolButton, "add").menu()
        menu.fill()
        links = menu.actions()[1].menu()
        links.popup(dialog.mapToGlobal(dialog.rect().center()))
        hands.clicks += 2
        labels = [action.text() for action in links.actions()]
        hands.choose(next(label for label in labels if "Fill nodata" in label))

    designer.add_step("exo:stack", fill)
    hands.clicks, hands.texts = hands.clicks + 4, hands.texts + 1

    def run_it():
        hands.press("Run")
        _, stack, _ = made(hands.user, [elevation.id()])
        assert np.isfinite(stack).all()

    hands.clicks += 1
    hands.go_on(run_it)
    designer.window.findChild(QAction, "mActionRun").trigger()
    assert hands.counted == figures("model with a filled DEM")


def test_stack_made_again_a_year_later(hands, processing, scene, project):
    hands.open_by_toolbar()
    hands.type_product(scene.product)
    hands.type_bands("RED")
    hands.drop_files([scene.radar])
    hands.run()
    _, before, _ = made(hands.user)
    dialogs_shown()[0].close()
    hands.user.let_go()
    project.clear()
    hands.start_counting()

    hands.clicks += 2  # Processing, History…
    hands.open_history()

    def repeat():
        wait(hands.user, dialogs_shown)
        hands.run()
        _, after, names = made(hands.user)
        assert names == ("RED", "radar")
        np.testing.assert_array_equal(before, after)
        dialogs_shown()[0].close()

    hands.take_latest_of_history(repeat)
    assert hands.counted == figures("a stack made again a year later")
