# SPDX-License-Identifier: GPL-3.0-or-later
"""What of the dialog is in sight at which size, and where the keyboard leads."""

from __future__ import annotations

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QPoint, QRect, Qt
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
    QScrollBar,
    QTabBar,
    QTableView,
    QWidget,
)

from exogenous.tests.algorithms.conftest import ORIGIN_X, ORIGIN_Y

#: What is in sight on a screen of 1280 x 800 pixels; the last is the destination.
PARTS = ("productPath", "bandView", "exoView", "planLines", "aoiKind", "planHead")


@pytest.fixture
def filled(user, open_dialog, scene):
    """A dialog of a product and a layer, with its plan."""

    def filled(name="stack", **values):
        dialog = open_dialog(name)
        dialog.setParameters({"PRODUCT": scene.product, "EXO": scene.radar, **values})
        user.wait(lambda: head(dialog).startswith("24 x 16 px"))
        return dialog

    return filled


def head(dialog):
    return dialog.findChild(QLabel, "planHead").text()


def destination(dialog):
    """Find the line of the destination, by what it says while it is empty."""
    lines = dialog.findChildren(QLineEdit)
    return next(one for one in lines if "temporary" in one.placeholderText())


def is_seen_whole(dialog, widget):
    """Tell whether no pixel of a widget is cut off by the dialog or a scroll area."""
    part = QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())
    around = widget.parentWidget()
    while around is not None and widget.isVisible():
        room = QRect(around.mapToGlobal(QPoint(0, 0)), around.size())
        if not room.contains(part):
            return False
        around = around.parentWidget() if around is not dialog else None
    return widget.isVisible()


def size(user, dialog, width, height):
    dialog.resize(width, height)
    user.pause(0.2)


@pytest.mark.parametrize("name", ["stack", "collocate"])
def test_all_is_in_sight_on_a_usual_screen(user, filled, name):
    """On 1280 x 800 pixels a dialog has room for so many letters and lines."""
    dialog = filled(name)
    font = dialog.fontMetrics()
    size(user, dialog, 178 * font.averageCharWidth(), 43 * font.lineSpacing())
    parts = [part for part in PARTS if name == "stack" or part != "bandView"]
    for part in parts:
        assert is_seen_whole(dialog, dialog.findChild(QWidget, part)), part
    assert is_seen_whole(dialog, destination(dialog))


@pytest.mark.parametrize(("width", "height"), [(1000, 560), (700, 600), (620, 420)])
def test_destination_and_headline_stay(user, filled, width, height):
    dialog = filled()
    size(user, dialog, width, height)
    assert is_seen_whole(dialog, destination(dialog))
    assert is_seen_whole(dialog, dialog.findChild(QWidget, "planHead"))
    assert not dialog.findChild(QWidget, "bandView").isVisible()


def test_what_the_user_unfolds_stays_unfolded(user, filled):
    dialog = filled()
    size(user, dialog, 700, 500)
    user.click(dialog.findChild(QAbstractButton, "bandSectionFold"))
    size(user, dialog, 700, 480)
    assert dialog.findChild(QWidget, "bandView").isVisible()


def test_headline_leads_to_the_plan(user, filled):
    dialog = filled()
    size(user, dialog, 620, 420)
    lines = dialog.findChild(QWidget, "planLines")
    assert not is_seen_whole(dialog, lines)
    user.click(dialog.findChild(QWidget, "planHead"))
    assert is_seen_whole(dialog, lines)
    assert lines.hasFocus()


def test_warnings_are_counted_and_stand_first(user, filled, scene, palette):
    rows = f"{scene.cover}|name=cover|resampler=average"
    dialog = filled(EXO=rows)
    size(user, dialog, 700, 500)
    count = dialog.findChild(QAbstractButton, "planWarnings")
    assert count.text() == "⚠ 1"
    lines = dialog.findChild(QWidget, "planLines")
    assert lines.toPlainText().startswith("⚠ layer 'cover' holds classes")
    assert lines.verticalScrollBar().value() == 0


def test_help_is_closed_on_a_small_screen(user, open_dialog):
    """The screen of the tests is one of 800 pixels."""
    page = open_dialog("stack").findChild(QWidget, "textShortHelp")
    assert not page.width() or not page.isVisible()


