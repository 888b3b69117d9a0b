# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan and the run say the same of a wrong row, in a dialog that nobody holds."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from qgis.core import QgsProject
from qgis.gui import QgsMessageBar, QgsMessageBarItem
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QApplication,
    QMessageBox,
    QTableView,
    QTextEdit,
)

from exogenous.gui.widgets.later import later
from exogenous.tests.gui.screen import (
    dialogs_shown,
    note_shown,
    on_screen,
    press,
    press_toolbar_button,
    text_of,
    type_product,
    wait,
)
from exogenous.tests.gui.tables import NAME

#: Rows of which the last is wrong, by what is wrong.
WRONG = {
    "path": {"path": "/nowhere/dem.tif"},
    "resampler": {"resampler": "smoothest"},
    "nodata": {"nodata": "no data"},
    "CRS": {"crs": "EPSG:nix"},
    "scale": {"scale": "twice"},
    "product's name": {"name": "radar"},
}


def paste(user, rows):
    user.click(on_screen(QTableView, "exoView").viewport())
    QApplication.clipboard().setText(json.dumps(rows))
    user.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    count = len(rows)
    wait(user, lambda: on_screen(QTableView, "exoView").model().rowCount() == count)


def said_by_run() -> str:
    """Return what the dialog has said of a run, in its log and above it."""
    (dialog,) = dialogs_shown()
    bars = dialog.findChildren(QgsMessageBar)
    items = [item for bar in bars for item in bar.findChildren(QgsMessageBarItem)]
    log = on_screen(QTextEdit, "txtLog").toPlainText()
    return "\n".join([log, *(item.text() for item in items)])


def plan_shown() -> str:
    lines = on_screen(QTextEdit, "planLines")
    return lines.toPlainText() if lines.isVisible() else ""


def run(user) -> list[str]:
    """Press Run, and read and close the box that may open then."""
    read: list[str] = []

    def close():
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            read.append(box.text())
            box.accept()

    for delay_ms in (300, 1000, 3000, 9000):
        later(dialogs_shown()[0], close, delay_ms)
    press(user, "Run")
    return read


@pytest.fixture
def opened(user, window, desktop, scene, project, settings):
    press_toolbar_button(user, window)
    type_product(user, scene.product)


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_plan_says_what_the_run_will_say(user, opened, scene, wrong):
    right = [{"name": name, "path": scene.radar} for name in ("radar", "other")]
    paste(user, [*right, {"name": "b", "path": scene.cover, **wrong}])
    if wrong.get("name") == "radar":  # which pasting has made another
        user.cell(on_screen(QTableView, "exoView"), 2, NAME, twice=True)
        user.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        user.type("radar")
        user.key(Qt.Key.Key_Return)
    wait(user, lambda: note_shown(2))
    wait(user, lambda: "the run would make 24 x 16 px" in plan_shown())
    assert "px at" not in text_of("planHead")
    read = run(user)
    shown = text_of("planHead")
    wait(user, lambda: shown in "\n".join([said_by_run(), *read]))
    assert not QgsProject.instance().mapLayers()


@pytest.mark.parametrize("band", [7, "HH"])
def test_missing_band_is_planned_and_run_as_nodata(user, opened, scene, band):
    right = {"name": "radar", "path": scene.radar}
    paste(user, [right, {"name": "b", "path": scene.cover, "band": band}])
    wait(user, lambda: "has no band" in note_shown(1))
    wait(user, lambda: "b: nothing to read, all nodata" in plan_shown())
    assert text_of("planHead").startswith("24 x 16 px")
    press(user, "Run")
    wait(user, QgsProject.instance().mapLayers)
    (layer,) = QgsProject.instance().mapLayers().values()
    with rasterio.open(layer.source()) as made:
        assert np.isnan(made.read(2)).all()


def test_row_without_a_name_is_called_after_its_file(user, opened, scene):
    paste(user, [{"name": "radar", "path": scene.radar}])
    user.cell(on_screen(QTableView, "exoView"), 0, NAME, twice=True)
    user.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    user.key(Qt.Key.Key_Delete)
    user.key(Qt.Key.Key_Return)
    wait(user, lambda: text_of("planHead").startswith("24 x 16 px"))
    assert note_shown(0) == ""
    press(user, "Run")
    wait(user, QgsProject.instance().mapLayers)
    (layer,) = QgsProject.instance().mapLayers().values()
    assert Path(scene.radar).stem in layer.bandName(1)
