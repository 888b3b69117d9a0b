# SPDX-License-Identifier: GPL-3.0-or-later
"""The layer table under a user's mouse and keys."""

from __future__ import annotations

import json
from dataclasses import fields

import numpy as np
import pytest
import rasterio
from qgis.core import QgsCoordinateReferenceSystem, QgsRasterLayer, QgsRasterRange
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QFileDialog

from exogenous.core.request.exo_layer import ExoLayer
from exogenous.core.request.row_keys import ROW_KEYS
from exogenous.gui.layer_table.row import FIELDS
from exogenous.gui.widgets.project_layers import named_source
from exogenous.gui.widgets.warm_up import warm_up
from exogenous.tests.gui.tables import (
    BAND,
    CRS,
    DOMAIN,
    FRACTIONS,
    NAME,
    NODATA,
    OFFSET,
    RESAMPLER,
    SCALE,
    SOURCE,
    cells_of,
    names,
    note_below,
    shown,
    value,
)


def test_empty_table_has_no_value(table):
    assert table.value() is None


def test_columns_are_the_keys_of_a_row_and_say_what_they_mean(table):
    model = table.view.model()
    warm_up().result()
    keys = [key.name for key in ROW_KEYS if key.name != "use"]  # the check box
    assert set(FIELDS.values()) == set(keys)
    of_plan = {"several", "share", "is_band_given", "layer_times", "chosen_time"}
    assert [one.name for one in fields(ExoLayer) if one.name not in of_plan] == keys
    meanings = {key.name: key.meaning for key in ROW_KEYS}
    for column, field in FIELDS.items():
        says = model.headerData(
            column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole
        )
        assert says == meanings[field]


def test_value_is_the_seeds_dictionary(fill, rows):
    assert value(fill(rows)) == rows


@pytest.mark.parametrize("indent", [None, 2])
def test_json_text_comes_back(fill, rows, indent):
    table = fill(json.dumps(rows, indent=indent))
    assert value(table) == rows
    assert list(value(table)) == ["VV", "cover"]


def test_every_field_comes_back(fill, scene):
    row = {
        "path": scene.radar,
        "bandnumber": 2,
        "resampler": "cubic",
        "nodata": -9999,
        "crs": "EPSG:4326",
        "scale": 0.5,
        "offset": 1,
        "mask": "none",
        "domain": "db",
        "fractions": "10, Water",
        "use": False,
    }
    table = fill({"VH": row})
    assert value(table) == {"VH": row}
    assert cells_of(table, NODATA).isVisible()


def test_value_is_there_before_it_is_read(table, rows):
    table.set_value(json.dumps(rows))
    assert table.value() == json.dumps(rows)


def test_unreadable_value_is_kept_and_explained(user, table):
    table.set_value('{"VV": ')
    user.wait(lambda: not table.model.is_busy)
    assert table.value() == '{"VV": '
    note = table.findChild(object, "exoNote")
    assert note.isVisible()
    assert "Exogenous layers: the JSON text is broken at line 1" in note.text()


def test_bands_are_shown_by_name(fill, scene):
    table = fill([{"name": "VH", "path": scene.radar, "band": 2}])
    assert shown(table, 0, BAND) == "2: VH"


def test_default_resampler_follows_the_data(fill, scene, palette):
    table = fill([scene.radar, palette])
    assert shown(table, 0, RESAMPLER) == "bilinear"
    assert shown(table, 1, RESAMPLER) == "nearest"
    assert [row["resampler"] for row in value(table).values()] == ["auto", "auto"]


def test_layer_is_shown_by_name_with_its_path_as_tooltip(fill, scene, project):
    layer = QgsRasterLayer(scene.radar, "my radar")
    project.addMapLayer(layer)
    table = fill([layer.id(), "my radar", scene.cover])
    assert shown(table, 0, SOURCE) == shown(table, 1, SOURCE) == "my radar"
    assert shown(table, 2, SOURCE) == "land cover.tif"
    index = table.model.index(0, SOURCE)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == scene.radar
    assert names(table) == ["my radar", "my radar 2", "land cover"]
    assert value(table)["my radar"]["path"] == scene.radar


