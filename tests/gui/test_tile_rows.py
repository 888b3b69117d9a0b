# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows of the layer table whose layer is made of several files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import rasterio
from qgis.PyQt.QtCore import QMimeData, QPoint, Qt, QUrl
from qgis.PyQt.QtWidgets import QLabel

from exogenous.tests.gui.tables import NAME, SOURCE, cells_of, names, shown, value

OVERLAP = 17


@pytest.fixture
def tiles(scene, tmp_path):
    """Write three tiles of the scene's radar."""
    folder = tmp_path / "dem"
    folder.mkdir()
    with rasterio.open(scene.radar) as src:
        values, profile = src.read(), src.profile
    for name in ("n41", "n42", "n43"):
        with rasterio.open(folder / f"{name}.tif", "w", **profile) as dst:
            dst.write(values)
    return sorted(map(str, folder.glob("*.tif")))


def plural(text):
    """Return a text as English has it, whether its catalogue is there or not."""
    return text.replace("tile(s)", "tiles")


def note(table):
    return table.findChild(QLabel, "exoNote")


def dropped(user, table, paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(path) for path in paths])
    user.drop(table.view.viewport(), mime, QPoint(50, 50))


def test_dropped_files_are_rows_and_can_be_tiles(user, table, tiles):
    dropped(user, table, tiles)
    user.wait(lambda: names(table) == ["n41", "n42", "n43"])
    assert not note(table).isHidden()
    assert re.search(r"3 file(\(s\)|s), a row each\.", note(table).text())
    note(table).linkActivated.emit("tiles")
    assert names(table) == ["n"]
    assert note(table).isHidden()
    assert value(table)["n"]["path"] == tiles
    user.wait(lambda: not table.model.is_busy)
    assert plural(shown(table, 0, SOURCE)) == "3 tiles of dem"
    assert not table.model.problem(0)
    table.model.undo()
    assert names(table) == ["n41", "n42", "n43"]


def test_one_dropped_file_is_a_row(user, table, tiles):
    dropped(user, table, tiles[:1])
    user.wait(lambda: names(table) == ["n41"])
    assert note(table).isHidden()


def test_a_dropped_folder_is_tiles(user, table, tiles):
    folder = str(Path(tiles[0]).parent)
    dropped(user, table, [folder])
    user.wait(lambda: names(table) == ["dem"])
    user.wait(lambda: not table.model.is_busy)
    assert plural(shown(table, 0, SOURCE)) == "3 tiles of dem"
    assert value(table)["dem"]["path"] == folder


def test_selected_rows_become_tiles_by_the_action(user, fill, tiles):
    table = fill([{"name": Path(path).stem, "path": path} for path in tiles])
    action = table._row_actions["tiles"]
    user.cell(table.view, 0, NAME)
    assert not action.isEnabled()
    user.cell(table.view, 2, NAME, keys=Qt.KeyboardModifier.ControlModifier)
    assert action.isEnabled()
    action.trigger()
    assert names(table) == ["n", "n42"]
    assert value(table)["n"]["path"] == [tiles[0], tiles[2]]
    assert table.view.selected_rows() == [0]


def test_a_pattern_can_be_typed(user, fill, rows, tiles):
    table = fill(rows)
    pattern = f"{Path(tiles[0]).parent}/*.tif"
    table.model.setData(table.model.index(0, SOURCE), pattern)
    user.wait(lambda: not table.model.is_busy)
    assert plural(shown(table, 0, SOURCE)) == "3 tiles of dem/*.tif"
    assert value(table)["VV"]["path"] == pattern
    table.model.setData(table.model.index(0, SOURCE), f"{pattern}f")
    user.wait(lambda: not table.model.is_busy)
    assert "no raster matches" in table.model.problem(0)


def test_a_list_comes_back_as_it_went(fill, tiles):
    table = fill([{"name": "dem", "path": tiles, "overlap": "mean"}])
    found = value(table)
    assert found["dem"]["path"] == tiles
    assert found["dem"]["overlap"] == "mean"
    assert json.loads(json.dumps(found)) == found


def test_the_overlap_is_chosen_in_the_details(fill, tiles):
    table = fill([{"name": "dem", "path": tiles}])
    view = cells_of(table, OVERLAP)
    delegate = view.itemDelegateForColumn(OVERLAP)
    choices = delegate.choices(table.model.index(0, OVERLAP))
    assert [one.value for one in choices] == [
        *("first", "last", "mean", "nearest in time")
    ]
    table.model.setData(table.model.index(0, OVERLAP), "last")
    assert value(table)["dem"]["overlap"] == "last"
