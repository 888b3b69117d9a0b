# SPDX-License-Identifier: GPL-3.0-or-later
"""The times of a row's file in the table: on a line, in a list, and by a click."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import QPoint
from qgis.PyQt.QtWidgets import QToolButton
from timed_files import write_timed

from exogenous.gui.layer_table.row import Column
from exogenous.gui.layer_table.time_delegates import TimeDelegate
from exogenous.gui.layer_table.timeline import Timeline
from exogenous.tests.gui.tables import BAND, value


@pytest.fixture
def table_of(user, fill, tmp_path):
    """Show a row of a file with so many times, six hours apart, and its details."""

    def show(count, **row):
        path = tmp_path / "a.nc"
        write_timed(path, "hours since 2022-10-04", [6.0 * n for n in range(count)])
        table = fill({"t": {"path": str(path), "crs": "EPSG:4326", **row}})
        table.set_product("", "", "2022-10-05T11:54Z")
        # A row with a CRS shows its details by itself.
        assert table.findChild(QToolButton, "more").isChecked()
        user.cell(table.view, 0, BAND)
        return table

    return show


def test_a_click_takes_the_nearest_time(user, table_of):
    table = table_of(9)
    line = table.findChild(Timeline)
    assert line.isVisible()
    assert "2022-10-04T00:00Z to 2022-10-06T00:00Z" in line.accessibleName()
    assert table.view.model().index(0, BAND).data() == "by time"
    times = table.model.finding(0).times
    user.click_at(line, QPoint(round(line.x_of(times.begins[3])) + 3, 8))
    assert value(table)["t"]["time"] == "2022-10-04T18:00Z"
    assert "bandnumber" not in value(table)["t"]


def test_a_row_without_times_has_no_line(user, fill, scene):
    table = fill({"VV": {"path": scene.radar}})
    user.click(table.findChild(QToolButton, "more"))
    assert not table.findChild(Timeline).isVisible()


def test_of_many_times_those_around_the_acquisition_are_listed(table_of):
    table = table_of(1000, time="none")
    delegate = TimeDelegate(table.view)
    index = table.view.model().index(0, Column.TIME)
    texts = [choice.value for choice in delegate.choices(index)]
    assert texts[1:3] == ["acquisition", "none"]
    assert "2022-10-05T12:00Z" in texts
    assert len(texts) == 203
    assert table.view.model().index(0, BAND).data() == "1"
