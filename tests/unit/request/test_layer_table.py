# SPDX-License-Identifier: GPL-3.0-or-later
"""The EXO parameter: rows, names and bands, and errors a user can act on."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasterio.enums import Resampling

from exogenous.core.errors import (
    DuplicateName,
    ExogenousError,
    InvalidLayer,
    MalformedExo,
    UnknownResampler,
)
from exogenous.core.request.exo_layer import ExoLayer
from exogenous.core.request.layer_table import parse_exo, read_rows, to_mapping
from exogenous.core.request.located import MapLayer
from exogenous.core.request.nodata_rule import NodataRule, parse_nodata

#: The seed's name, one with spaces and accents, and one more.
LAYERS = (
    ExoLayer(
        name="Sentinel-1_2025/11_mosaic",
        path="/data/S1 mosaic.tif",
        band=2,
        resampler=Resampling.nearest,
        nodata=-99.0,
    ),
    ExoLayer(
        name="température à 2 m",
        path='NETCDF:"/data/era5.nc":t2m',
        scale=0.5,
        offset=-273.15,
        crs="EPSG:4326",
    ),
    ExoLayer(
        name="more nodata",
        path="x.tif",
        nodata=NodataRule(of_file=True, ranges=((0, 0), (250, 255))),
    ),
    ExoLayer(name="land,sea", path="/data/a,b;c.tif", band="classes"),
)


class Layer:
    """Stands for a QGIS layer object."""

    def __init__(self, name: str, path: str) -> None:
        self.name, self.path = name, path


MAP = {
    "DEM": Layer("DEM", "/data/dem.tif"),
    "dem_1f3a": Layer("DEM", "/data/dem.tif"),
    "Sentinel: VV": Layer("Sentinel: VV", "/data/vv.tif"),
}


def lookup(value: object) -> MapLayer | None:
    layer = MAP.get(value) if isinstance(value, str) else value
    return MapLayer(name=layer.name, path=layer.path) if type(layer) is Layer else None


def only(value: object) -> ExoLayer:
    (layer,) = parse_exo(value, lookup)
    return layer


def test_what_to_mapping_gives_is_read_back() -> None:
    assert parse_exo(to_mapping(LAYERS)) == LAYERS
    assert parse_exo(json.dumps(to_mapping(LAYERS))) == LAYERS


@pytest.mark.parametrize("empty", [None, "", "  \n ", [], {}, (), "[]", "{}"])
def test_nothing_is_no_layers(empty: object) -> None:
    assert parse_exo(empty) == ()


class TestBareLayers:
    @pytest.mark.parametrize(
        ("path", "name"),
        [
            ("/data/dem.tif", "dem"),
            ("/data/my dem, v1.2.tif", "my dem, v1.2"),
            ("/data/été à Yport/côte.tif", "côte"),
            ("C:\\data\\dem.tif", "dem"),
            ('NETCDF:"/data/era5.nc":t2m', "t2m"),
            ('HDF5:"file.h5"://science/grids/VV', "VV"),
            ("/vsizip/data.zip/dem.tif", "dem"),
            ("https://host/a/dem.tif", "dem"),
            ("s3://bucket/dem.tif", "dem"),
            ("dem", "dem"),
        ],
    )
    def test_path_gives_name_band_1_and_default(self, path: str, name: str) -> None:
        assert only(path) == only([path]) == ExoLayer(name=name, path=path)

    def test_path_object(self) -> None:
        path = Path("/data/dem.tif")
        expected = ExoLayer(name="dem", path="/data/dem.tif")
        assert only(path) == only([path]) == only({"dem": path}) == expected

    def test_name_with_path_as_text(self) -> None:
        assert only({"my layer": "/data/dem.tif"}).name == "my layer"

    def test_layer_object_has_its_name_and_path(self) -> None:
        layer = Layer("my layer", "/data/dem.tif")
        expected = ExoLayer(name="my layer", path="/data/dem.tif")
        assert only(layer) == only([layer]) == only([{"path": layer}]) == expected

    @pytest.mark.parametrize("word", ["DEM", "dem_1f3a"])
    def test_name_or_id_of_a_map_layer(self, word: str) -> None:
        assert only(word) == ExoLayer(name="DEM", path="/data/dem.tif")
        assert only({"height": {"path": word}}).path == "/data/dem.tif"

    def test_name_of_a_map_layer_with_a_colon(self) -> None:
        assert only("Sentinel: VV").path == "/data/vv.tif"

    def test_file_named_like_a_layer_is_the_file(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "DEM").touch()
        monkeypatch.chdir(tmp_path)
        assert only("DEM").path == "DEM"

    def test_file_whose_name_begins_like_json(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "[2025] dem.tif").touch()
        monkeypatch.chdir(tmp_path)
        assert only("[2025] dem.tif").name == "[2025] dem"

    def test_row_without_name_is_called_like_its_layer(self) -> None:
        assert only([{"path": "DEM", "band": 2}]).name == "DEM"
        assert only([{"path": "/data/dem.tif", "name": ""}]).name == "dem"


class TestNames:
    @pytest.mark.parametrize(
        "name",
        [
            *(
                "Sentinel-1_2025/11_mosaic",
                "my layer",
                "température",
                "a|b=c",
                "雪 рельеф",
            ),
            *("path", "name", "band", 'quoted "x"', "{}", "two\nlines", "CON", "🛰"),
        ],
    )
    def test_are_the_users(self, name: str) -> None:
        assert only({name: {"path": "/data/dem.tif"}}).name == name
        assert only(json.dumps({name: {"path": "/data/dem.tif"}})).name == name

    @pytest.mark.parametrize("name", [2025, 0, 1.5])
    def test_may_be_numbers(self, name: float) -> None:
        assert only([{"name": name, "path": "/data/dem.tif"}]).name == str(name)
        assert only({name: {"path": "/data/dem.tif"}}).name == str(name)

    @given(
        st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"])).filter(str.strip)
    )
    def test_of_any_text_survive_json(self, name: str) -> None:
        text = json.dumps({name: {"path": "/data/dem.tif"}})
        assert only(text).name == name.strip()

    def test_have_no_space_around(self) -> None:
        assert only({"  dem\n": {"path": "x.tif"}}).name == "dem"

    @pytest.mark.parametrize("name", ["a\x01b", "a\0", "\ud800", "\uffff"])
    def test_that_no_file_can_keep_are_refused(self, name: str) -> None:
        with pytest.raises(InvalidLayer, match="characters that no file keeps"):
            parse_exo({name: {"path": "x.tif"}})

    def test_that_are_the_same_are_refused_with_the_rows(self) -> None:
        with pytest.raises(DuplicateName, match=r"'a'.*row 1, row 3.*name of its own"):
            parse_exo(["x.tif|name=a", "y.tif|name=b", "z.tif|name=a"])

    def test_that_are_the_same_in_json_text_are_refused(self) -> None:
        text = '{"a": {"path": "x.tif"}, "a": {"path": "y.tif"}}'
        with pytest.raises(DuplicateName, match="'a' is used more than once"):
            parse_exo(text)

    def test_of_files_that_are_the_same_are_refused(self) -> None:
        with pytest.raises(DuplicateName, match="'dem'"):
            parse_exo(["/2024/dem.tif", "/2025/dem.tif"])


class TestBands:
    @pytest.mark.parametrize("key", ["band", "bandnumber", "Band", " BANDNUMBER "])
    @pytest.mark.parametrize("band", [2, 2.0, "2", " 2 ", "2.0", np.int64(2)])
    def test_number_in_any_writing(self, key: str, band: Any) -> None:
        layer = only({"a": {"path": "x.tif", key: band}})
        assert layer.band == 2
        assert type(layer.band) is int

    @pytest.mark.parametrize("band", ["VV", "B8A", "2 m", "t2m", "-", "1.5", "²"])
    def test_description(self, band: str) -> None:
        assert only({"a": {"path": "x.tif", "band": band}}).band == band

    @pytest.mark.parametrize("band", [None, ""])
    def test_left_out_is_the_first(self, band: object) -> None:
        assert only({"a": {"path": "x.tif", "band": band}}).band == 1

    @pytest.mark.parametrize(
        "band",
        [
            0,
            -1,
            "0",
            "-2",
            1.5,
            math.nan,
            math.inf,
            True,
            [[1]],
            [],
            [0],
            {"a": 1},
        ],
    )
    def test_that_cannot_be_is_refused(self, band: Any) -> None:
        row = {"name": "a", "path": "x.tif", "band": band}
        with pytest.raises(ExogenousError, match=r"^EXO layer '(a|band)'"):
            parse_exo([row])


class TestRows:
    @pytest.mark.parametrize("key", ["resampler", "Resampling", "RESAMPLER"])
    @pytest.mark.parametrize(
        "word", ["cubic", "CUBIC", "Resampling.cubic", Resampling.cubic, 2, "2", 2.0]
    )
    def test_resampler_in_any_writing(self, key: str, word: Any) -> None:
        layer = only({"a": {"path": "x.tif", key: word}})
        assert layer.resampler is Resampling.cubic

    def test_keys_in_any_case(self) -> None:
        assert only([{"NAME": "a", "Path": "x.tif"}]) == ExoLayer(
            name="a", path="x.tif"
        )

    def test_nodata_may_be_nan(self) -> None:
        assert math.isnan(only({"a": {"path": "x", "nodata": "nan"}}).nodata or 0)
        assert math.isnan(only('{"a": {"path": "x", "nodata": NaN}}').nodata or 0)

    @pytest.mark.parametrize("nodata", ["file, 0", ["file", 0], ["file", [0, 0]]])
    def test_nodata_may_be_more_than_one_number(self, nodata: Any) -> None:
        rule = NodataRule(of_file=True, ranges=((0, 0),))
        assert only({"a": {"path": "x", "nodata": nodata}}).nodata == rule

    @pytest.mark.parametrize(
        ("row", "nodata"),
        [
            ({}, "file, 0"),
            ({"band": "1"}, "file, 0"),
            ({"band": 2}, None),
            ({"band": "VH"}, "none"),
            ({"nodata": "7, 8"}, "7, 8"),
        ],
    )
    def test_nodata_of_a_map_layer_is_the_bands(
        self, row: dict[str, object], nodata: str | None
    ) -> None:
        layer = MapLayer(
            name="a", path="x.tif", nodata={"1": "file, 0", "VH": "none", "3": "none"}
        )
        (read,) = parse_exo([{"path": "id", **row}], {"id": layer}.get)  # type: ignore[arg-type]
        assert read.nodata == (parse_nodata(nodata) if nodata else None)

    @pytest.mark.parametrize("crs", ["EPSG:3035", 3035, "3035", "epsg:3035"])
    def test_crs_in_any_writing(self, crs: Any) -> None:
        assert only({"a": {"path": "x.tif", "crs": crs}}).crs == str(crs)

    def test_text_row_has_no_space_around_keys_and_values(self) -> None:
        assert only(" x.tif | name = a | band = 2 ") == ExoLayer(
            name="a", path="x.tif", band=2
        )

    def test_value_of_a_text_row_may_hold_an_equals_sign(self) -> None:
        assert only("x.tif|name=a=b").name == "a=b"

    def test_row_that_only_says_how_takes_the_name_of_what_follows(self) -> None:
        layer = only([{"resampler": "nearest"}, "/data/dem.tif"])
        assert (layer.name, layer.resampler) == ("dem", Resampling.nearest)

    def test_modelers_row_takes_a_layer_object(self) -> None:
        layer = only([{"name": "a"}, Layer("DEM", "/data/dem.tif")])
        assert (layer.name, layer.path) == ("a", "/data/dem.tif")

    def test_modelers_row_before_a_list_takes_its_first(self) -> None:
        first, second = parse_exo([{"name": "a"}, ["x.tif", "y.tif"]])
        assert (first.name, first.path, second.name) == ("a", "x.tif", "y")


ERRORS: dict[str, tuple[object, type[ExogenousError], str]] = {
    "broken JSON": (
        '{"a": {"path": "x.tif"',
        MalformedExo,
        r"broken at line 1, column \d+.*Mend it",
    ),
    "JSON on lines": ('{\n"a": nope}', MalformedExo, r"line 2, column 6"),
    "JSON that lost its quotes": ("{a: {path: x.tif}}", MalformedExo, "double quotes"),
    "broken JSON in a list": (["x.tif", "{"], MalformedExo, "broken at line 1"),
    "text without JSON": ("x" * 5000 + "|", MalformedExo, "key=value"),
    "unknown key": (
        {"DEM": {"path": "x.tif", "resampeler": "nearest"}},
        InvalidLayer,
        r"layer 'DEM': the key 'resampeler' is unknown. Keys are name, path, band",
    ),
    "unknown key of a text row": ("x.tif|nme=a", InvalidLayer, "'nme' is unknown"),
    "text row without equals": ("x.tif|VV", MalformedExo, "'VV'.*is not key=value"),
    "no path": (
        {"DEM": {"band": 1}},
        InvalidLayer,
        r"layer 'DEM': it names no file",
    ),
    "no path at the end": (
        ["x.tif", {"name": "a"}],
        InvalidLayer,
        r"layer 'a': it names no file",
    ),
    "no path and no name": ([{"band": 2}], InvalidLayer, "row 1: it names no file"),
    "no path before a row": (
        [{"name": "a"}, {"name": "b", "path": "x.tif"}],
        InvalidLayer,
        "layer 'a'",
    ),
    "unknown resampler": (
        {"DEM": {"path": "x.tif", "resampler": "smoothest"}},
        UnknownResampler,
        "layer 'DEM': resampler 'smoothest' is unknown. Use one of auto, nearest",
    ),
    "band 0": ({"a": {"path": "x", "band": 0}}, InvalidLayer, "count from 1"),
    "nodata": (
        {"a": {"path": "x", "nodata": "null"}},
        InvalidLayer,
        "layer 'a': nodata 'null' is not a number. Give a number, none, or text like",
    ),
    "scale": ({"a": {"path": "x", "scale": "x2"}}, InvalidLayer, "scale 'x2' is not"),
    "scale 0": ({"a": {"path": "x", "scale": 0}}, InvalidLayer, "scale 0 cannot be"),
    "offset nan": ({"a": {"path": "x", "offset": "nan"}}, InvalidLayer, "offset nan"),
    "unknown crs": (
        {"a": {"path": "x", "crs": "EPSG:999999"}},
        InvalidLayer,
        "layer 'a': crs 'EPSG:999999' is unknown. Give it like \"EPSG:4326\"",
    ),
    "no crs at all": (
        {"a": {"path": "x", "crs": "EPSG:nope"}},
        InvalidLayer,
        "EPSG:nope",
    ),
    "a key twice": (
        {"a": {"path": "x", "band": 1, "bandnumber": 2}},
        InvalidLayer,
        "the band is given twice",
    ),
    "empty name": ([{"name": "  ", "path": "x.tif"}], InvalidLayer, "name is empty"),
    "a number": (5, InvalidLayer, "row 1: 5 is no file or raster layer"),
    "a number in a list": (["x.tif", 5], InvalidLayer, "row 2: 5 is no file"),
    "a layer that is no row": ({"a": 5}, MalformedExo, "layer 'a' has 5 where a row"),
    "bytes": (b"x.tif", InvalidLayer, "row 1"),
}


@pytest.mark.parametrize(
    "value",
    [
        [{"path": "b.tif"}, {"path": "a.tif", "use": False}],
        [{"name": "b", "use": True}, "b.tif", {"name": "a", "use": "FALSE"}, "a.tif"],
        {"b": {"path": "b.tif"}, "a": {"path": "a.tif", "use": False}},
        "b.tif|use=true\na.tif|resampler=no such|band=0|use=false",
        json.dumps([{"path": "b.tif", "use": None}, {"path": "b.tif", "use": False}]),
    ],
)
def test_a_row_that_is_not_used_gives_no_layer(value: object) -> None:
    assert [layer.name for layer in parse_exo(value)] == ["b"]
    assert [row.get("use", True) for row in read_rows(value)] == [True, False]


@pytest.mark.parametrize(("value", "kind", "words"), ERRORS.values(), ids=ERRORS.keys())
def test_errors_name_the_row_and_the_remedy(
    value: object, kind: type[ExogenousError], words: str
) -> None:
    with pytest.raises(kind, match=words) as caught:
        parse_exo(value, lookup)
    assert str(caught.value).startswith("EXO")
    assert len(str(caught.value).splitlines()) == 1


def test_messages_stay_on_one_line_whatever_is_quoted() -> None:
    with pytest.raises(MalformedExo) as caught:
        parse_exo('{"a":\n\n\t{"path": "x\ny"}')
    assert len(str(caught.value).splitlines()) == 1
