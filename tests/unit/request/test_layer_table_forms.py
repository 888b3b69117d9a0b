# SPDX-License-Identifier: GPL-3.0-or-later
"""Every form that the table of layers may have is the same layers."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rasterio.enums import Resampling

from exogenous.core.errors import InvalidLayer
from exogenous.core.request.exo_layer import ExoLayer
from exogenous.core.request.layer_table import parse_exo

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
    ExoLayer(name="land,sea", path="/data/a,b;c.tif", band="classes"),
)

TABLE: dict[str, dict[str, Any]] = {
    "Sentinel-1_2025/11_mosaic": {
        "path": "/data/S1 mosaic.tif",
        "bandnumber": 2,
        "resampler": "nearest",
        "nodata": -99,
    },
    "température à 2 m": {
        "path": 'NETCDF:"/data/era5.nc":t2m',
        "scale": 0.5,
        "offset": -273.15,
        "crs": "EPSG:4326",
    },
    "land,sea": {"path": "/data/a,b;c.tif", "band": "classes"},
}


ROWS: list[dict[str, Any]] = [{"name": name, **row} for name, row in TABLE.items()]


TEXT_ROWS = [
    (
        "/data/S1 mosaic.tif|name=Sentinel-1_2025/11_mosaic|band=2|resampler=nearest"
        "|nodata=-99"
    ),
    (
        'NETCDF:"/data/era5.nc":t2m|name=température à 2 m|scale=0.5|offset=-273.15'
        "|crs=EPSG:4326"
    ),
    "/data/a,b;c.tif|name=land,sea|band=classes",
]


def without_path(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != "path"}


FORMS: dict[str, object] = {
    "the seed's dictionary": TABLE,
    "a list of rows": ROWS,
    "a tuple of rows": tuple(ROWS),
    "JSON text of the dictionary": json.dumps(TABLE),
    "JSON text of the rows": json.dumps(ROWS, ensure_ascii=False, indent=2),
    "JSON text with space around": f"\n  {json.dumps(TABLE)}\n",
    "a list of text rows": TEXT_ROWS,
    "text rows, one a line": "\n".join(TEXT_ROWS),
    "text rows with empty lines and space": "\r\n\n  ".join(TEXT_ROWS) + "\n",
    "what the modeler sends": [
        item for row in ROWS for item in (without_path(row), row["path"])
    ],
    "the modeler's rows with an empty path": [
        item for row in ROWS for item in ({**row, "path": ""}, row["path"])
    ],
    "the modeler's rows as JSON texts": [
        item for row in ROWS for item in (json.dumps(without_path(row)), row["path"])
    ],
    "the modeler's text rows": [
        item
        for row, text in zip(ROWS, TEXT_ROWS, strict=True)
        for item in ("|" + text.partition("|")[2], row["path"])
    ],
    "a list that mixes forms": [ROWS[0], TEXT_ROWS[1], json.dumps(ROWS[2])],
    "lists in a list": [[ROWS[0]], [[TEXT_ROWS[1]], (ROWS[2],)]],
    "dictionaries in a list": [{name: row} for name, row in TABLE.items()],
    "JSON texts in a list": [json.dumps({name: row}) for name, row in TABLE.items()],
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_all_forms_are_the_same_layers(form: object) -> None:
    assert parse_exo(form) == LAYERS


@pytest.mark.parametrize("empty", ["", "  ", None, {}, [], ()])
@pytest.mark.parametrize("place", [0, 1])
def test_empty_row_among_others_is_refused(empty: object, place: int) -> None:
    rows: list[object] = ["/data/a.tif", "/data/b.tif"]
    rows.insert(place, empty)
    with pytest.raises(InvalidLayer, match=f"row {place + 1}: .* is empty"):
        parse_exo(rows)


@pytest.mark.parametrize(
    "text", ['["", "/data/a.tif"]', '[null, "/data/a.tif"]', '[{}, "/data/a.tif"]']
)
def test_empty_row_of_a_text_is_refused(text: str) -> None:
    with pytest.raises(InvalidLayer, match=r"row 1: .* is empty"):
        parse_exo(text)


def test_row_as_text_waits_for_the_path_that_follows() -> None:
    """As a model has it, and its export as Python."""
    rows = ['{"name": "VV", "band": 2}', "/data/a.tif", '{"path": "/data/b.tif"}']
    first, second = parse_exo(rows)
    assert (first.name, first.path, first.band) == ("VV", "/data/a.tif", 2)
    assert (second.name, second.path) == ("b", "/data/b.tif")
