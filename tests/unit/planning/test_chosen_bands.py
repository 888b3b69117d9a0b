# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows of several bands: each band is a layer, named by the row's pattern."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from rasters import make_raster, ramp, read_back
from safe_builder import SafeBuilder, counts

from exogenous.core import Request, collocate, parse_exo, stack
from exogenous.core.errors import DuplicateName, InvalidLayer, SourceMissing
from exogenous.core.planning.build import make_plan
from exogenous.core.planning.inspect_row import inspect_row
from exogenous.core.request.located import MapLayer


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Hold a product, and four bands of which two are called alike."""
    folder = tmp_path_factory.mktemp("bands")
    make_raster(folder / "product.tif", ramp(5, 6))
    values = np.stack([ramp(5, 6) + 100 * number for number in range(1, 5)])
    make_raster(folder / "sar.tif", values, descriptions=["VV", "VH", "angle", "angle"])
    return folder


def plan_of(folder, rows, lookup=None, **asked):
    layers = parse_exo(rows, lookup)
    product = str(folder / "product.tif")
    return make_plan(Request(product=product, layers=layers, **asked))


def row(folder, band, **more):
    return [{"path": str(folder / "sar.tif"), "band": band, **more}]


@pytest.mark.parametrize(
    ("band", "name", "expected"),
    [
        ("1-2", None, ["sar_VV", "sar_VH"]),
        ("*", "S1", ["S1_VV", "S1_VH", "S1_3", "S1_4"]),
        ([2, 1], "{band} of {layer}", ["VH of sar", "VV of sar"]),
        ("V*", "{band}", ["VV", "VH"]),
        ("a*", None, ["sar_3", "sar_4"]),
        ("4-3", "x", ["x_4", "x_3"]),
    ],
)
def test_layers_are_named_by_band(folder, band, name, expected):
    plan = plan_of(folder, row(folder, band, name=name))
    assert [layer.name for layer in plan.layers] == expected


def test_every_band_has_its_own_pixels(folder, tmp_path):
    rows = row(folder, "4-2", resampler="nearest", name="s")
    request = Request(product=str(folder / "product.tif"), layers=parse_exo(rows))
    made = stack(request, str(tmp_path / "out.tif"))
    assert made.band_names == ("s_4", "s_3", "s_VH")
    values = read_back(made.paths[0]).values
    expected = np.stack([ramp(5, 6) + 100 * number for number in (4, 3, 2)])
    np.testing.assert_array_equal(values, expected)


def test_every_band_is_a_file(folder, tmp_path):
    rows = row(folder, "V*")
    request = Request(product=str(folder / "product.tif"), layers=parse_exo(rows))
    paths = collocate(request, str(tmp_path / "out")).paths
    assert [Path(path).name for path in paths] == ["sar_VV.tif", "sar_VH.tif"]


def test_every_band_has_its_coverage(folder):
    plan = plan_of(folder, row(folder, "1-2"), coverage=True)
    names = [layer.name for layer in plan.layers]
    assert names[2:] == ["sar_VV coverage", "sar_VH coverage"]


def test_a_band_whose_name_looks_like_a_range_is_one(folder):
    values = np.stack([ramp(5, 6)] * 2)
    path = make_raster(folder / "days.tif", values, descriptions=["2024-05", "a, b"])
    for band in ("2024-05", "a, b"):
        rows = [{"name": "day", "path": str(path), "band": band}]
        assert [one.name for one in plan_of(folder, rows).layers] == ["day"]


def test_nodata_of_a_map_layer_is_that_of_each_band(folder):
    found = MapLayer(
        name="sar", path=str(folder / "sar.tif"), nodata={"1": "none, 7", "VV": "none"}
    )
    plan = plan_of(folder, [{"path": "id", "band": "1-2"}], lambda _: found)
    assert [layer.source.nodata_ranges for layer in plan.layers] == [((7, 7),), ()]


def test_bands_of_a_product_are_found_by_pattern(tmp_path):
    images = {("04", 10): counts(10), ("05", 20): counts(20), ("06", 20): counts(20)}
    safe = str(SafeBuilder(images=images).write(tmp_path))
    layers = parse_exo([{"name": "s2", "path": safe, "band": "VRE*, 04"}])
    names = [one.name for one in make_plan(Request(product=safe, layers=layers)).layers]
    assert names == [
        "s2_VEGETATION_RED_EDGE_1",
        "s2_VEGETATION_RED_EDGE_2",
        "s2_RED",
    ]


@pytest.mark.parametrize(
    ("band", "name", "error", "words"),
    [
        ("1-5", "a", InvalidLayer, "layer 'a'.*1-5.*1: VV, 2: VH, 3: angle"),
        ("HH*", "a", InvalidLayer, r"HH\*"),
        ([0, 1], "a", InvalidLayer, "band 0"),
        (",", "a", InvalidLayer, "names no band"),
        ("1, 1", "a", DuplicateName, "a_VV"),
    ],
)
def test_bands_that_cannot_be_are_refused(folder, band, name, error, words):
    with pytest.raises(error, match=words):
        plan_of(folder, row(folder, band, name=name))


def test_a_file_that_is_not_there_is_named(folder):
    with pytest.raises(SourceMissing, match=re.escape("gone.tif")):
        plan_of(folder, [{"path": str(folder / "gone.tif"), "band": "*"}])


def test_a_row_of_several_bands_is_checked_as_one(folder):
    assert inspect_row(row(folder, "1-3", name="s")[0]).problem == ""
    assert "1-9" in inspect_row(row(folder, "1-9", name="s")[0]).problem
