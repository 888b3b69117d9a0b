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
    *([{"path": "a.tif", "resampler": kernel.name}] for kernel in KERNELS),
    *([{"path": "a.tif", "resampling": int(kernel)}] for kernel in KERNELS),
]

REFUSED: list[Any] = [
    {"VV": {"path": "a.tif", "bnad": 1}},
    {"VV": {"path": "a.tif", "resampler": "sharpest"}},
    {"VV": {"path": "a.tif", "resampler": 15}},
    {"VV": {"path": "a.tif", "band": 0}},
    {"VV": {"path": "a.tif", "band": -1}},
    {"VV": {"path": "a.tif", "band": 1.5}},
    {"VV": {"path": "a.tif", "scale": 0}},
    *({"VV": {"path": "a.tif", "nodata": one}} for one in ("null", "0,", ["a"])),
    {"VV": {"path": "a.tif", "nodata": "1 2"}},
    {"VV": {"path": "a.tif", "offset": [1]}},
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
