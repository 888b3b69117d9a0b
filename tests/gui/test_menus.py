# SPDX-License-Identifier: GPL-3.0-or-later
"""What the plugin adds to QGIS's window: menu, toolbar, context menus."""

from __future__ import annotations

import json

import pytest
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QPoint, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QApplication,
    QDialog,
    QPushButton,
    QToolBar,
    QToolButton,
)

from exogenous.gui.packages.opening import close_panels
from exogenous.gui.packages.panel import PackagesPanel
from exogenous.host import readiness

TITLES = {
    "Stack product with exogenous…": "exo:stack",
    "Collocate exogenous layers…": "exo:collocate",
    "Describe product…": "exo:describe",
}


@pytest.fixture
def layers(scene, project):
    rasters = [
        QgsRasterLayer(scene.radar, "radar & more"),
        QgsRasterLayer(scene.cover, "land cover"),
    ]
    vector = QgsVectorLayer("Polygon?crs=EPSG:32632", "area", "memory")
    project.addMapLayers([*rasters, vector])
    return [*rasters, vector]


def dialogs():
    return [one for one in QApplication.topLevelWidgets() if is_ours(one)]


def is_ours(widget):
    return isinstance(widget, QDialog) and hasattr(widget, "algorithm")


@pytest.fixture
def opened(user):
    """Wait for the one dialog that is open, and let the user look at it."""

    def opened():
        user.wait(lambda: any(one.isVisible() for one in dialogs()))
        (dialog,) = (one for one in dialogs() if one.isVisible())
        return user.show(dialog)

    return opened


def names_in(dialog):
    return [
        row.name for row in dialog.mainWidget().wrappers["EXO"].widget.table.model.rows
    ]


@pytest.mark.parametrize("title", TITLES)
def test_raster_menu_opens_each_algorithm(user, window, desktop, opened, title):
    window.plugin_menus["Exogenous"].popup(QPoint(20, 20))
    user.pause()
    user.choose(title)
    assert opened().algorithm().id() == TITLES[title]


def test_button_opens_stack_and_its_menu_the_others(user, window, desktop, opened):
    button = window.main.findChild(QToolButton, "exogenousButton")
    assert [action.text() for action in button.menu().actions()] == list(TITLES)
    user.click(button)
    assert opened().algorithm().id() == "exo:stack"


def test_toolbar_can_be_taken_away(user, window, desktop):
    bar = window.main.findChild(QToolBar, "ExogenousToolBar")
    user.pause()
    assert bar.isVisible()
    # QGIS lists this action under View, Toolbars, and remembers what it is set to.
    bar.toggleViewAction().trigger()
    assert not bar.isVisible()
    state = window.main.saveState()
    bar.show()
    window.main.restoreState(state)
    assert not bar.isVisible()


def entries(window, layer):
    """Return the entries of a layer's context menu, by their texts."""
    actions = window.layer_actions.items()
    return {a.text(): a for a, kind in actions if kind == (layer.type(), True)}


@pytest.mark.parametrize(
    ("entry", "algorithm"),
    [
        ("Stack with product…", "exo:stack"),
        ("Collocate onto product…", "exo:collocate"),
    ],
)
def test_layers_of_the_panel_become_rows(
    user, window, desktop, layers, opened, entry, algorithm
):
    window.select(*layers)
    entries(window, layers[0])[entry].trigger()
    dialog = opened()
    assert dialog.algorithm().id() == algorithm
    user.wait(lambda: names_in(dialog))
    assert sorted(names_in(dialog)) == ["land cover", "radar & more"]
    value = dialog.mainWidget().wrappers["EXO"].value()
    assert {row["path"] for row in json.loads(value).values()} == {
        layers[0].source(),
        layers[1].source(),
    }


