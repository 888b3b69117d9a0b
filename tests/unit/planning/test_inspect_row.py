# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows that are looked at before anything runs: what is found, what is wrong."""

from __future__ import annotations

import json

import numpy as np
import pytest
import rasterio
from affine import Affine

from exogenous.core.planning.inspect_row import inspect_row
from exogenous.core.request.layer_table import (
    MapLayer,
    parse_exo,
    read_rows,
    to_mapping,
)


@pytest.fixture
def radar(tmp_path):
    path = str(tmp_path / "radar.tif")
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        count=2,
        height=4,
        width=5,
        dtype="float32",
        crs="EPSG:32632",
        transform=Affine(20, 0, 600_000, 0, -20, 6_650_000),
    ) as dst:
        dst.write(np.zeros((2, 4, 5), dtype="float32"))
        dst.set_band_description(1, "VV")
    return path


@pytest.fixture
def classes(tmp_path):
    path = str(tmp_path / "cover.tif")
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        count=1,
        height=4,
        width=5,
        dtype="uint8",
        crs="EPSG:32632",
        transform=Affine(20, 0, 600_000, 0, -20, 6_650_000),
    ) as dst:
        dst.write(np.zeros((1, 4, 5), dtype="uint8"))
        dst.write_colormap(1, {0: (0, 0, 0, 255), 1: (255, 0, 0, 255)})
    return path


def test_bands_are_listed(radar):
    finding = inspect_row({"name": "VV", "path": radar, "band": "VV"})
    assert finding.problem == ""
    assert finding.bands == ("1: VV", "2")
    assert not finding.is_classes


def test_classes_are_recognised(classes):
    assert inspect_row({"name": "cover", "path": classes}).is_classes


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"name": "a", "path": "/nowhere/a.tif"}, "^there is no file '/nowhere"),
        ({"name": "a", "path": ""}, "^it names no file"),
        ({"name": "a", "band": 3}, "has no band 3"),
        ({"name": "a", "band": 0}, "^band 0 cannot be"),
        ({"name": "a", "resampler": "smoothest"}, "^resampler 'smoothest' is unknown"),
        ({"name": "a", "nodata": "x"}, "^nodata 'x' is not a number"),
        ({"name": "a", "crs": "EPSG:0"}, "^crs 'EPSG:0' is unknown"),
        ({"name": "a", "scale": 0}, "^scale 0 cannot be"),
        ({"name": " "}, "the name is empty"),
    ],
)
def test_problem_is_told_without_the_rows_name(radar, row, problem):
    import re

    finding = inspect_row({"path": radar, **row})
    assert re.search(problem, finding.problem), finding.problem


def test_bands_are_listed_though_the_row_is_wrong(radar):
    assert inspect_row({"name": "a", "path": radar, "band": 9}).bands == (
        "1: VV",
        "2",
    )


def test_rows_are_read_unchecked():
    rows = read_rows('{"a": {"path": "x.tif", "band": "first", "scale": "?"}}')
    assert rows == ({"name": "a", "path": "x.tif", "band": "first", "scale": "?"},)


def test_layers_become_rows():
    def lookup(value):
        return MapLayer(name="A layer", path="x.tif") if value == "id" else None

    assert read_rows(["id", "y.tif"], lookup) == (
        {"name": "A layer", "path": "x.tif"},
        {"name": "y", "path": "y.tif"},
    )


def test_checked_rows_are_read_rows(radar):
    text = json.dumps({"VV": {"path": radar, "bandnumber": 1, "resampler": "Mode"}})
    (row,) = read_rows(text)
    assert row["resampler"] == "Mode"
    assert to_mapping(parse_exo([row])) == to_mapping(parse_exo(text))
