# SPDX-License-Identifier: GPL-3.0-or-later
"""Shares of classes: by area, from 0 to 1, and together the coverage."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from affine import Affine
from rasters import LEFT, PIXEL, TOP, make_raster, ramp, read_back

from exogenous.core import Request, parse_exo, stack
from exogenous.core.errors import DuplicateName, InvalidLayer
from exogenous.core.planning.build import make_plan
from exogenous.core.planning.inspect_row import inspect_row

CODES = np.array(
    [[1, 1, 2, 2], [1, 3, 2, 0], [3, 3, 1, 2], [3, 0, 1, 1]], dtype=np.uint8
)
ROWS, COLS = 2, 2


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Hold a product of 2 x 2 pixels, and classes of 4 x 4 pixels askew to it."""
    folder = tmp_path_factory.mktemp("shares")
    make_raster(folder / "product.tif", ramp(ROWS, COLS))
    make_raster(
        folder / "cover.tif",
        CODES,
        nodata=0,
        nodata_kind="declared",
        transform=transform(),
    )
    (folder / "cover.tif.aux.xml").write_text(
        "<PAMDataset><PAMRasterBand band='1'><CategoryNames><Category/>"
        "<Category>Trees</Category><Category>Water</Category><Category>Rock</Category>"
        "</CategoryNames></PAMRasterBand></PAMDataset>"
    )
    return folder


def transform():
    """Return pixels of 0.55 of the product's, 0.3 to the right of its corner."""
    size = 0.55 * PIXEL
    return Affine(size, 0, LEFT + 0.3 * PIXEL, 0, -size, TOP)


def clipped(number):
    """Return the share of each product pixel by clipping polygons."""
    shares = np.zeros((ROWS, COLS))
    for row, col in np.ndindex(ROWS, COLS):
        left, top = LEFT + col * PIXEL, TOP - row * PIXEL
        pixel = shapely.box(left, top - PIXEL, left + PIXEL, top)
        for at in np.argwhere(number == CODES):
            corners = [
                transform() * (at[1] + x, at[0] + y) for x in (0, 1) for y in (0, 1)
            ]
            cell = shapely.MultiPoint(corners).envelope
            shares[row, col] += pixel.intersection(cell).area / pixel.area
    return shares


def row(folder, **more):
    return [
        {"name": "lc", "path": str(folder / "cover.tif"), "fractions": "all", **more}
    ]


def made(folder, path, rows, **asked):
    request = Request(
        product=str(folder / "product.tif"), layers=parse_exo(rows), **asked
    )
    return stack(request, str(path / "out.tif"))


def test_shares_are_areas_and_sum_to_coverage(folder, tmp_path):
    result = made(folder, tmp_path, row(folder), coverage=True)
    names = ("lc_Trees", "lc_Water", "lc_Rock")
    assert result.band_names[:3] == names
    values = read_back(result.paths[0]).values
    for number, share in enumerate(values[:3], 1):
        np.testing.assert_allclose(share, clipped(number), atol=1e-6)
    np.testing.assert_allclose(values[:3].sum(axis=0), values[3], atol=1e-6)


@pytest.mark.parametrize(
    ("name", "fractions", "expected"),
    [
        ("lc", "water, 1", ["lc_Water", "lc_Trees"]),
        ("{class} of {layer}", [3], ["Rock of cover"]),
        ("lc", 7, ["lc_7"]),
        ("lc", [2.5], ["lc_2.5"]),
        ("lc", "1000001, 1000002", ["lc_1000001", "lc_1000002"]),
    ],
)
def test_classes_are_chosen_by_number_and_name(folder, name, fractions, expected):
    rows = parse_exo(row(folder, name=name, fractions=fractions))
    plan = make_plan(Request(product=str(folder / "product.tif"), layers=rows))
    assert [layer.name for layer in plan.layers] == expected


def test_a_plan_says_of_each_layer_whose_share_it_holds(folder):
    rows = parse_exo(row(folder, fractions="1, 3"))
    plan = make_plan(Request(product=str(folder / "product.tif"), layers=rows))
    reasons = [layer.reason for layer in plan.layers]
    assert reasons == ["share of class 1", "share of class 3"]


def test_a_class_that_no_pixel_has_is_zero_everywhere(folder, tmp_path):
    result = made(folder, tmp_path, row(folder, fractions=7))
    assert not read_back(result.paths[0]).values.any()


def test_off_the_product_shares_are_zero_and_said_so(folder, tmp_path):
    off = make_raster(
        tmp_path / "off.tif",
        CODES,
        transform=Affine(PIXEL, 0, LEFT + 1e5, 0, -PIXEL, TOP),
    )
    rows = [{"name": "lc", "path": str(off), "fractions": "1"}]
    result = made(folder, tmp_path, rows)
    assert not read_back(result.paths[0]).values.any()
    assert any("it is 0 everywhere" in warning for warning in result.warnings)


def test_bands_and_classes_together(folder, tmp_path):
    two = make_raster(tmp_path / "two.tif", np.stack([CODES, CODES]))
    rows = parse_exo([{"path": str(two), "band": "1-2", "fractions": "1, 2"}])
    plan = make_plan(Request(product=str(folder / "product.tif"), layers=rows))
    names = [layer.name for layer in plan.layers]
    assert names == ["two_1_1", "two_1_2", "two_2_1", "two_2_2"]


def test_a_file_that_names_no_classes_needs_a_list(folder, tmp_path):
    plain = make_raster(tmp_path / "plain.tif", CODES)
    (bad,) = [{"name": "a", "path": str(plain), "fractions": "all"}]
    with pytest.raises(InvalidLayer, match=r"layer 'a'.*which classes.*like 10, 20"):
        made(folder, tmp_path, [bad])
    assert "which classes" in inspect_row(bad).problem


@pytest.mark.parametrize(
    ("fractions", "error", "words"),
    [
        ("Sea", InvalidLayer, "no class is called 'Sea'.*1: Trees, 2: Water, 3: Rock"),
        ("1, 1", DuplicateName, "lc_Trees"),
    ],
)
def test_classes_that_are_not_there_are_refused(
    folder, tmp_path, fractions, error, words
):
    with pytest.raises(error, match=words):
        made(folder, tmp_path, row(folder, fractions=fractions))
