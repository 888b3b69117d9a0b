# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists, patterns and placeholders in the path of a row."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from exogenous.core import ExogenousError, parse_exo
from exogenous.core.request.layer_table import to_mapping
from exogenous.core.request.located import MapLayer
from exogenous.core.request.tile_paths import (
    default_name,
    is_pattern,
    paths_in,
    placeholders_in,
)

if TYPE_CHECKING:
    from pathlib import Path

PATHS = ["dem/n41.tif", "dem/n42.tif"]


@pytest.mark.parametrize(
    "value",
    [
        {"DEM": {"path": PATHS, "band": 2}},
        {"DEM": {"path": tuple(PATHS), "band": 2}},
        [{"name": "DEM", "path": PATHS, "band": 2}],
        json.dumps({"DEM": {"path": PATHS, "band": 2}}),
        [{"name": "DEM", "path": json.dumps(PATHS), "band": 2}],
        f"{json.dumps(PATHS)}|name=DEM|band=2",
        [f"{json.dumps(PATHS)}|name=DEM|band=2"],
    ],
)
def test_a_list_in_a_path_is_tiles_in_every_form(value: Any) -> None:
    (row,) = parse_exo(value)
    assert (row.name, row.band, paths_in(row.path)) == ("DEM", 2, tuple(PATHS))
    assert to_mapping([row])["DEM"]["path"] == PATHS
    assert parse_exo(to_mapping([row])) == (row,)


def test_a_list_of_paths_by_name_is_tiles() -> None:
    (row,) = parse_exo({"DEM": PATHS})
    assert paths_in(row.path) == tuple(PATHS)


def test_a_list_of_rows_is_several_rows() -> None:
    assert [row.path for row in parse_exo(PATHS)] == PATHS
    assert [row.path for row in parse_exo(json.dumps(PATHS))] == PATHS


def test_map_layers_are_tiles_too() -> None:
    layers = {"a": MapLayer(name="a", path="x/a.tif", crs="EPSG:4326")}
    layers["b"] = MapLayer(name="b", path="x/b.tif", crs="EPSG:4326")
    rows = parse_exo([{"name": "e", "path": ["a", "b"]}], layers.get)  # type: ignore[arg-type]
    assert paths_in(rows[0].path) == ("x/a.tif", "x/b.tif")
    assert rows[0].crs == "EPSG:4326"


def test_layers_of_two_set_crss_are_refused() -> None:
    layers = {"a": MapLayer(name="a", path="x/a.tif", crs="EPSG:4326")}
    layers["b"] = MapLayer(name="b", path="x/b.tif", crs="EPSG:3857")
    with pytest.raises(ExogenousError, match="set by hand"):
        parse_exo([{"name": "e", "path": ["a", "b"]}], layers.get)  # type: ignore[arg-type]


@pytest.mark.parametrize("bad", [[], [""], ["a.tif", ["b.tif"]], ["a.tif", {}], [3]])
def test_a_list_of_other_things_is_refused(bad: Any) -> None:
    with pytest.raises(ExogenousError, match="layer 'e'"):
        parse_exo([{"name": "e", "path": bad}])


def test_a_list_of_one_is_that_file() -> None:
    (row,) = parse_exo([{"path": ["x/a.tif"]}])
    assert (row.name, row.path) == ("a", "x/a.tif")


def test_an_unknown_overlap_is_refused() -> None:
    with pytest.raises(ExogenousError, match="first, last, mean, nearest in time"):
        parse_exo([{"path": "a.tif", "overlap": "median"}])
    (row,) = parse_exo([{"path": "a.tif", "overlap": "Nearest in Time"}])
    assert row.overlap == "nearest in time"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("dem/*.tif", "dem"),
        ("dem/cop_*.tif", "cop"),
        ("/data/srtm/**/*.hgt", "srtm"),
        ("s1/{tile}/*.tif", "s1"),
        ("*.tif", "tiles"),
        ("dem", "dem"),
        (json.dumps(["x/dem_1.tif", "x/dem_2.tif"]), "dem"),
        (json.dumps(["x/a.tif", "x/b.tif"]), "x"),
        (r"C:\dem\*.tif", "dem"),
    ],
)
def test_a_row_without_a_name_is_called(text: str, name: str) -> None:
    assert default_name(text) == name


def test_a_files_own_name_is_no_pattern(tmp_path: Path) -> None:
    own = tmp_path / "a[1]{tile}.tif"
    own.touch()
    assert not is_pattern(str(own))
    assert not placeholders_in(str(own))
    assert is_pattern(str(tmp_path / "b[1].tif"))
    assert not is_pattern("https://a.org/b.tif?x=*")
    assert not is_pattern('NETCDF:"a*.nc":t')
    assert len(placeholders_in("{tile}/{date:%Y_%m}/{constellation}.tif")) == 3