def test_keyboard_begins_at_the_product(user, open_dialog):
    dialog = open_dialog("stack")
    assert dialog.findChild(QWidget, "productPath").hasFocus()


def test_keyboard_alone_makes_a_plan(user, open_dialog, scene):
    """Type a product, and come to the bands and to Run by Tab."""
    dialog = open_dialog("stack")
    user.type(scene.product)
    user.wait(lambda: head(dialog).startswith("24 x 16 px"))
    user.unfold(dialog)
    dialog.findChild(QWidget, "productPath").setFocus()
    reached = []
    for _ in range(60):
        user.key(Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    names = [one.objectName() for one in reached]
    order = [names.index(part) for part in ("bandNames", "bandView", "exoView")]
    assert order == sorted(order)
    assert order[0] < 4
    assert dialog.runButton() in reached
    assert destination(dialog) in reached


def test_row_that_is_added_by_a_key_is_current(user, filled, scene, monkeypatch):
    """Ins adds a file; F2 then edits its name."""
    dialog = filled()
    view = dialog.findChild(QTableView, "exoView")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([scene.cover], ""))
    view.setFocus()
    user.key(Qt.Key.Key_Insert)
    user.wait(lambda: view.model().rowCount() == 2)
    assert view.currentIndex().row() == 1
    user.key(Qt.Key.Key_F2)
    user.type("classes")
    user.key(Qt.Key.Key_Return)
    assert view.model().index(1, view.currentIndex().column()).data() == "classes"


@pytest.mark.parametrize("name", ["stack", "collocate"])
def test_screen_readers_have_a_name_for_everything(user, filled, name):
    dialog = filled(name)
    user.unfold(dialog)
    buddies = {label.buddy() for label in dialog.findChildren(QLabel) if label.buddy()}
    nameless = [
        f"{type(one).__name__} {one.objectName()}"
        for one in dialog.mainWidget().findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.isVisible()
        and not isinstance(one, QScrollBar | QTabBar)
        and not (one.accessibleName() or one in buddies or is_told(one))
    ]
    assert not nameless


def is_told(widget):
    """Tell whether a widget says itself what it is for."""
    if isinstance(widget, QGroupBox):
        return bool(widget.title())
    return isinstance(widget, QAbstractButton) and len(widget.text().strip("…")) > 1


def test_extent_that_is_not_drawn_is_no_whole_product(user, filled):
    dialog = filled()
    kind = dialog.findChild(QComboBox, "aoiKind")
    kind.setFocus()
    user.type("extent")
    assert kind.currentText() == "extent"
    user.wait(lambda: head(dialog).startswith("There is no extent yet"))
    user.click(dialog.runButton())
    assert not dialog.wasExecuted()
    kind.setFocus()
    user.key(Qt.Key.Key_Home)
    user.wait(lambda: head(dialog).startswith("24 x 16 px"))


def test_blanking_is_offered_for_polygons_alone(user, filled, polygons):
    dialog = filled()
    blank = next(
        one
        for one in dialog.findChildren(QCheckBox)
        if one.text().startswith("Blank what lies outside")
    )
    assert not blank.isEnabled()
    dialog.findChild(QComboBox, "aoiKind").setFocus()
    user.type("polygons")
    assert blank.isEnabled()


def test_plan_follows_the_selection(user, filled, project):
    layer = QgsVectorLayer("Polygon?crs=EPSG:32632", "lakes", "memory")
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32632"))
    for width in (40, 80):
        box = QgsRectangle(ORIGIN_X, ORIGIN_Y - 40, ORIGIN_X + width, ORIGIN_Y)
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromRect(box))
        layer.dataProvider().addFeatures([feature])
    project.addMapLayer(layer)
    layer.selectByIds([1])
    from qgis.core import QgsProcessingFeatureSourceDefinition

    dialog = filled()
    chosen = QgsProcessingFeatureSourceDefinition(layer.id(), selectedFeaturesOnly=True)
    dialog.setParameters({"AOI": chosen})
    user.wait(lambda: head(dialog).startswith("4 x 4 px"))
    layer.selectByIds([2])
    user.wait(lambda: head(dialog).startswith("8 x 4 px"))
