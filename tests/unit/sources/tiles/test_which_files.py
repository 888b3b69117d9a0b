# SPDX-License-Identifier: GPL-3.0-or-later
"""Which files a row's path means: patterns, folders, indexes and lists of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from places import DATA
from rasters import make_raster

from exogenous.core.errors import (
    ExogenousError,
    InvalidLayer,
    ReachesOut,
    SourceMissing,
)
from exogenous.core.sources.tiles.which_files import tiles_of

if TYPE_CHECKING:
    from collections.abc import Sequence

REAL = DATA / "capabilities" / "05_tiles"


def names(text: str | Path) -> list[str] | None:
    found = tiles_of(str(text), "layer")
    return None if found is None else [Path(one).name for one in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "dem"
    place.mkdir()
    for name in ("b.tif", "a.tif", "C.TIF"):
        make_raster(place / name, np.ones((2, 2), np.uint8))
    for name in ("a.tif.aux.xml", "a.tfw", "read.me", "mosaic.vrt", "index.gpkg"):
        (place / name).write_text("", "utf-8")
    return place


def index(
    path: Path, places: Sequence[str | None], *, field: str = "location", **more: list
) -> Path:
    """Write a table with the names of tiles."""
    import pyogrio.raw
    import shapely

    shapes = [shapely.to_wkb(shapely.box(n, 0, n + 1, 1)) for n in range(len(places))]
    pyogrio.raw.write(
        path,
        geometry=np.array(shapes, dtype=object),
        field_data=[
            np.array(places, dtype=object),
            *(np.array(values) for values in more.values()),
        ],
        fields=[field, *more],
        geometry_type="Polygon",
        crs="EPSG:4326",
    )
    return path


def test_a_folder_is_its_rasters_by_name(folder: Path) -> None:
    assert names(folder) == ["a.tif", "b.tif", "C.TIF"]


def test_a_folder_without_rasters_is_those_of_its_folders(folder: Path) -> None:
    assert names(folder.parent) == ["a.tif", "b.tif", "C.TIF"]


def test_a_folder_of_several_formats_is_refused(folder: Path) -> None:
    make_raster(folder / "d.img", np.ones((2, 2), np.uint8), driver="HFA")
    with pytest.raises(InvalidLayer, match=r"several formats \(img, tif\).*\*\.img"):
        tiles_of(str(folder), "layer")


def test_an_empty_folder_is_no_tiles(tmp_path: Path) -> None:
    assert tiles_of(str(tmp_path), "layer") is None


@pytest.mark.parametrize(
    "marker",
    [
        "LC08_L2SP_008059_20191201_20200825_02_T1_MTL.txt",
        "manifest.safe",
        "MTD_MSIL2A.xml",
        "xfdumanifest.xml",
        ".zgroup",
    ],
)
def test_a_product_is_no_folder_of_tiles(folder: Path, marker: str) -> None:
    (folder / marker).write_text("", "utf-8")
    assert tiles_of(str(folder), "layer") is None


def test_a_safe_is_no_folder_of_tiles(folder: Path) -> None:
    renamed = folder.rename(folder.parent / "S2A_MSIL2A_20221005T115411.SAFE")
    assert tiles_of(str(renamed), "layer") is None


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("dem/*.tif", ["a.tif", "b.tif"]),
        ("dem/*", ["a.tif", "b.tif", "C.TIF"]),
        ("dem/[ab].tif", ["a.tif", "b.tif"]),
        ("dem/?.tif", ["a.tif", "b.tif"]),
        ("**/*.tif", ["a.tif", "b.tif"]),
        ("d*/b.*", ["b.tif"]),
    ],
)
def test_a_pattern_is_the_rasters_that_match(
    folder: Path, pattern: str, expected: list[str]
) -> None:
    assert names(folder.parent / pattern) == expected


def test_a_pattern_without_folder_is_of_the_working_directory(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert tiles_of("*.tif", "layer") == ("a.tif", "b.tif")


def test_signs_in_the_names_of_folders_are_letters(tmp_path: Path) -> None:
    odd = tmp_path / "tiles [old] {x}"
    odd.mkdir()
    make_raster(odd / "a.tif", np.ones((2, 2), np.uint8))
    assert names(odd / "*.tif") == ["a.tif"]


def test_a_pattern_that_matches_nothing_says_what_is_there(folder: Path) -> None:
    with pytest.raises(InvalidLayer, match=r"no raster matches .*b\.tif"):
        tiles_of(str(folder / "*.hgt"), "layer")
    with pytest.raises(InvalidLayer, match="no raster matches"):
        tiles_of(str(folder / "none" / "*.tif"), "layer")


def test_a_list_may_hold_files_patterns_and_folders(folder: Path) -> None:
    text = json.dumps([str(folder / "b.tif"), str(folder / "*.tif"), str(folder)])
    assert names(text) == ["b.tif", "a.tif", "C.TIF"]


def test_a_list_with_a_file_that_is_missing_names_it(folder: Path) -> None:
    text = json.dumps([str(folder / "b.tif"), str(folder / "aa.tif")])
    with pytest.raises(SourceMissing, match=r"aa\.tif.*a\.tif"):
        tiles_of(text, "layer")


@pytest.mark.parametrize("end", ["gpkg", "shp", "geojson"])
def test_an_index_is_its_tiles_in_their_order(folder: Path, end: str) -> None:
    made = index(folder / f"tiles.{end}", ["b.tif", str(folder / "a.tif")])
    assert names(made) == ["b.tif", "a.tif"]


def test_an_index_in_an_order_of_its_own_is_its_tiles(folder: Path) -> None:
    made = index(folder / "tiles.fgb", ["b.tif", "a.tif"])  # sorted by place
    assert sorted(names(made) or ()) == ["a.tif", "b.tif"]


def test_names_in_an_index_may_begin_further_up(folder: Path) -> None:
    made = index(folder / "tiles.gpkg", ["dem/a.tif"])
    assert names(made) == ["a.tif"]


def test_a_table_without_names_of_tiles_is_no_index(folder: Path) -> None:
    made = index(folder / "plots.gpkg", ["one"], field="name")
    assert tiles_of(str(made), "layer") is None


def test_a_raster_in_a_geopackage_needs_no_reader_of_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from exogenous.core.sources.tiles import index_file

    made = make_raster(
        tmp_path / "map.gpkg",
        np.ones((20, 20), np.uint8),
        crs="EPSG:3857",
        driver="GPKG",
    )
    monkeypatch.setattr(index_file, "vector_reader", None)
    assert tiles_of(str(made), "layer") is None


def test_an_index_without_tiles_or_with_a_missing_one_is_refused(folder: Path) -> None:
    with pytest.raises(InvalidLayer, match="names no tile"):
        tiles_of(str(index(folder / "none.gpkg", [None])), "layer")
    with pytest.raises(SourceMissing, match=r"aa\.tif"):
        tiles_of(str(index(folder / "miss.gpkg", ["aa.tif"])), "layer")


@pytest.mark.parametrize(
    "address",
    ["https://a.example/b.tif", "/vsicurl/https://a.example/b.tif", "WMS:a.example"],
)
def test_an_index_leads_to_no_server(folder: Path, address: str) -> None:
    made = index(folder / "tiles.gpkg", ["a.tif", address])
    with pytest.raises(ReachesOut, match=r"tiles\.gpkg"):
        tiles_of(str(made), "layer")


@pytest.mark.parametrize(("ascending", "expected"), [("true", "ab"), ("false", "ba")])
def test_a_description_of_an_index_sorts_and_filters(
    folder: Path, ascending: str, expected: str
) -> None:
    # What is drawn last is on top, and so the first that counts.
    index(
        folder / "tiles.gpkg",
        ["b.tif", "a.tif", "C.TIF"],
        field="place",
        rank=[1, 2, 3],
    )
    made = folder / "tiles.gti"
    made.write_text(
        "<GDALTileIndexDataset><IndexDataset>tiles.gpkg</IndexDataset>"
        "<LocationField>place</LocationField><Filter>rank &lt; 3</Filter>"
        f"<SortField>rank</SortField><SortFieldAsc>{ascending}</SortFieldAsc>"
        "</GDALTileIndexDataset>",
        "utf-8",
    )
    assert names(made) == [f"{one}.tif" for one in expected]


@pytest.mark.parametrize(
    "text",
    [
        "<GDALTileIndexDataset>",
        (
            "<GDALTileIndexDataset><IndexDataset>none.gpkg</IndexDataset>"
            "</GDALTileIndexDataset>"
        ),
        (
            "<GDALTileIndexDataset><IndexDataset>tiles.gpkg</IndexDataset>"
            "<SortField>rank</SortField></GDALTileIndexDataset>"
        ),
    ],
)
def test_a_damaged_description_is_refused(folder: Path, text: str) -> None:
    index(folder / "tiles.gpkg", ["a.tif"])
    made = folder / "tiles.gti"
    made.write_text(text, "utf-8")
    with pytest.raises(ExogenousError, match="layer"):
        tiles_of(str(made), "layer")


@pytest.mark.parametrize(
    ("name", "count"),
    [("cdl_2021", 4), ("cop30_losangeles", 4), ("srtm", 2), ("two_utm_zones", 2)],
)
def test_real_indexes_and_folders_agree(name: str, count: int) -> None:
    if not REAL.is_dir():
        pytest.skip(f"the real data are not in {REAL}")
    found = tiles_of(str(REAL / name / "index.gpkg"), "layer")
    assert found is not None
    assert len(found) == count
    assert sorted(found) == sorted(tiles_of(str(REAL / name), "layer") or ())
