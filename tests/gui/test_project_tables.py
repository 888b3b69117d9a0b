# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables that a project keeps under names, by its menu and in its file."""

from __future__ import annotations

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtWidgets import QInputDialog, QMessageBox

from exogenous.tests.gui.tables import names, value


@pytest.fixture
def answers(monkeypatch):
    """What the user types and presses in the dialogs that ask."""
    said = {"name": "", "sure": QMessageBox.StandardButton.Yes}
    for ask in ("getItem", "getText"):
        monkeypatch.setattr(QInputDialog, ask, lambda *_, **__: (said["name"], True))
    monkeypatch.setattr(QMessageBox, "question", lambda *_: said["sure"])
    return said


def choose(user, table, *labels):
    menu = table.findChild(object, "tables").menu()
    menu.popup(QPoint(10, 10))
    user.pause()
    for label in labels[:-1]:
        below = next(a for a in menu.actions() if a.text() == label).menu()
        menu.close()
        below.popup(QPoint(20, 20))
        user.pause()
    user.choose(labels[-1])


def listed(table):
    menu = table.findChild(object, "tables").menu()
    menu.popup(QPoint(10, 10))
    texts = [action.text() for action in menu.actions() if action.text()]
    menu.close()
    return texts[:-3]  # save, rename, delete


def save(user, table, answers, name):
    answers["name"] = name
    choose(user, table, "Save in the project…")


def test_table_is_loaded_in_place_of_the_rows(user, fill, rows, answers):
    table = fill(rows)
    save(user, table, answers, "Irish & co / 2025")
    fill([rows["VV"]["path"]])
    choose(user, table, "Irish && co / 2025")
    user.wait(lambda: names(table) == ["VV", "cover"])
    assert value(table) == rows
    table.view.setFocus()
    user.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert names(table) == ["radar"]


def test_switched_rows_are_kept_in_the_projects_file(
    user, fill, rows, answers, project, tmp_path
):
    table = fill({**rows, "VV": {**rows["VV"], "use": False}})
    save(user, table, answers, "one")
    path = str(tmp_path / "project.qgz")
    assert project.isDirty()
    assert project.write(path)
    project.clear()
    assert listed(table) == []
    assert QgsProject.instance().read(path)
    table.set_value(None)
    choose(user, table, "one")
    user.wait(lambda: names(table) == ["VV", "cover"])
    assert value(table)["VV"]["use"] is False


def test_table_is_renamed_and_deleted(user, fill, rows, answers):
    table = fill(rows)
    for name in ("one", "two", "three"):
        save(user, table, answers, name)
    answers["name"] = "2"
    choose(user, table, "Rename", "two")
    assert listed(table) == ["one", "2", "three"]
    choose(user, table, "Delete", "one")
    assert listed(table) == ["2", "three"]
    answers["sure"] = QMessageBox.StandardButton.No
    choose(user, table, "Delete", "2")
    answers["name"] = "three"
    choose(user, table, "Rename", "2")
    assert listed(table) == ["2", "three"]
