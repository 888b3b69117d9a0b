# SPDX-License-Identifier: GPL-3.0-or-later
"""A result that is written over the file that a layer on the canvas shows."""

from __future__ import annotations

import pytest
import rasterio
from qgis.core import QgsPointXY, QgsProject, QgsRasterLayer, QgsSingleBandGrayRenderer
from qgis.PyQt.QtWidgets import QCheckBox, QLineEdit

from exogenous.tests.gui.screen import (
    dialogs_shown,
    on_screen,
    press,
    press_toolbar_button,
    text_of,
    type_product,
    wait,
)


@pytest.fixture
def stacked(user, window, desktop, scene, project, settings, tmp_path):
    """Stack bands into the same file, by the dialog, each time from the toolbar."""
    path = str(tmp_path / "stack.tif")

    def stacked(bands, size="", *, load=True):
        press_toolbar_button(user, window)
        type_product(user, scene.product)
        fill(user, "bandNames", bands)
        (dialog,) = dialogs_shown()
        sizes = {"PIXEL_SIZE": size} if size else {}
        dialog.setParameters({"OUTPUT": path, **sizes})
        for check in dialog.findChildren(QCheckBox):
            if check.text().startswith("Open output"):
                check.setChecked(load)
        wait(user, lambda: " px at" in text_of("planHead"))
        log = dialog.findChild(object, "txtLog")
        press(user, "Run")
        wait(user, lambda: "Results" in log.toPlainText())
        user.pause(0.3)
        dialog.close()
        user.let_go()
        return path

    return stacked


def fill(user, name, text):
    user.click(on_screen(QLineEdit, name))
    user.type(text)


def assert_shows_the_file(layer, path):
    with rasterio.open(path) as made:
        assert (layer.width(), layer.height()) == (made.width, made.height)
        assert layer.bandCount() == made.count
        bounds = layer.extent()
        assert tuple(made.bounds) == pytest.approx(
            (bounds.xMinimum(), bounds.yMinimum(), bounds.xMaximum(), bounds.yMaximum())
        )
        x, y = made.xy(made.height - 1, made.width - 1)
        for band in range(1, made.count + 1):
            value, is_there = layer.dataProvider().sample(QgsPointXY(x, y), band)
            assert is_there
            assert value == made.read(band)[-1, -1]


def test_canvas_shows_the_new_stack(user, window, stacked):
    path = stacked("GREEN")
    stacked("RED, GREEN", "20")
    (layer,) = window.mapCanvas().layers()
    assert layer.source() == path
    assert_shows_the_file(layer, path)
    enhancement = layer.renderer().contrastEnhancement()
    assert enhancement.minimumValue() > 1000  # of RED, not of GREEN


def test_fewer_bands_are_drawn_with_a_band_that_is_there(user, window, stacked):
    stacked("GREEN, RED")
    (layer,) = window.mapCanvas().layers()
    layer.setRenderer(QgsSingleBandGrayRenderer(layer.dataProvider(), 2))
    path = stacked("GREEN", load=False)
    (layer,) = window.mapCanvas().layers()
    assert_shows_the_file(layer, path)
    assert set(layer.renderer().usesBands()) == {1}


def test_each_layer_that_shows_the_file_is_read_again(user, window, stacked):
    path = stacked("GREEN")
    QgsProject.instance().addMapLayer(QgsRasterLayer(path, "theirs"))
    stacked("RED, GREEN", "20")
    for layer in window.mapCanvas().layers():
        assert_shows_the_file(layer, path)