@pytest.mark.parametrize("is_selected", [False, True])
def test_vector_layer_becomes_the_area(
    user, window, desktop, layers, opened, is_selected
):
    area = layers[2]
    area.dataProvider().addFeatures([QgsFeature(), QgsFeature()])
    if is_selected:
        area.selectByIds([1])
    window.select(area)
    entries(window, area)["Stack, clipped to this layer…"].trigger()
    dialog = opened()
    assert dialog.algorithm().id() == "exo:stack"
    value = dialog.mainWidget().wrappers["AOI"].value()
    if is_selected:
        assert value.selectedFeaturesOnly
        value = value.source.staticValue()
    assert value == area.id()


def test_table_without_shapes_is_no_area(user, window, desktop, layers, project):
    table = QgsVectorLayer("None", "table", "memory")
    project.addMapLayer(table)
    window.select(table)
    entries(window, table)["Stack, clipped to this layer…"].trigger()
    user.pause()
    assert not dialogs()
    assert "without shapes" in window.messageBar().currentItem().text()


def right_click(user, window, act):
    """Click on the canvas with the right button, and act once its menu is open."""
    seen = []

    def look():
        menu = QApplication.activePopupWidget()
        if menu is None:
            return
        seen.extend(action.text() for action in menu.actions() if action.text())
        act(menu)
        if QApplication.activePopupWidget() is menu:
            menu.close()

    QTimer.singleShot(300, look)
    viewport = window.mapCanvas().viewport()
    none = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(viewport, Qt.MouseButton.RightButton, none, QPoint(50, 50))
    user.pause(0.5)
    return seen


def test_canvas_offers_the_selected_layers(user, window, desktop, layers, opened):
    window.select(layers[1])
    right_click(user, window, lambda _: user.choose("Collocate onto product…"))
    dialog = opened()
    user.wait(lambda: names_in(dialog))
    assert names_in(dialog) == ["land cover"]


RASTERS = ["Stack with product…", "Collocate onto product…"]
VECTORS = ["Stack, clipped to this layer…"]


@pytest.mark.parametrize(
    ("chosen", "offered"),
    [([], []), ([0], RASTERS), ([2], VECTORS), ([1, 2], RASTERS + VECTORS)],
)
def test_canvas_offers_what_suits_the_layers(
    user, window, desktop, layers, chosen, offered
):
    window.select(*(layers[n] for n in chosen))
    seen = right_click(user, window, lambda _: None)
    assert [text for text in seen if text in RASTERS + VECTORS] == offered


def test_everything_is_taken_away(user, window, layers):
    from exogenous.gui.desktop import Desktop

    desktop = Desktop(window)
    desktop.add()
    desktop.remove()
    user.let_go()
    assert not window.plugin_menus
    assert not window.layer_actions
    assert not window.main.findChildren(QToolBar)
    window.select(layers[0])
    assert "Collocate onto product…" not in right_click(user, window, lambda _: None)


def press(user, item, label):
    buttons = item.findChildren(QPushButton)
    user.click(next(one for one in buttons if one.text() == label))


def test_lacking_packages_are_told(user, window, desktop, monkeypatch):
    monkeypatch.setattr(readiness, "lacking", lambda: ("rasterio",))
    window.plugin_menus["Exogenous"].actions()[0].trigger()
    assert not dialogs()
    panels = [w for w in QApplication.topLevelWidgets() if isinstance(w, PackagesPanel)]
    assert [panel.isVisible() for panel in panels] == [True]
    close_panels()  # as when the plugin goes
    user.let_go()
    assert all(map(sip.isdeleted, panels))


def test_disabled_provider_is_told(user, window, desktop, plugin):
    registry = QgsApplication.processingRegistry()
    registry.removeProvider(registry.providerById("exo"))
    plugin._provider = None
    window.plugin_menus["Exogenous"].actions()[0].trigger()
    assert not dialogs()
    item = window.messageBar().currentItem()
    assert "Processing" in item.text()
    press(user, item, "Open the options")
    assert window.options_shown == ["processingOptions"]


def test_project_is_left_alone(window, desktop, layers):
    assert len(QgsProject.instance().mapLayers()) == 3
