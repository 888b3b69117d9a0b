# SPDX-License-Identifier: GPL-3.0-or-later
"""What pyogrio says of vector files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import shapely

from exogenous.core.io.pyogrio_reader import PyogrioReader
from exogenous.core.io.vector_layers import UnreadableFile, UnreadableLayer

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def places(tmp_path: Path) -> str:
    point = {"type": "Point", "coordinates": [1, 2]}
    features = [
        {"type": "Feature", "geometry": point, "properties": {"tile": "a.tif", "n": 1}},
        {"type": "Feature", "geometry": None, "properties": {"tile": None, "n": 2}},
    ]
    path = tmp_path / "places.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return str(path)


def test_layers_fields_texts_and_shapes(places: str) -> None:
    reader = PyogrioReader()
    assert reader.layers(places) == [("places", True)]
    assert reader.fields(places, "places") == ["tile", "n"]
    assert reader.texts(places) == ["a.tif"]
    shapes = reader.shapes(places, None, None)
    assert shapes.crs == "EPSG:4326"
    assert [one and shapely.from_wkb(one).wkt for one in shapes.wkb] == [
        "POINT (1 2)",
        None,
    ]


def test_a_filter_takes_features_out(places: str) -> None:
    assert PyogrioReader().shapes(places, "places", "n = 2").wkb == [None]


def test_what_is_none_is_told(places: str, tmp_path: Path) -> None:
    reader = PyogrioReader()
    with pytest.raises(UnreadableLayer):
        reader.shapes(places, "roads", None)
    with pytest.raises(UnreadableLayer):
        reader.shapes(places, None, "no field = 1")
    (tmp_path / "text.txt").write_text("nothing")
    with pytest.raises(UnreadableFile):
        reader.layers(str(tmp_path / "text.txt"))


def test_it_asks_no_server_for_a_while() -> None:
    import pyogrio

    before = pyogrio.get_gdal_config_option("GDAL_HTTP_PROXY")
    with PyogrioReader().offline():
        assert pyogrio.get_gdal_config_option("GDAL_HTTP_PROXY") == "offline://"
    assert pyogrio.get_gdal_config_option("GDAL_HTTP_PROXY") == before
