# SPDX-License-Identifier: GPL-3.0-or-later
"""The JSON schema of `EXO` takes and refuses what `parse_exo` does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from exogenous.core import ExogenousError, parse_exo
from exogenous.core.request.exo_schema import exo_schema
from exogenous.core.request.row_keys import ROW_KEYS
from exogenous.core.resampling.kernels import KERNELS

DOCS = Path(__file__).resolve().parents[3] / "docs"

TAKEN: list[Any] = [
    None,
    {"VV": {"path": "a.tif"}},
    {"VV": {"path": "a.tif", "bandnumber": 1, "resampler": "nearest"}},
    {"VV": "a.tif", "VH": {"path": "b.tif", "band": "VH"}},
    [{"name": "VV", "path": "a.tif", "band": 2, "resampler": "mode"}],
    [{"path": "a.tif", "nodata": -9999, "crs": "EPSG:4326"}],
    [{"path": "a.tif", "scale": 0.1, "offset": -3}],
    *(
        [{"path": "a.tif", "nodata": one}]
        for one in ("none", "-9999", "file, 0, 2.5..3", ["file", 0, [250, 255]])
    ),
    [{"path": "a.tif", "band": None, "resampler": "", "nodata": None}],
    ["a.tif", {"path": "b.tif"}],
    {"path": "a.tif", "name": "one row"},
    [],
    *(
        [{"path": "a.tif", "nodata": one}]
        for one in (
            *("None", "FILE, 0", "NaN", "-inf", "Infinity", "1E5", ".5;5.", " 5 "),
            *(["0"], ["0..5"], ["FILE"], ["nan"], [["0", "5"]], [[-1, "5"]]),
        )
    ),
    *(
        [{"path": "a.tif", key: one}]
        for key in ("scale", "offset")
        for one in ("1", " 1 ", "1e-3", "-0.5", ".5", "5.", "+1", "10E2", 2)
    ),
    *([{"path": "a.tif", "offset": one}] for one in ("0", "0.0", "-0", "0e5", 0)),
    *([{"path": "a.tif", "crs": one}] for one in (4326, "4326", "epsg:4326")),
    *(
        [{"path": "a.tif", "resampler": one}]
        for one in (
            *("BILINEAR", " bilinear ", "Resampling.bilinear", "AUTO", "Q1", "gauss"),
            *("Cubic_Spline", "0", "1", "14", 1.0),
        )
    ),
    *(
        [{"path": "a.tif", "band": one}]
        for one in ("1", "1.0", " 2 ", "+3", "01", "10", "B1", "1.5", "-1.5", 2.0)
    ),
    *(
        [{"path": "a.tif", "band": one}]
        for one in ("1-3", "*", "B0?", "1, 3", [1, "B2"], ["2-4"])
    ),
    *(
        [{"path": "a.tif", "fractions": one}]
        for one in ("all", 10, "10, 20", "Water", [10, "Water"], [-1, 2.5])
    ),
    *([{"path": "a.tif", "mask": one}] for one in ("none", "NONE", " None ", "")),
    *([{"path": "a.tif", "domain": one}] for one in ("linear", "DB", " Angle ")),
    *([{"path": "a.tif", "name": one}] for one in (3, 1.5, None, "ä", "a b")),
    *([{"path": "a.tif", "use": one}] for one in (True, False, "True", " false ", "")),
    {"path": "a.tif", "band": 1, "bandnumber": None},
    {"path": {"path": "a.tif"}},
    {"name": {"path": "a.tif"}, "band": "b.tif"},
    {"path": "a.tif", "other": {"path": "b.tif"}},
    {"band": "a.tif", "crs": "b.tif"},
    *([{"path": "a.tif", "resampler": kernel.name}] for kernel in KERNELS),
    *([{"path": "a.tif", "resampling": int(kernel)}] for kernel in KERNELS),
]

REFUSED: list[Any] = [
    {"VV": {"path": "a.tif", "bnad": 1}},
    {"VV": {"path": "a.tif", "resampler": "sharpest"}},
    {"VV": {"path": "a.tif", "resampler": 15}},
    {"VV": {"path": "a.tif", "band": 0}},
    {"VV": {"path": "a.tif", "band": -1}},
    {"VV": {"path": "a.tif", "band": [1, 0]}},
    {"VV": {"path": "a.tif", "band": []}},
    {"VV": {"path": "a.tif", "band": [[1]]}},
    {"VV": {"path": "a.tif", "band": [True]}},
    *(
        {"VV": {"path": "a.tif", "fractions": one}}
        for one in (True, [], ",", [[1]], [None], {"a": 1})
    ),
    {"VV": {"path": "a.tif", "band": 1.5}},
    {"VV": {"path": "a.tif", "scale": 0}},
    *({"VV": {"path": "a.tif", "nodata": one}} for one in ("null", "0,", ["a"])),
    {"VV": {"path": "a.tif", "nodata": "1 2"}},
    {"VV": {"path": "a.tif", "offset": [1]}},
    *(
        {"VV": {"path": "a.tif", "nodata": one}}
        for one in ([], "file,none", "None; 3, FILE", ["file", "none"], "0,,1")
    ),
    *(
        {"VV": {"path": "a.tif", "scale": one}}
        for one in ("0", "0.0", "-0", "0e5", "inf", "nan", "one", [1])
    ),
    *({"VV": {"path": "a.tif", "offset": one}} for one in ("inf", "nan", "1,5")),
    *({"VV": {"path": "a.tif", "crs": one}} for one in (0, -1, 1.5, True)),
    *(
        {"VV": {"path": "a.tif", "resampler": one}}
        for one in ("15", "-1", "bi linear", "autos", "Resampling.", True, 1.5)
    ),
    *(
        {"VV": {"path": "a.tif", "band": one}}
        for one in ("-9999", "0", "+0", "00", "-1", "0.0", True, [0])
    ),
    *({"VV": {"path": "a.tif", "mask": one}} for one in ("file", False, 0)),
    {"VV": {"path": "a.tif", "domain": "power"}},
    *({"VV": {"path": "a.tif", "use": one}} for one in (0, 1, "no", "2", [True])),
    *([{"path": "a.tif", "name": one}] for one in (" ", "a\0b", "a\uffffb")),
    {"path": "a.tif", "band": 1, "bandnumber": 2},
    {"path": "a.tif", "resampler": "mode", "resampling": "mode"},
    {"path": " "},
    [" "],
    {"name": "n", "band": "1"},
    {"name": "n"},
    {"NAME": "n"},
    {"VV": {"path": ""}},
    {"VV": {}},
    {"VV": 3},
    [3.5],
    [{"name": "VV", "band": 1}],
]


@pytest.mark.parametrize("value", TAKEN, ids=json.dumps)
def test_schema_takes_what_is_parsed(value: Any) -> None:
    parse_exo(value)
    jsonschema.validate(value, exo_schema())


@pytest.mark.parametrize("value", REFUSED, ids=json.dumps)
def test_schema_refuses_what_is_refused(value: Any) -> None:
    with pytest.raises(ExogenousError):
        parse_exo(value)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(value, exo_schema())


def test_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(exo_schema())


def test_the_docs_have_the_schema_and_every_key() -> None:
    kept = json.loads((DOCS / "exo.schema.json").read_text(encoding="utf-8"))
    assert kept == exo_schema()
    page = (DOCS / "parameters.md").read_text(encoding="utf-8")
    assert all(f"| `{key.name}`" in page for key in ROW_KEYS)