def test_a_layers_crs_is_the_one_that_the_user_has_set(user, fill, scene, project):
    layer = QgsRasterLayer(scene.radar, "my radar")
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:3035"))
    project.addMapLayer(layer)
    table = fill([layer.id(), scene.cover])
    table.model.add_sources([named_source(layer)])
    user.wait(lambda: len(table.model.rows) == 3)
    table.model.set_source(1, named_source(layer))
    assert [row.crs for row in table.model.rows] == ["EPSG:3035"] * 3


def test_a_layers_nodata_is_what_the_user_has_set(user, fill, scene, project):
    layer = QgsRasterLayer(scene.radar, "my radar")
    layer.dataProvider().setUserNoDataValue(1, [QgsRasterRange(-12, -10)])
    project.addMapLayer(layer)
    table = fill([layer.id(), {"path": layer.id(), "band": "VH", "name": "VH"}])
    table.model.add_sources([named_source(layer)])
    user.wait(lambda: len(table.model.rows) == 3)
    rule = "file, -12..-10"
    assert [row.nodata for row in table.model.rows] == [rule, "", rule]
    assert value(table)["my radar"]["nodata"] == rule
    table.model.setData(table.model.index(0, BAND), "2", Qt.ItemDataRole.EditRole)
    table.model.setData(table.model.index(1, BAND), "1", Qt.ItemDataRole.EditRole)
    assert [row.nodata for row in table.model.rows] == ["", rule, rule]


# Editing


def test_name_is_typed(user, fill, rows):
    table = fill(rows)
    user.cell(table.view, 0, NAME, twice=True)
    user.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    user.type("mosaique 2025/11")
    user.key(Qt.Key.Key_Return)
    assert names(table) == ["mosaique 2025/11", "cover"]


def test_return_edits_instead_of_running(user, fill, rows):
    table = fill(rows)
    user.cell(table.view, 1, NAME)
    user.key(Qt.Key.Key_Return)
    user.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    user.type("classes")
    user.key(Qt.Key.Key_Return)
    assert names(table) == ["VV", "classes"]


def test_resampler_is_chosen(user, fill, rows):
    table = fill(rows)
    user.cell(table.view, 0, RESAMPLER, twice=True)
    user.choose("cubic")
    assert table.model.rows[0].resampler == "cubic"
    assert value(table)["VV"]["resampler"] == "cubic"


def test_band_is_chosen(user, fill, rows):
    table = fill(rows)
    user.cell(table.view, 0, BAND, twice=True)
    user.choose("2: VH")
    assert value(table)["VV"]["bandnumber"] == 2
    # The row's raster is looked at anew, beside the dialog.
    user.wait(lambda: shown(table, 0, BAND) == "2: VH")


def test_layer_is_chosen_as_source(user, fill, rows, scene, project):
    project.addMapLayer(QgsRasterLayer(scene.radar, "my radar"))
    table = fill({"cover": {"path": scene.cover, "bandnumber": 1}})
    user.cell(table.view, 0, SOURCE, twice=True)
    user.choose("my radar")
    assert value(table)["cover"]["path"] == scene.radar


