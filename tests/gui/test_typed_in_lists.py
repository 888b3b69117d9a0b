# SPDX-License-Identifier: GPL-3.0-or-later
"""What is typed into the lists of the layer table, in a dialog that nobody holds."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProject,
    QgsRasterLayer,
    QgsSettings,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QTableView,
    QToolButton,
)

from exogenous.tests.gui.screen import (
    add_layer_from_file,
    cell_shown,
    listed,
    note_shown,
    on_screen,
    open_cell,
    press,
    press_toolbar_button,
    text_of,
    type_product,
    wait,
)
from exogenous.tests.gui.tables import BAND, CRS, RESAMPLER, SOURCE

UTM_32 = "EPSG:32632 - WGS 84 / UTM zone 32N"


@pytest.fixture
def nameless(scene, tmp_path):
    """The radar without a CRS."""
    path = str(tmp_path / "nameless.tif")
    with rasterio.open(scene.radar) as src:
        profile, values = src.profile, src.read()
    with rasterio.open(path, "w", **{**profile, "crs": None}) as dst:
        dst.write(values)
    return path


@pytest.fixture
def opened(user, window, desktop, scene, project, settings, nameless, monkeypatch):
    """A dialog with a product in UTM and a row without CRS, in a project of 4326."""
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    picked = ([nameless], "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: picked)
    press_toolbar_button(user, window)
    type_product(user, scene.product)
    add_layer_from_file(user)
    wait(user, lambda: "has no coordinate reference system" in note_shown(0))
    user.click(on_screen(QToolButton, "more"))


def is_being_edited():
    views = (on_screen(QTableView, name) for name in ("exoView", "exoDetails"))
    boxes = [box for view in views for box in view.viewport().findChildren(QComboBox)]
    return any(box.isVisible() for box in boxes)


@pytest.mark.parametrize("by", ["double click", "first letter", "return"])
@pytest.mark.parametrize(
    "code", ["EPSG:32629", "epsg:32633", "EPSG:3", "EPSG:432", "IGNF:LAMB93"]
)
def test_typed_crs_is_the_one(user, opened, by, code):
    open_cell(user, 0, CRS, by)
    user.type(code)
    user.key(Qt.Key.Key_Return)
    assert cell_shown(0, CRS) == code


@pytest.mark.parametrize("leave", [Qt.Key.Key_Tab, Qt.Key.Key_Enter])
def test_typed_crs_stays_however_the_cell_is_left(user, opened, leave):
    open_cell(user, 0, CRS, "double click")
    user.type("EPSG:32629")
    user.key(leave)
    assert cell_shown(0, CRS) == "EPSG:32629"


def test_typed_crs_stays_after_a_click_elsewhere(user, opened):
    open_cell(user, 0, CRS, "double click")
    user.type("EPSG:32629")
    user.cell(on_screen(QTableView, "exoView"), 0, 0)
    assert cell_shown(0, CRS) == "EPSG:32629"


@pytest.mark.parametrize(("text", "presses"), [("EPSG:32629", 1), ("EPSG:32", 2)])
def test_escape_leaves_the_cell_as_it_was(user, opened, text, presses):
    """The first closes the list of matches, where there are any."""
    open_cell(user, 0, CRS, "return")
    user.type(text)
    for _ in range(presses):
        user.key(Qt.Key.Key_Escape)
    assert cell_shown(0, CRS) == ""
    assert not is_being_edited()


def test_pasted_crs_replaces_what_is_in_the_cell(user, opened):
    QApplication.clipboard().setText("EPSG:32629")
    open_cell(user, 0, CRS, "double click")
    user.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    user.key(Qt.Key.Key_Return)
    assert cell_shown(0, CRS) == "EPSG:32629"


def test_product_is_first_then_project_then_recent(user, opened):
    recent = QgsCoordinateReferenceSystem("EPSG:2154")
    QgsCoordinateReferenceSystem.pushRecentCoordinateReferenceSystem(recent)
    open_cell(user, 0, CRS, "double click")
    labels = listed()
    user.key(Qt.Key.Key_Escape)
    assert labels[0] == f"product: {UTM_32}"
    assert labels[1] == "project: EPSG:4326 - WGS 84"
    assert labels[2].startswith("EPSG:2154 - ")


def test_entry_is_chosen_by_keys(user, opened):
    open_cell(user, 0, CRS, "double click")
    user.key(Qt.Key.Key_Home)
    user.key(Qt.Key.Key_Return)
    assert cell_shown(0, CRS) == "EPSG:32632"


def test_some_letters_find_entries_among_which_one_is_picked(user, opened):
    open_cell(user, 0, CRS, "double click")
    user.type("zone 32")
    user.key(Qt.Key.Key_Down)
    user.key(Qt.Key.Key_Return)
    assert cell_shown(0, CRS) == "EPSG:32632"


def test_run_takes_the_typed_crs(user, opened, scene):
    open_cell(user, 0, CRS, "double click")
    user.type("EPSG:32632")
    user.key(Qt.Key.Key_Return)
    open_cell(user, 0, RESAMPLER, "double click")
    user.choose("nearest")
    wait(user, lambda: text_of("planHead").startswith("24 x 16 px at 10 m"))
    press(user, "Run")
    wait(user, QgsProject.instance().mapLayers)
    (layer,) = QgsProject.instance().mapLayers().values()
    with rasterio.open(layer.source()) as made:
        np.testing.assert_allclose(made.read(1), scene.nearest(scene.vv))


def test_typed_band_is_the_one(user, opened):
    """A source without CRS lists no bands yet."""
    open_cell(user, 0, BAND, "double click")
    user.type("12")
    user.key(Qt.Key.Key_Return)
    assert not is_being_edited()
    assert cell_shown(0, BAND) == "12"
    open_cell(user, 0, BAND, "double click")
    user.type("2")
    user.key(Qt.Key.Key_Return)
    assert cell_shown(0, BAND) == "2"


def test_typed_path_is_the_one(user, opened, scene):
    """A layer of the project is called as the path begins."""
    QgsProject.instance().addMapLayer(QgsRasterLayer(scene.radar, "/data/dem"))
    open_cell(user, 0, SOURCE, "double click")
    user.type("/data/DEM")
    user.key(Qt.Key.Key_Return)
    wait(user, lambda: "there is no file '/data/DEM'" in note_shown(0))


def test_words_of_another_list_cannot_be_typed(user, opened):
    """The resamplers are all that there are: letters find them."""
    open_cell(user, 0, RESAMPLER, "double click")
    user.type("cubic_")
    user.key(Qt.Key.Key_Return)
    assert cell_shown(0, RESAMPLER) == "cubic_spline"


@pytest.fixture(autouse=True)
def _recent():
    key = "UI/recentProjectionsAuthId"
    before = QgsSettings().value(key)
    yield
    QgsSettings().setValue(key, before)
