# SPDX-License-Identifier: GPL-3.0-or-later
"""Dialogs that nobody but the plugin holds, from the menu to the layer on the canvas.

No step keeps a widget for the next one, and garbage is collected between the steps.
"""

from __future__ import annotations

import gc
from pathlib import Path

import numpy as np
import pytest
import rasterio
from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QFileDialog

from exogenous.tests.algorithms.conftest import COLS, ROWS
from exogenous.tests.gui.screen import (
    add_layer_from_file,
    dialogs_shown,
    press,
    press_toolbar_button,
    text_of,
    type_product,
    wait,
)


def choose_in_raster_menu(user, window):
    window.plugin_menus["Exogenous"].popup(QPoint(20, 20))
    user.pause()
    user.choose("Stack product with exogenous…")


def choose_in_layers_menu(user, window):
    (layer,) = QgsProject.instance().mapLayers().values()
    window.select(layer)
    named = {action.text(): action for action in window.layer_actions}
    named["Collocate onto product…"].trigger()


#: How the dialog is opened, and whether that brings the layer along.
ENTRIES = [
    pytest.param(press_toolbar_button, False, id="toolbar"),
    pytest.param(choose_in_raster_menu, False, id="Raster menu"),
    pytest.param(choose_in_layers_menu, True, id="menu of a layer"),
]


def new_layer(known):
    layers = QgsProject.instance().mapLayers()
    return next((one for key, one in layers.items() if key not in known), None)


@pytest.fixture
def radar(scene, project, monkeypatch):
    """The radar in the project, and as what a user picks among the files."""
    layer = QgsRasterLayer(scene.radar, "radar")
    project.addMapLayer(layer)
    picked = ([scene.radar], "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: picked)
    return layer.id()


@pytest.mark.parametrize(("opened_by", "brings_layer"), ENTRIES)
def test_run_of_a_dialog(user, window, desktop, scene, radar, opened_by, brings_layer):
    opened_by(user, window)
    wait(user, dialogs_shown)
    type_product(user, scene.product)
    if not brings_layer:
        add_layer_from_file(user)
    wait(user, lambda: text_of("planHead").startswith("24 x 16 px at 10 m"))
    press(user, "Run")
    wait(user, lambda: new_layer({radar}))
    check_result(scene, new_layer({radar}))
    assert len(dialogs_shown()) == 1


def check_result(scene, layer):
    """The layer shows a file: the radar on the product's pixels."""
    assert layer.isValid()
    assert QgsProject.instance().layerTreeRoot().findLayer(layer.id()).isVisible()
    assert Path(layer.source()).is_file()
    with rasterio.open(layer.source()) as made, rasterio.open(scene.product) as product:
        assert made.transform == product.transform
        values = made.read(1)
    assert values.shape == (ROWS, COLS)
    radar = scene.nearest(scene.vv)
    assert np.corrcoef(values.ravel(), radar.ravel())[0, 1] > 0.99


@pytest.mark.parametrize("close", ["button", "key"])
def test_closed_dialog_is_gone(user, window, desktop, close):
    before = len(QApplication.topLevelWidgets())
    press_toolbar_button(user, window)
    wait(user, dialogs_shown)
    if close == "button":
        press(user, "Close")
    else:
        QTest.keyClick(dialogs_shown()[0], Qt.Key.Key_Escape)
    user.let_go()
    gc.collect()
    assert len(QApplication.topLevelWidgets()) == before


def test_dialogs_live_beside_each_other(user, window, desktop, scene):
    """Closing one leaves the other as it is."""
    for _ in range(2):
        press_toolbar_button(user, window)
        gc.collect()
    assert len(dialogs_shown()) == 2
    dialogs_shown()[0].close()
    user.let_go()
    gc.collect()
    assert len(dialogs_shown()) == 1
    type_product(user, scene.product)  # and wait until the other has described it
