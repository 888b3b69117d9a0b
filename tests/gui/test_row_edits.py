# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows that are switched, changed together, sorted, mended, and taken back."""

from __future__ import annotations

import pytest
import rasterio
from qgis.core import QgsRasterLayer, QgsRectangle
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QFileDialog, QLabel, QToolButton

from exogenous.gui.widgets.later import later
from exogenous.tests.gui.tables import (
    NAME,
    NODATA,
    RESAMPLER,
    cells_of,
    names,
    note_below,
    value,
)

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def three(fill, scene):
    return fill([{"name": n, "path": scene.radar} for n in ("b", "a 10", "a 9")])


def click_box(user, table, row):
    rect = table.view.visualRect(table.model.index(row, NAME))
    place = QPoint(rect.left() + 9, rect.top() + table.view.line_px // 2)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(table.view.viewport(), left, none, place)
    user.pause()


def left_out(table):
    rows = value(table)
    return [name for name, row in rows.items() if row.get("use") is False]


def follow(user, table, row, number):
    """Click a link below a row."""
    view = table.view
    label = next(
        one
        for one in view.viewport().findChildren(QLabel, "exoProblem")
        if one.y() > view.rowViewportPosition(row)
        and one.y() < view.rowViewportPosition(row) + view.rowHeight(row)
    )
    hand = Qt.CursorShape.PointingHandCursor
    starts, was_link = [], False
    for y in range(6, label.height(), 12):
        for x in range(0, label.width(), 3):
            QTest.mouseMove(label, QPoint(x, y))
            is_link = label.cursor().shape() == hand
            if is_link and not was_link:
                starts.append(QPoint(x + 3, y))
            was_link = is_link
    user.click_at(label, starts[number])


def test_row_is_left_out_by_its_box(user, three):
    click_box(user, three, 1)
    assert left_out(three) == ["a 10"]
    click_box(user, three, 1)
    assert left_out(three) == []


def test_space_switches_all_selected_rows(user, three):
    user.cell(three.view, 0, NAME)
    user.cell(three.view, 2, RESAMPLER, keys=CONTROL)
    user.key(Qt.Key.Key_Space)
    assert left_out(three) == ["b", "a 9"]
    user.key(Qt.Key.Key_Space)
    assert left_out(three) == []


def test_row_that_is_left_out_has_no_problem(user, fill, scene):
    table = fill([{"path": "/nowhere.tif"}, {"path": scene.radar}])
    user.wait(lambda: "there is no file" in note_below(table.view, 0))
    click_box(user, table, 0)
    assert note_below(table.view, 0) == ""
    click_box(user, table, 0)
    user.wait(lambda: "there is no file" in note_below(table.view, 0))


@pytest.mark.parametrize("by", ["mouse", "key"])
def test_selected_rows_are_changed_together(user, three, by):
    user.cell(three.view, 0, RESAMPLER)
    user.cell(three.view, 1, RESAMPLER, keys=SHIFT)
    if by == "mouse":
        user.cell(three.view, 1, RESAMPLER, twice=True)
    else:
        user.key(Qt.Key.Key_Return)
    user.choose("average")
    assert [row.resampler for row in three.model.rows] == ["average", "average", ""]
    user.key(Qt.Key.Key_Z, CONTROL)
    assert [row.resampler for row in three.model.rows] == ["", "", ""]


def test_details_change_all_selected_rows(user, three):
    user.click(three.findChild(QToolButton, "more"))
    user.cell(three.view, 0, NAME)
    user.key(Qt.Key.Key_A, CONTROL)
    title = three.findChild(QLabel, "exoDetailsOf").text()
    assert title == "Details of b; a change applies to 3 selected rows"
    user.cell(cells_of(three, NODATA), 0, NODATA, twice=True)
    user.type("-99")
    user.key(Qt.Key.Key_Return)
    assert [row.nodata for row in three.model.rows] == ["-99"] * 3


def test_list_that_is_left_alone_changes_nothing(user, three):
    before = three.model.rows
    user.cell(three.view, 0, RESAMPLER, twice=True)
    user.key(Qt.Key.Key_Escape)
    user.cell(three.view, 2, NAME)
    assert three.model.rows == before
    assert not three.findChild(QToolButton, "undo").isEnabled()


@pytest.mark.parametrize("redo", [(Qt.Key.Key_Y, CONTROL), (Qt.Key.Key_Z, None)])
def test_changes_are_undone_and_redone(user, three, redo):
    key, keys = redo
    user.cell(three.view, 1, NAME)
    user.key(Qt.Key.Key_Delete)
    user.cell(three.view, 0, NAME)
    user.key(Qt.Key.Key_D, CONTROL)
    assert names(three) == ["b", "b 2", "a 9"]
    user.key(Qt.Key.Key_Z, CONTROL)
    user.key(Qt.Key.Key_Z, CONTROL)
    assert names(three) == ["b", "a 10", "a 9"]
    assert three.view.selected_rows() == [1]
    user.key(Qt.Key.Key_Z, CONTROL)  # nothing is left to take back
    for _ in range(2):
        user.key(key, keys or CONTROL | SHIFT)
    assert names(three) == ["b", "b 2", "a 9"]
    user.click(three.findChild(QToolButton, "undo"))
    assert names(three) == ["b", "a 9"]
    user.cell(three.view, 0, NAME)
    user.key(Qt.Key.Key_D, CONTROL)
    assert not three.findChild(QToolButton, "redo").isEnabled()


def test_another_table_has_nothing_to_undo(user, three, scene):
    user.cell(three.view, 1, NAME)
    user.key(Qt.Key.Key_Delete)
    three.set_value(scene.cover)
    user.wait(lambda: names(three) == ["land cover"])
    assert not three.findChild(QToolButton, "undo").isEnabled()


def test_rows_are_sorted_by_a_click_on_the_title(user, three):
    header = three.view.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(NAME) + 30, header.height() // 2)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for wanted in (["a 9", "a 10", "b"], ["b", "a 10", "a 9"]):
        QTest.mouseClick(header.viewport(), left, none, place)
        assert names(three) == wanted
    three.view.setFocus()
    user.key(Qt.Key.Key_Z, CONTROL)
    user.key(Qt.Key.Key_Z, CONTROL)
    assert names(three) == ["b", "a 10", "a 9"]
    assert list(value(three)) == names(three)


def test_missing_crs_is_mended_by_the_products(user, table, scene, tmp_path):
    path = str(tmp_path / "nameless.tif")
    with rasterio.open(scene.radar) as src:
        profile, pixels = src.profile, src.read()
    with rasterio.open(path, "w", **{**profile, "crs": None}) as dst:
        dst.write(pixels)
    table.set_product(scene.product, "EPSG:32632")
    table.set_value(path)
    user.wait(lambda: "Give it the product's CRS" in note_below(table.view, 0))
    follow(user, table, 0, 0)
    assert table.model.rows[0].crs == "EPSG:32632"
    user.wait(lambda: not note_below(table.view, 0))


@pytest.mark.parametrize(("number", "taken"), [(0, "mode"), (1, "nearest")])
def test_mixed_classes_are_mended(user, table, palette, number, taken):
    table.set_value([{"path": palette, "resampler": "bilinear"}])
    user.wait(lambda: "mixes their codes" in note_below(table.view, 0))
    follow(user, table, 0, number)
    assert table.model.rows[0].resampler == taken
    user.wait(lambda: not note_below(table.view, 0))


@pytest.mark.parametrize(
    ("row", "field", "mended"),
    [
        ({"band": 5}, "band", "1"),
        ({"resampler": "smooth"}, "resampler", ""),
        ({"name": "again"}, "name", "again 2"),
    ],
)
def test_what_is_wrong_is_mended_by_a_link(user, fill, scene, row, field, mended):
    other = {"name": "again", "path": scene.radar}
    table = fill([{"name": "a", "path": scene.radar} | row, other])
    if field == "name":
        table.model.put(1, name="again")
    user.wait(lambda: note_below(table.view, 0))
    follow(user, table, 0, 0)
    assert getattr(table.model.rows[0], field) == mended
    user.wait(lambda: not note_below(table.view, 0))


def test_fixes_are_in_the_menu_of_the_row_too(user, fill, scene):
    table = fill([{"name": "a", "path": scene.radar, "band": 5}])
    user.wait(lambda: "has no band 5" in note_below(table.view, 0))
    user.cell(table.view, 0, NAME)
    later(table, lambda: user.choose("Take band 1: VV"), 100)
    place = table.view.visualRect(table.model.index(0, NAME)).center()
    table.view.customContextMenuRequested.emit(place)
    assert table.model.rows[0].band == "1"


def test_missing_file_is_asked_for_beside_the_product(user, table, scene, monkeypatch):
    asked = []

    def answer(_parent, _title, folder, filters):
        asked.append((folder, filters))
        return scene.radar, ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    table.set_product(scene.product, "EPSG:32632")
    table.set_value("/nowhere.tif")
    user.wait(lambda: "there is no file" in note_below(table.view, 0))
    follow(user, table, 0, 0)
    assert table.model.rows[0].path == scene.radar
    ((folder, filters),) = asked
    assert folder == scene.product.rpartition("/")[0]
    assert "*.tif" in filters


def test_canvas_shows_a_rows_layer(user, fill, scene, project):
    layer = QgsRasterLayer(scene.radar, "my radar")
    project.addMapLayer(layer)
    table = fill([scene.cover, "my radar"])
    canvas = user.show(QgsMapCanvas())
    canvas.setDestinationCrs(layer.crs())
    canvas.setExtent(QgsRectangle(0, 0, 1, 1))
    table.set_canvas(canvas)
    user.cell(table.view, 1, NAME)
    later(table, lambda: user.choose("Zoom to the layer"), 100)
    place = table.view.visualRect(table.model.index(1, NAME)).center()
    table.view.customContextMenuRequested.emit(place)
    assert canvas.extent().contains(layer.extent())
    assert canvas.extent().width() < 20 * layer.extent().width()
