# SPDX-License-Identifier: GPL-3.0-or-later
"""The pixels of a run on a grid as coarse as a screen."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio
from rasters import make_raster, ramp

from exogenous.core import Request, parse_exo
from exogenous.core.errors import Cancelled
from exogenous.core.planning.build import make_plan
from exogenous.core.quick_preview import make_quick_preview


@pytest.fixture
def request_of_two(tmp_path):
    product = make_raster(tmp_path / "product.tif", ramp(40, 60))
    return Request(product=str(product), bands=("1",), layers=parse_exo(str(product)))


def made(request, folder, most_px, *, as_stack=True, cancelled=False):
    grid = make_plan(request).target.dst_grid
    return make_quick_preview(
        request,
        grid,
        str(folder),
        most_px,
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
