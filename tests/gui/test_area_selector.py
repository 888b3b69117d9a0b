# SPDX-License-Identifier: GPL-3.0-or-later
"""The area of interest under a user's mouse and keys."""

from __future__ import annotations

import pytest
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsRectangle,
    QgsReferencedRectangle,
)
from qgis.gui import QgsProcessingParameterWidgetContext
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

WHOLE, LAYER, EXTENT = range(3)


@pytest.fixture
def dialog(user, open_dialog):
    dialog = open_dialog("stack")
    user.unfold(dialog)
    return dialog


@pytest.fixture
def widget(dialog):
    return lambda name: dialog.mainWidget().wrappers[name].widget


def child(widget, name):
    return widget.findChild(object, name)


def choose_kind(user, area, kind):
    combo = child(area, "aoiKind")
    combo.showPopup()
    user.pause()
    user.choose(combo.itemText(kind))


def test_area_is_the_whole_product_at_first(widget):
    assert widget("AOI").value() is None


def test_layer_of_polygons_is_offered(user, widget, polygons):
    area = widget("AOI")
    choose_kind(user, area, LAYER)
    assert area.value() == polygons.id()
    choose_kind(user, area, WHOLE)
    assert area.value() is None


def test_only_selected_features(user, widget, polygons):
    polygons.selectAll()
    area = widget("AOI")
    source = QgsProcessingFeatureSourceDefinition(
        polygons.id(), selectedFeaturesOnly=True
    )
    area.set_value(source)
    found = area.value()
    assert isinstance(found, QgsProcessingFeatureSourceDefinition)
    assert found.selectedFeaturesOnly
    assert found.source.staticValue() == polygons.id()


@pytest.mark.parametrize(
    "text", ["4.1,4.3,60.2,60.4 [EPSG:4326]", "1,2,3,4 [EPSG:32632]"]
)
def test_extent_comes_back(widget, text):
    area = widget("AOI")
    area.set_value(text)
    assert area.value() == text


def test_rectangle_becomes_text(widget):
    area = widget("AOI")
    crs = QgsCoordinateReferenceSystem("EPSG:32632")
    area.set_value(QgsReferencedRectangle(QgsRectangle(1, 3, 2, 4.5), crs))
    assert area.value() == "1,2,3,4.5 [EPSG:32632]"


def test_file_comes_back(widget):
    area = widget("AOI")
    area.set_value("/data/lake.gpkg")
    assert area.value() == "/data/lake.gpkg"


def test_no_extent_is_the_whole_product(user, widget):
    area = widget("AOI")
    choose_kind(user, area, EXTENT)
    assert area.value() is None


@pytest.fixture
def area_on_canvas(user, window, widget):
    """The area's widget, beside a canvas of two by one kilometres."""
    canvas = window.mapCanvas()
    crs = QgsCoordinateReferenceSystem("EPSG:32632")
    canvas.setDestinationCrs(crs)
    canvas.setExtent(QgsRectangle(600_000, 6_649_000, 602_000, 6_650_000))
    context = QgsProcessingParameterWidgetContext()
    context.setMapCanvas(canvas)
    context.setProject(QgsProject.instance())
    area = widget("AOI")
    area.set_widget_context(context)
    choose_kind(user, area, EXTENT)
    return area


def test_drawing_is_offered_in_a_dialog_of_processing(user, plugin, window, project):
    """Processing shows its dialogs first, and makes them modal then.

    The kind of area is chosen in the modal dialog, where the extent is first seen.
    """
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("exo:stack")
    dialog = algorithm.createCustomParametersWidget(None)
    context = QgsProcessingParameterWidgetContext()
    context.setMapCanvas(window.mapCanvas())
    context.setProject(project)
    area = dialog.mainWidget().wrappers["AOI"].widget
    area.set_widget_context(context)
    offered = []

    def look():
        user.unfold(dialog)
        choose_kind(user, area, EXTENT)
        menu = child(area, "mCondensedToolButton").menu()
        menu.aboutToShow.emit()
        shown = (action for action in menu.actions() if action.isVisible())
        offered.extend(action.text() for action in shown)
        dialog.close()

    dialog.show()
    QTimer.singleShot(300, look)
    dialog.exec()
    dialog.deleteLater()
    assert any("Draw" in text for text in offered)


def take_from_menu(user, area, icon_of):
    """Click the entry of the extent's menu that does what a button of QGIS does."""
    menu = child(area, "mCondensedToolButton").menu()
    menu.aboutToShow.emit()
    action = next(one for one in menu.actions() if one.text() and icon_of(one.text()))
    action.trigger()
    user.pause()


def numbers_of(text):
    return [float(one) for one in text.partition("[")[0].split(",")]


def test_extent_is_taken_from_the_canvas(user, area_on_canvas, window):
    take_from_menu(user, area_on_canvas, lambda text: "Canvas Extent" in text)
    shown = window.mapCanvas().extent()
    expected = [
        shown.xMinimum(),
        shown.xMaximum(),
        shown.yMinimum(),
        shown.yMaximum(),
    ]
    assert numbers_of(area_on_canvas.value()) == pytest.approx(expected, abs=0.01)
    assert area_on_canvas.value().endswith("[EPSG:32632]")


def test_extent_is_drawn_on_the_canvas(user, area_on_canvas, window):
    canvas = window.mapCanvas()
    take_from_menu(user, area_on_canvas, lambda text: "Draw" in text)
    # The dialog is out of the way meanwhile.
    assert not area_on_canvas.window().isVisible()
    view, left = canvas.viewport(), Qt.MouseButton.LeftButton
    start, end = QPoint(60, 60), QPoint(160, 120)
    none = Qt.KeyboardModifier.NoModifier
    QTest.mousePress(view, left, none, start)
    move = QMouseEvent(QEvent.Type.MouseMove, QPointF(end), left, left, none)
    QApplication.sendEvent(view, move)
    QTest.mouseRelease(view, left, none, end)
    user.pause()
    assert area_on_canvas.window().isVisible()
    to_map = canvas.getCoordinateTransform().toMapCoordinates
    first, last = to_map(start), to_map(end)
    expected = [first.x(), last.x(), last.y(), first.y()]
    size = canvas.mapUnitsPerPixel()
    found = numbers_of(area_on_canvas.value())
    assert found == pytest.approx(expected, abs=2 * size)
