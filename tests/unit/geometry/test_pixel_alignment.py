# SPDX-License-Identifier: GPL-3.0-or-later
"""Pixels that are whole parts or multiples of others begin exactly where those do."""

from __future__ import annotations

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS
from rasters import placed

from exogenous.core.geometry.grid import Grid
from exogenous.core.geometry.pixel_alignment import in_source_pixels, relative


def grid(size: float, x: float, y: float, count: int = 50) -> Grid:
    return Grid(
        crs=CRS.from_epsg(32630),
        transform=Affine(size, 0, x, 0, -size, y),
        rows=count,
        cols=count,
    )


def test_whole_parts_are_exact() -> None:
    found = relative(grid(0.3, 640_190, 7_555_290), grid(0.1, 640_192.4, 7_555_287.0))
    assert found == Affine(1 / 3, 0, 8, 0, 1 / 3, 10)


@pytest.mark.parametrize(
    "dst", [grid(0.1003, 640_192.4, 7_555_287.0), grid(0.1, 640_192.41, 7_555_287.1)]
)
def test_what_is_none_stays(dst: Grid) -> None:
    found = relative(grid(0.3, 640_190, 7_555_290), dst)
    size = dst.transform.a / 0.3
    assert found.a == pytest.approx(size, rel=1e-12)
    assert found.c == pytest.approx((dst.transform.c - 640_190) / 0.3, abs=1e-8)


def test_a_turned_source_is_not_rounded() -> None:
    src = Grid(
        crs=CRS.from_epsg(32630),
        transform=placed(degrees=30, pixel=10),
        rows=9,
        cols=9,
    )
    dst = grid(10, 500_040, 4_999_990)
    one, other = in_source_pixels(src, dst)
    t = ~one.transform * other.transform
    expected = ~src.transform * dst.transform
    np.testing.assert_allclose(list(t), list(expected), atol=1e-7)
