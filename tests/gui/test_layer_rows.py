# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows of the layer table that are moved, copied, saved, added and dropped."""

from __future__ import annotations

import json

import pytest
from qgis.core import (
    QgsApplication,
    QgsLayerTreeModel,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import QMimeData, QPoint, Qt, QUrl
from qgis.PyQt.QtWidgets import QApplication, QFileDialog, QToolButton

from exogenous.gui.widgets.later import later
from exogenous.tests.gui.tables import (
    NAME,
    names,
    value,
)


def keys(user, table, row, key, modifier=Qt.KeyboardModifier.NoModifier):
    user.cell(table.view, row, NAME)
    user.key(key, modifier)


@pytest.mark.parametrize("how", ["keys", "button"])
def test_rows_are_duplicated_moved_and_removed(user, fill, rows, how):
    def do(row, button, key, modifier=Qt.KeyboardModifier.NoModifier):
        if how == "keys":
            keys(user, table, row, key, modifier)
        else:
            user.cell(table.view, row, NAME)
            user.click(table.findChild(object, button))

    table = fill(rows)
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    do(0, "duplicate", Qt.Key.Key_D, control)
    assert names(table) == ["VV", "VV 2", "cover"]
    do(2, "up", Qt.Key.Key_Up, alt)
    assert names(table) == ["VV", "cover", "VV 2"]
    assert table.view.selected_rows() == [1]
    do(0, "down", Qt.Key.Key_Down, alt)
    assert names(table) == ["cover", "VV", "VV 2"]
    do(1, "remove", Qt.Key.Key_Delete)
    assert names(table) == ["cover", "VV 2"]


def test_several_rows_move_together(user, fill, scene):
    table = fill([{"name": n, "path": scene.radar} for n in "abcd"])
    user.cell(table.view, 1, NAME)
    user.cell(table.view, 3, NAME, keys=Qt.KeyboardModifier.ControlModifier)
    user.key(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(table) == ["b", "d", "a", "c"]


def test_rows_are_copied_and_pasted_as_json(user, fill, rows):
    table = fill(rows)
    control = Qt.KeyboardModifier.ControlModifier
    keys(user, table, 0, Qt.Key.Key_C, control)
    copied = json.loads(QApplication.clipboard().text())
    assert copied == [{"name": "VV", **rows["VV"]}]
    keys(user, table, 0, Qt.Key.Key_V, control)
    user.wait(lambda: len(names(table)) == 3)
    assert names(table) == ["VV", "VV 2", "cover"]
    keys(user, table, 1, Qt.Key.Key_X, control)
    assert names(table) == ["VV", "cover"]


def test_short_rows_are_pasted(user, table, scene):
    text = f"{scene.radar}|name=VH|band=2|resampler=mode\n{scene.cover}"
    QApplication.clipboard().setText(text)
    table.view.setFocus()
    user.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    user.wait(lambda: names(table) == ["VH", "land cover"])
    assert value(table)["VH"]["bandnumber"] == 2


def test_pasted_nonsense_is_explained_and_changes_nothing(user, fill, rows):
    table = fill(rows)
    QApplication.clipboard().setText('{"a": 3}')
    keys(user, table, 0, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    user.wait(lambda: table.findChild(object, "exoNote").isVisible())
    assert value(table) == rows


def test_copied_rows_keep_their_order_where_qgis_reads_the_json(
    user, fill, scene, read, make_feedback, tmp_path
):
    """QGIS sorts dictionaries by key: in a model, in the JSON input of qgis_process."""
    wanted = ["z", "été", "Z", "a", "10", "9"]
    table = fill([{"name": name, "path": scene.radar} for name in wanted])
    user.cell(table.view, 0, NAME)
    user.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    user.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    out = str(tmp_path / "stack.tif")
    values = {
        "PRODUCT": scene.product,
        "EXO": json.loads(QApplication.clipboard().text()),
        "OUTPUT": out,
    }
    registry = QgsApplication.processingRegistry()
    algorithm = registry.createAlgorithmById("exo:stack")
    # The method of C++, which Python's own is not when it is called by a model.
    _, is_ok = QgsProcessingAlgorithm.run(
        algorithm, values, QgsProcessingContext(), make_feedback()
    )
    assert is_ok
    assert list(read(out).names) == wanted


def test_table_is_saved_and_opened(user, fill, rows, tmp_path, monkeypatch):
    table = fill(rows)
    path = tmp_path / "my table"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    user.click(table.findChild(object, "save"))
    saved = path.with_suffix(".json")
    assert json.loads(saved.read_text()) == [
        {"name": name, **row} for name, row in rows.items()
    ]
    table.set_value(None)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(saved), ""))
    user.click(table.findChild(object, "open"))
    user.wait(lambda: names(table) == ["VV", "cover"])


def test_files_are_added(user, table, scene, monkeypatch):
    paths = [scene.radar, scene.cover]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (paths, ""))
    table.view.setFocus()
    user.key(Qt.Key.Key_Insert)
    user.wait(lambda: names(table) == ["radar", "land cover"])


def test_context_menu_duplicates(user, fill, rows):
    table = fill(rows)
    user.cell(table.view, 1, NAME)
    later(table, lambda: user.choose("Duplicate"), 100)
    place = table.view.visualRect(table.model.index(1, NAME)).center()
    table.view.customContextMenuRequested.emit(place)
    assert names(table) == ["VV", "cover", "cover 2"]


# Dropping


