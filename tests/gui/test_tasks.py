# SPDX-License-Identifier: GPL-3.0-or-later
"""Tasks as `docs/tasks.md` counts them, done by mouse and keys."""

from __future__ import annotations

import re

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
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QLineEdit
from safe_builder import SafeBuilder, counts

from exogenous.tests.gui.screen import (
    dialogs_shown,
    on_screen,
    press,
    press_toolbar_button,
    text_of,
    wait,
)
from exogenous.tests.gui.test_batch import batch, fill_button, find_in, write
from exogenous.tests.gui.test_menus import right_click

__all__ = ["batch"]

STACKED = "scene · stack 10 m"


class Count:
    """A user whose clicks and texts are counted."""

    def __init__(self, user):
        self.user, self.clicks, self.texts = user, 0, 0

    def click(self, widget):
        self.clicks += 1
        self.user.click(widget)

    def type(self, text):
        self.texts += 1
        self.user.type(text)

    def choose(self, label):
        self.clicks += 1
        self.user.choose(label)


@pytest.fixture
def count(user, settings):
    return Count(user)


def figures(task):
    """Return the clicks and texts of a task in the table."""
    table = (ROOT / "docs" / "tasks.md").read_text("utf-8")
    (found,) = re.findall(rf"^\| {task} \| (\d+) \| (\d+) \|", table, re.MULTILINE)
    return tuple(map(int, found))


def finish(count, product):
    """Type the product and the bands, run, and look at the result."""
    wait(count.user, dialogs_shown)
    assert on_screen(QLineEdit, "productPath").hasFocus()
    count.type(product)
    wait(count.user, lambda: text_of("productWhat").endswith("EPSG:32632"))
    count.click(on_screen(QLineEdit, "bandNames"))
    count.type("GREEN, RED")
    wait(count.user, lambda: " px at" in text_of("planHead"))
    count.clicks += 1
    press(count.user, "Run")
    project = QgsProject.instance()
    wait(count.user, lambda: project.mapLayersByName(STACKED))
    (layer,) = project.mapLayersByName(STACKED)
    return layer


def open_from_layer(count, window, layer, entry):
    window.select(layer)
    count.clicks += 1
    right_click(count.user, window, lambda _: count.choose(entry))


def test_first_stack(count, window, desktop, scene, project):
    count.clicks += 1
    press_toolbar_button(count.user, window)
    layer = finish(count, scene.product)
    assert layer.bandCount() == 2
    assert (count.clicks, count.texts) == figures("first stack of two bands")


def test_stack_with_a_layer_of_the_project(count, window, desktop, scene, project):
    radar = project.addMapLayer(QgsRasterLayer(scene.radar, "radar"))
    open_from_layer(count, window, radar, "Stack with product…")
    layer = finish(count, scene.product)
    assert layer.bandName(3) == "Band 3: radar"
    assert (count.clicks, count.texts) == figures("two bands and a loaded raster")


def test_area_by_a_selected_polygon(count, window, desktop, scene, project):
    area = QgsVectorLayer("Polygon?crs=EPSG:32632", "fields", "memory")
    with rasterio.open(scene.product) as src:
        left, top = src.bounds.left, src.bounds.top
    boxes = [(0, 0, 50, 30), (0, 0, 90, 90)]
    for x, y, width, height in boxes:
        shape = QgsRectangle(left + x, top - y - height, left + x + width, top - y)
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromRect(shape))
        area.dataProvider().addFeatures([feature])
    project.addMapLayer(area)
    area.selectByIds([1])
    open_from_layer(count, window, area, "Stack, clipped to this layer…")
    layer = finish(count, scene.product)
    assert (layer.width(), layer.height()) == (5, 3)
    assert (count.clicks, count.texts) == figures("area by a selected polygon")


def test_batch_of_four_products(count, user, batch, tmp_path):
    for day in range(4):
        name = f"S2C_MSIL2A_2025101{day}T111101_N0511_R137_T32VLM_2025101{day}T151300"
        SafeBuilder(name=name, images={("04", 10): counts(10)}).write(tmp_path)
    panel = batch.mainWidget()
    QTimer.singleShot(200, lambda: count.choose("Add products by pattern…"))
    QTimer.singleShot(800, lambda: find_in(user, tmp_path))
    count.click(fill_button(batch, "PRODUCT"))
    count.clicks, count.texts = count.clicks + 2, count.texts + 1  # of find_in
    wait(user, lambda: len(panel.wrappers) == 4)
    write(user, batch, 0, "BANDS", "RED")
    count.clicks, count.texts = count.clicks + 1, count.texts + 1
    QTimer.singleShot(200, lambda: count.choose("Fill Down"))
    count.click(fill_button(batch, "BANDS"))
    outputs = [tmp_path / f"{row}.tif" for row in range(4)]
    for row, output in enumerate(outputs):
        write(user, batch, row, "OUTPUT", str(output))
        count.clicks, count.texts = count.clicks + 1, count.texts + 1
    panel.checkLoadLayersOnCompletion.setChecked(False)
    count.click(batch.runButton())
    wait(user, lambda: batch.runButton().isEnabled())
    assert all(output.exists() for output in outputs)
    assert (count.clicks, count.texts) == figures("batch of four products")
