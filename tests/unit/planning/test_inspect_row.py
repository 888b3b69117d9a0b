# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows that are looked at before anything runs: what is found, what is wrong."""

from __future__ import annotations

import json

import numpy as np
import pytest
import rasterio
from affine import Affine
from timed_files import write_timed

from exogenous.core.planning.inspect_row import inspect_row
from exogenous.core.request.layer_table import parse_exo, read_rows, to_mapping
from exogenous.core.request.located import MapLayer


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


def test_times_are_found(tmp_path):
    path = write_timed(tmp_path / "a.nc", "hours since 2022-10-05", [6, 0, 6, 12])
    times = inspect_row({"path": str(path), "crs": "EPSG:4326"}).times
    assert [times.text(n)[11:] for n in range(len(times))] == [
        "00:00Z",
        "06:00Z",
        "12:00Z",
    ]
    assert times.position("2022-10-05T06:00Z") == times.begins[1]
    assert times.position("2022-02-30") is None
    assert times.position("") is None
    # A table does not know the product: it is no error that nothing says its instant.
    row = {"path": str(path), "crs": "EPSG:4326", "time": "acquisition"}
    assert inspect_row(row).problem == ""
    row = {"path": str(path), "crs": "EPSG:4326", "time": "2022-10-07", "within": "P1D"}
    assert "within allows P1D" in inspect_row(row).problem


def test_intervals_are_found_with_both_ends(tmp_path):
    path = write_timed(
        tmp_path / "a.nc", "days since 2022-10-05", [0.5, 1.5], bounds=[(0, 1), (1, 2)]
    )
    times = inspect_row({"path": str(path), "crs": "EPSG:4326"}).times
    assert times.words(0) == "2022-10-05T00:00Z/2022-10-06T00:00Z"