def test_file_is_chosen_as_source(user, fill, rows, scene, monkeypatch):
    table = fill(rows)
    answer = (scene.cover, "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: answer)
    user.cell(table.view, 0, SOURCE, twice=True)
    user.choose("Choose a file…")
    assert value(table)["VV"]["path"] == scene.cover


def test_overrides_are_unfolded_and_typed(user, fill, rows):
    table = fill(rows)
    assert not cells_of(table, NODATA).isVisible()
    user.click(table.findChild(object, "more"))
    user.cell(table.view, 1, NAME)
    for column, text in ((NODATA, "0"), (SCALE, "0.1"), (OFFSET, "-3")):
        user.cell(cells_of(table, column), 1, column, twice=True)
        user.type(text)
        user.key(Qt.Key.Key_Return)
    user.cell(cells_of(table, CRS), 1, CRS, twice=True)
    user.choose("EPSG:4326 - WGS 84")
    cover = value(table)["cover"]
    user.cell(cells_of(table, DOMAIN), 1, DOMAIN, twice=True)
    user.choose("angle")
    cover = value(table)["cover"]
    found = [cover[key] for key in ("nodata", "scale", "offset", "crs", "domain")]
    assert found == [0, 0.1, -3, "EPSG:4326", "angle"]


def test_several_bands_and_shares_of_classes_are_typed(user, fill, rows):
    del rows["cover"]["resampler"]
    table = fill(rows)
    user.cell(table.view, 0, BAND, twice=True)
    user.type("1-2")
    user.key(Qt.Key.Key_Return)
    user.click(table.findChild(object, "more"))
    user.cell(table.view, 1, NAME)
    user.cell(cells_of(table, FRACTIONS), 1, FRACTIONS, twice=True)
    user.choose("all")
    said = value(table)
    radar, cover = said["VV"], said["cover"]
    assert radar["bandnumber"] == "1-2"
    assert (cover["fractions"], cover["resampler"]) == ("all", "auto")
    user.wait(lambda: shown(table, 1, RESAMPLER) == "average")


# What is wrong


def wrong(user, table, row, reason):
    user.wait(lambda: reason in note_below(table.view, row))
    index = table.model.index(row, NAME)
    colour = index.data(Qt.ItemDataRole.BackgroundRole).color()
    return colour.red() > colour.green() and colour.red() > colour.blue()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"path": "/nowhere.tif"}, "there is no file '/nowhere.tif'"),
        ({"bandnumber": 7}, "has no band 7. It has 1: VV, 2: VH."),
        ({"resampler": "smoothest"}, "resampler 'smoothest' is unknown"),
        ({"nodata": "null"}, "nodata 'null' is not a number"),
        ({"crs": "EPSG:nix"}, "crs 'EPSG:nix' is unknown"),
    ],
)
def test_wrong_row_is_red_with_the_reason(user, table, scene, row, reason):
    table.set_value([{"name": "a", "path": scene.radar, **row}])
    user.wait(table.model.rowCount)
    assert wrong(user, table, 0, reason)


def test_row_of_two_with_one_name_is_red(user, fill, rows):
    table = fill(rows)
    user.cell(table.view, 1, NAME, twice=True)
    user.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    user.type("VV")
    user.key(Qt.Key.Key_Return)
    assert wrong(user, table, 0, "Another row has this name")
    assert isinstance(value(table), list)


def test_mended_row_is_red_no_more(user, fill, scene):
    table = fill([{"name": "a", "path": scene.radar, "band": 5}])
    assert wrong(user, table, 0, "has no band 5")
    user.cell(table.view, 0, BAND, twice=True)
    user.choose("1: VV")
    user.wait(lambda: not note_below(table.view, 0))
    assert table.model.index(0, NAME).data(Qt.ItemDataRole.BackgroundRole) is None


def test_raster_inside_a_container_is_offered(user, fill, tmp_path):
    path = str(tmp_path / "two.gpkg")
    for n in (1, 2):
        with rasterio.open(
            path,
            "w",
            driver="GPKG",
            count=1,
            height=8,
            width=8,
            dtype="uint8",
            crs="EPSG:32632",
            transform=rasterio.Affine(10, 0, 600_000, 0, -10, 6_650_000),
            RASTER_TABLE=f"raster{n}",
            APPEND_SUBDATASET="YES" if n > 1 else "NO",
        ) as dst:
            dst.write(np.full((1, 8, 8), n, dtype="uint8"))
    table = fill([path])
    assert wrong(user, table, 0, "holds several rasters")
    user.cell(table.view, 0, SOURCE, twice=True)
    user.choose("raster2 (two.gpkg)")
    user.wait(lambda: not note_below(table.view, 0))
    assert value(table)["two"]["path"] == f"GPKG:{path}:raster2"
