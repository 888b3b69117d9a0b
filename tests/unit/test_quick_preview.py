# SPDX-License-Identifier: GPL-3.0-or-later
"""The pixels of a run on a grid as coarse as a screen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import rasterio
import shapely
from rasters import make_raster, ramp

from exogenous.core import Request, parse_exo
from exogenous.core.errors import Cancelled
from exogenous.core.planning.build import make_plan
from exogenous.core.quick_preview import Sight, make_quick_preview
from exogenous.core.request.aoi import Aoi


@pytest.fixture
def request_of_two(tmp_path):
    product = make_raster(tmp_path / "product.tif", ramp(40, 60))
    return Request(product=str(product), bands=("1",), layers=parse_exo(str(product)))


def made(request, folder, most_px, *, as_stack=True, cancelled=False, bounds=None):
    grid = make_plan(request).target.dst_grid
    return make_quick_preview(
        request,
        grid,
        str(folder),
        Sight(most_px=most_px, bounds=bounds),
        as_stack=as_stack,
        is_cancelled=lambda: cancelled,
    )


def test_grid_is_coarser_and_begins_at_the_same_corner(request_of_two, tmp_path):
    result = made(request_of_two, tmp_path, 15)
    with (
        rasterio.open(request_of_two.product) as src,
        rasterio.open(result.paths[0]) as dst,
    ):
        own, size = src.transform, src.transform.a
        whole = src.read(1)
        assert (dst.width, dst.height) == (15, 10)
        assert dst.transform.a == 4 * size
        assert (dst.transform.c, dst.transform.f) == (own.c, own.f)
        mean = whole.reshape(10, 4, 15, 4).mean(axis=(1, 3))
        np.testing.assert_allclose(dst.read(1), mean, rtol=1e-6)


def test_small_result_is_made_as_it_is(request_of_two, tmp_path):
    result = made(request_of_two, tmp_path, 60)
    with rasterio.open(result.paths[0]) as dst:
        assert (dst.width, dst.height) == (60, 40)


def test_layers_are_files_of_their_own(request_of_two, tmp_path):
    result = made(request_of_two, tmp_path / "out", 15, as_stack=False)
    assert len(result.paths) == 2


def test_is_given_up(request_of_two, tmp_path):
    with pytest.raises(Cancelled):
        made(request_of_two, tmp_path / "out", 15, as_stack=False, cancelled=True)
    assert not list((tmp_path / "out").glob("*.tif"))


def test_only_what_is_in_sight_is_made_in_full(request_of_two, tmp_path):
    with rasterio.open(request_of_two.product) as src:
        left, bottom, right, top = src.window_bounds(((8, 24), (20, 40)))
        there = src.read(1)[8:24, 20:40]
    sight = (left + 1, bottom + 1, right - 1, top - 1)
    result = made(request_of_two, tmp_path, 20, bounds=sight)
    with rasterio.open(result.paths[0]) as dst:
        assert dst.bounds == (left, bottom, right, top)
        assert (dst.read(1) == there).all()


def test_all_is_made_where_nothing_is_in_sight(request_of_two, tmp_path):
    result = made(request_of_two, tmp_path, 60, bounds=(0, 0, 1, 1))
    with rasterio.open(result.paths[0]) as dst:
        assert (dst.width, dst.height) == (60, 40)


def test_polygons_blank_what_is_in_sight(request_of_two, tmp_path):
    with rasterio.open(request_of_two.product) as src:
        left, _, _, top = src.bounds
        size = src.transform.a
    half = shapely.Polygon(
        [(left, top), (left + 40 * size, top), (left, top - 40 * size)]
    )
    aoi = Aoi(label="half", geometry=half, crs=None)
    asked = replace(request_of_two, aoi=aoi, mask_aoi=True)
    sight = (left, top - 20 * size, left + 20 * size, top - 10 * size)
    result = made(asked, tmp_path, 60, bounds=sight)
    with rasterio.open(result.paths[0]) as dst:
        assert (dst.width, dst.height) == (20, 10)
        assert not np.isnan(dst.read(1)).any()
    beyond = (left, top - 40 * size, left + 60 * size, top - 30 * size)
    result = made(asked, tmp_path, 60, bounds=beyond)
    with rasterio.open(result.paths[0]) as dst:
        assert np.isnan(dst.read(1)).mean() > 0.4


def test_overviews_stand_in_for_bands_and_masks(tmp_path):
    """Nothing but the overview has the values: it is what is read."""
    product = make_raster(tmp_path / "product.tif", np.full((64, 64), 7, "uint16"))
    with rasterio.open(product, "r+") as dst:
        dst.build_overviews([2, 4])
        dst.write(np.full((1, 64, 64), 9, "uint16"))
    asked = Request(product=str(product), bands=("1",))
    result = made(asked, tmp_path / "out", 16)
    with rasterio.open(result.paths[0]) as dst:
        assert (dst.read(1) == 7).all()
    assert not list((tmp_path / "out").glob("*.vrt"))


def test_kernel_of_whole_multiples_is_previewed(tmp_path):
    product = make_raster(tmp_path / "product.tif", ramp(44, 44))
    rows = parse_exo({"layer": {"path": str(product), "resampler": "gauss"}})
    asked = Request(product=str(product), layers=rows, pixel_size=20)
    result = made(asked, tmp_path / "out", 9)
    with rasterio.open(result.paths[0]) as dst:
        assert dst.transform.a == 40
        assert np.isfinite(dst.read(1)).all()
