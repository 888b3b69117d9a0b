# SPDX-License-Identifier: GPL-3.0-or-later
"""The result on the map before the run, by the button below the plan."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
import rasterio
from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtWidgets import QLineEdit, QPushButton

from exogenous.tests.gui.screen import (
    dialogs_shown,
    on_screen,
    press,
    press_toolbar_button,
    text_of,
    type_product,
    wait,
)

MAKE, STOP = "Quick preview on the map", "Stop the preview"
REMOVE = "Remove the preview"


def names():
    return [one.name() for one in QgsProject.instance().mapLayers().values()]


def shown_from_top():
    root = QgsProject.instance().layerTreeRoot()
    return [layer.name() for layer in root.layerOrder()]


@pytest.fixture
def folders(tmp_path, monkeypatch):
    """Return the folders that previews lie in."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return lambda: list(tmp_path.glob("exogenous-preview-*"))


@pytest.fixture
def planned(user, window, desktop, scene, project, settings, folders):
    """Open the dialog from the toolbar, and fill it in as far as a plan."""
    project.addMapLayer(QgsRasterLayer(scene.radar, "radar"))
    press_toolbar_button(user, window)
    type_product(user, scene.product)
    user.click(on_screen(QLineEdit, "bandNames"))
    user.type("GREEN")
    wait(user, lambda: "1 band," in text_of("planHead"))
    wait(user, lambda: on_screen(QPushButton, "quickPreview").isEnabled())


@pytest.fixture
def previewed(user, planned):
    assert text_of("quickPreview") == MAKE
    user.click(on_screen(QPushButton, "quickPreview"))
    wait(user, lambda: text_of("quickPreview") == REMOVE)


def test_preview_lies_on_top_and_says_what_it_is(previewed, scene):
    assert shown_from_top() == ["Preview: scene", "radar"]
    (layer,) = QgsProject.instance().mapLayersByName("Preview: scene")
    with rasterio.open(layer.source()) as made:
        assert made.descriptions == ("GREEN",)
        assert (made.read(1) == scene.green).all()


def test_button_removes_it(user, previewed, folders):
    assert len(folders()) == 1
    user.click(on_screen(QPushButton, "quickPreview"))
    assert names() == ["radar"]
    assert not folders()


def test_other_values_end_it(user, previewed, folders):
    user.click(on_screen(QLineEdit, "bandNames"))
    user.type(", RED")
    wait(user, lambda: names() == ["radar"])
    wait(user, lambda: "2 bands" in text_of("planHead"))
    wait(user, lambda: text_of("quickPreview") == MAKE)
    assert not folders()


def test_closing_ends_it(user, previewed, folders):
    (dialog,) = dialogs_shown()
    dialog.close()
    user.let_go()
    assert names() == ["radar"]
    assert not folders()


def test_run_ends_it(user, previewed, tmp_path, folders):
    (dialog,) = dialogs_shown()
    dialog.setParameters({"OUTPUT": str(tmp_path / "out.tif")})
    log = dialog.findChild(object, "txtLog")
    wait(user, lambda: on_screen(QPushButton, "quickPreview").isEnabled())
    press(user, "Run")
    wait(user, lambda: "Results" in log.toPlainText())
    wait(user, lambda: not [name for name in names() if name.startswith("Preview")])
    assert "scene · stack 10 m" in names()
    assert not folders()


def test_project_is_saved_without_it(previewed, tmp_path):
    path = tmp_path / "project.qgs"
    (layer,) = QgsProject.instance().mapLayersByName("Preview: scene")
    layer_id = layer.id()
    assert QgsProject.instance().write(str(path))
    saved = path.read_text(encoding="utf-8")
    assert "radar" in saved
    assert "Preview" not in saved
    assert layer_id not in saved
    assert names() == ["radar"]


def test_closed_project_takes_it_along(user, previewed, folders):
    QgsProject.instance().clear()
    (dialog,) = dialogs_shown()
    dialog.close()
    user.let_go()
    assert not folders()


def test_error_is_told_beside_the_button(user, planned, scene, folders):
    Path(scene.product).unlink()
    user.click(on_screen(QPushButton, "quickPreview"))
    wait(user, lambda: text_of("quickPreviewNote"))
    assert "there is no file" in text_of("quickPreviewNote")
    assert text_of("quickPreview") == MAKE
    assert names() == ["radar"]
    assert not folders()


def test_preview_is_stopped(user, planned, folders, monkeypatch):
    from threading import Event

    from exogenous.core.compute import polygon_mask
    from exogenous.core.output import write

    started, go_on = Event(), Event()

    def slow(*args):
        started.set()
        assert go_on.wait(20)
        return polygon_mask.read_inside(*args)

    monkeypatch.setattr(write, "read_inside", slow)
    user.click(on_screen(QPushButton, "quickPreview"))
    wait(user, started.is_set)
    assert text_of("quickPreview") == STOP
    user.click(on_screen(QPushButton, "quickPreview"))
    assert text_of("quickPreview") == MAKE
    go_on.set()
    wait(user, lambda: not folders())
    assert names() == ["radar"]
