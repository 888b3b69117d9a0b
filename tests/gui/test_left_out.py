# SPDX-License-Identifier: GPL-3.0-or-later
"""A row that is left out of a run, in a dialog that nobody holds."""

from __future__ import annotations

import json

import pytest
import rasterio
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtWidgets import QApplication, QFileDialog, QTableView

from exogenous.tests.gui.screen import (
    add_layer_from_file,
    cell_shown,
    on_screen,
    press,
    press_toolbar_button,
    text_of,
    type_product,
    wait,
)
from exogenous.tests.gui.tables import NAME

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(user, window, desktop, scene, project, settings, monkeypatch):
    """A dialog with a product, and two rows of which the second is left out."""
    picked = ([scene.radar, scene.cover], "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: picked)
    press_toolbar_button(user, window)
    type_product(user, scene.product)
    add_layer_from_file(user)
    wait(user, lambda: cell_shown(1, NAME) == "land cover")
    view = on_screen(QTableView, "exoView")
    rect = view.visualRect(view.model().index(1, NAME))
    user.click_at(view.viewport(), QPoint(rect.left() + 9, rect.center().y()))


def test_run_makes_no_band_of_the_row(user, opened):
    wait(user, lambda: "1 band" in text_of("planHead"))
    press(user, "Run")
    wait(user, QgsProject.instance().mapLayers)
    (layer,) = QgsProject.instance().mapLayers().values()
    with rasterio.open(layer.source()) as made:
        assert made.descriptions == ("radar",)


def test_row_is_copied_and_pasted_with_its_switch(user, opened):
    on_screen(QTableView, "exoView").setFocus()
    user.key(Qt.Key.Key_A, CONTROL)
    user.key(Qt.Key.Key_C, CONTROL)
    copied = json.loads(QApplication.clipboard().text())
    assert [row.get("use", True) for row in copied] == [True, False]
    user.key(Qt.Key.Key_V, CONTROL)
    wait(user, lambda: cell_shown(3, NAME) == "land cover 2")
    model = on_screen(QTableView, "exoView").model()
    role = Qt.ItemDataRole.CheckStateRole
    states = [model.index(row, NAME).data(role) for row in range(4)]
    on, off = Qt.CheckState.Checked, Qt.CheckState.Unchecked
    assert states == [on, off, on, off]
