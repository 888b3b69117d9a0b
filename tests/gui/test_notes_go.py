# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said below a row goes with the row, at once."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QLabel


def notes(table):
    labels = table.view.viewport().findChildren(QLabel, "exoProblem")
    return [label.text() for label in labels if label.isVisible()]


def test_other_rows_have_no_notes_of_those_before(user, fill, scene):
    table = fill([{"name": name, "path": f"/nowhere/{name}.tif"} for name in "ab"])
    user.wait(lambda: len(notes(table)) == 2)
    table.set_value([{"name": "radar", "path": scene.radar}])
    user.wait(lambda: table.model.rowCount() == 1 and not table.model.is_busy)
    assert notes(table) == []
