# SPDX-License-Identifier: GPL-3.0-or-later
"""The quick preview has few pixels at first, and the map's own a moment later."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import rasterio
from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsRectangle
from qgis.PyQt.QtWidgets import QLineEdit, QPushButton

from exogenous.gui.plan import preview_maker
from exogenous.tests.gui.screen import (
    on_screen,
    press_toolbar_button,
    text_of,
    type_product,
    wait,
)

REMOVE = "Remove the preview"


def layer():
    (found,) = QgsProject.instance().mapLayers().values()
    return found


def size_px():
    return layer().width(), layer().height()


@pytest.fixture
def first(user, window, desktop, scene, settings, monkeypatch):
    """Show the first pixels of a preview; return the size they have."""
    monkeypatch.setattr(preview_maker, "_FIRST_PX", 5)
    host = SimpleNamespace(
        mapCanvas=window.mapCanvas,
        browserModel=lambda: None,
        activeLayer=lambda: None,
    )
    monkeypatch.setattr("processing.gui.ParametersPanel.iface", host)
    sizes = []
    shown = preview_maker.PreviewMaker._sharpen

    def sharpen(maker):
        sizes.append(size_px())
        shown(maker)

    monkeypatch.setattr(preview_maker.PreviewMaker, "_sharpen", sharpen)
    press_toolbar_button(user, window)
    type_product(user, scene.product)
    user.click(on_screen(QLineEdit, "bandNames"))
    user.type("GREEN")
    wait(user, lambda: "1 band," in text_of("planHead"))
    wait(user, lambda: on_screen(QPushButton, "quickPreview").isEnabled())
    user.click(on_screen(QPushButton, "quickPreview"))
    wait(user, lambda: text_of("quickPreview") == REMOVE)
    return sizes[0]


def test_all_pixels_follow_the_first(user, first, scene):
    rows, cols = scene.green.shape
    assert max(first) <= 8 < max(rows, cols)
    wait(user, lambda: size_px() == (cols, rows))
    with rasterio.open(layer().source()) as made:
        assert (made.read(1) == scene.green).all()


def test_moved_map_gets_what_is_in_sight(user, first, scene, window):
    rows, cols = scene.green.shape
    wait(user, lambda: size_px() == (cols, rows))
    shown, name = layer().renderer().contrastEnhancement(), layer().name()
    limits = shown.minimumValue(), shown.maximumValue()
    canvas, extent = window.mapCanvas(), layer().extent()
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32632"))
    middle, quarter = extent.center(), extent.width() / 8
    canvas.setExtent(
        QgsRectangle(
            *(middle.x() - quarter, middle.y() - quarter),
            *(middle.x() + quarter, middle.y() + quarter),
        )
    )
    wait(user, lambda: layer().height() < rows)
    with rasterio.open(layer().source()) as made, rasterio.open(scene.product) as src:
        there = src.window(*made.bounds).round_offsets().round_lengths().toslices()
        assert made.res == src.res
        assert (made.read(1) == scene.green[there]).all()
    after = layer().renderer().contrastEnhancement()
    assert (after.minimumValue(), after.maximumValue()) == limits
    assert layer().name() == name
    user.click(on_screen(QPushButton, "quickPreview"))
    assert not QgsProject.instance().mapLayers()