def top_of(table, row):
    rect = table.view.visualRect(table.model.index(row, NAME))
    return QPoint(rect.center().x(), rect.top() + 2)


def test_files_from_the_desktop_are_dropped(user, table, scene):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(p) for p in (scene.radar, scene.cover)])
    user.drop(table.view.viewport(), mime, QPoint(50, 50))
    user.wait(lambda: names(table) == ["radar", "land cover"])


def test_layers_of_the_panel_are_dropped_between_rows(user, fill, rows, scene, project):
    layer = QgsRasterLayer(scene.radar, "from the panel")
    project.addMapLayer(layer)
    tree = QgsLayerTreeModel(project.layerTreeRoot())
    mime = tree.mimeData([tree.index(0, 0)])
    table = fill(rows)
    user.drop(table.view.viewport(), mime, top_of(table, 1))
    user.wait(lambda: names(table) == ["VV", "from the panel", "cover"])
    assert value(table)["from the panel"]["path"] == scene.radar


def test_rows_are_dragged(user, fill, scene):
    table = fill([{"name": n, "path": scene.radar} for n in "abcd"])
    mime = table.model.mimeData([table.model.index(r, NAME) for r in (2, 3)])
    user.drop(table.view.viewport(), mime, top_of(table, 1))
    assert names(table) == ["a", "c", "d", "b"]
    assert table.view.selected_rows() == [1, 2]
    mime = table.model.mimeData([table.model.index(0, NAME)])
    user.drop(
        table.view.viewport(), mime, QPoint(50, table.view.viewport().height() - 5)
    )
    assert names(table) == ["c", "d", "b", "a"]


def test_vectors_and_text_are_not_taken(table, tmp_path):
    mime = QMimeData()
    mime.setText("hello")
    action = Qt.DropAction.CopyAction
    assert not table.model.canDropMimeData(
        mime, action, 0, 0, table.model.index(-1, -1)
    )


# Actions


@pytest.fixture
def open_menu(user):
    """Right-click into a row, or below all rows, and read the menu that opens."""

    def open_menu(table, row):
        seen = []

        def look():
            menu = QApplication.activePopupWidget()
            seen.extend(menu.actions())
            user.wait(menu.isVisible)
            menu.close()

        later(table, look, 100)
        index = table.model.index(row, NAME) if row is not None else None
        place = table.view.visualRect(index).center() if index else QPoint(20, 300)
        table.view.customContextMenuRequested.emit(place)
        return {action.text(): action for action in seen if action.text()}

    return open_menu


def test_buttons_menu_and_keys_share_an_action(user, fill, rows, open_menu):
    table = fill(rows)
    user.cell(table.view, 1, NAME)
    menu = open_menu(table, 1)
    assert {text: one.shortcut().toString() for text, one in menu.items()} == {
        "Add layers": "",
        "Copy as JSON": "Ctrl+C",
        "Cut": "Ctrl+X",
        "Paste": "Ctrl+V",
        "Duplicate": "Ctrl+D",
        "Remove": "Del",
        "Move up": "Alt+Up",
        "Move down": "Alt+Down",
        "Use in the run": "Space",
        "Zoom to the layer": "",
        "Make tiles of one layer": "",
        "Undo": "Ctrl+Z",
        "Redo": "Ctrl+Shift+Z",
    }
    for name, text in (
        ("remove", "Remove"),
        ("duplicate", "Duplicate"),
        ("up", "Move up"),
        ("down", "Move down"),
    ):
        button = table.findChild(QToolButton, name)
        assert button.defaultAction() is menu[text]
        assert button.isEnabled() == menu[text].isEnabled() == (name != "down")
        assert menu[text] in table.view.actions()
    tips = [table.findChild(QToolButton, name).toolTip() for name in ("remove", "up")]
    assert tips == ["Remove the selected rows", "Move up"]
    added = table.findChild(object, "add").menu()
    added.fill()
    assert menu["Paste"] in added.actions()


def test_menu_without_rows_adds_alone(table, open_menu):
    assert list(open_menu(table, None)) == [
        *("Add layers", "Paste", "Undo", "Redo"),
    ]


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.KeypadModifier),
        (Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_every_key_that_removes_does(user, fill, rows, key, modifier):
    table = fill(rows)
    keys(user, table, 0, key, modifier)
    assert names(table) == ["cover"]


def test_keys_of_what_cannot_be_done_do_nothing(user, fill, rows):
    table = fill(rows)
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    keys(user, table, 0, Qt.Key.Key_Up, alt)
    keys(user, table, 1, Qt.Key.Key_Down, alt)
    assert table.view.selected_rows() == [1]
    assert table.view.currentIndex().row() == 1
    QApplication.clipboard().setText("theirs")
    table.view.clearSelection()
    for key in (Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_D):
        user.key(key, control)
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        user.key(key)
        assert table.view.state() == table.view.State.NoState
    assert QApplication.clipboard().text() == "theirs"
    assert value(table) == rows


def test_keys_typed_in_a_cell_are_the_cells(user, fill, rows):
    table = fill(rows)
    user.cell(table.view, 0, NAME, twice=True)
    user.key(Qt.Key.Key_Home)
    user.key(Qt.Key.Key_Delete)
    user.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    user.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    user.key(Qt.Key.Key_End)
    user.key(Qt.Key.Key_Backspace)
    user.type("H")
    user.key(Qt.Key.Key_Return)
    assert names(table) == ["H", "cover"]
    assert QApplication.clipboard().text() == "V"
