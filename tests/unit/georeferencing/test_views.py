# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a target sees a source: once, or at both ends of the Earth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from affine import Affine
from rasterio.crs import CRS
from worlds import TARGETS, grid

from exogenous.core.geometry.grid import Grid
from exogenous.core.georeferencing.views import source_views

if TYPE_CHECKING:
    from exogenous.core.georeferencing.views import SourceView


def degrees(west: float, cols: int) -> Grid:
    """Return a band of latitudes of whole degrees."""
    return Grid(
        crs=CRS.from_epsg(4326),
        transform=Affine(1, 0, west, 0, -1, 60),
        rows=120,
        cols=cols,
    )


def west_of(view: SourceView) -> float:
    assert isinstance(view.georeference, Grid)
    return view.georeference.transform.c


def met(src: Grid, dst: Grid) -> list[SourceView]:
    return [view for view in source_views(src, dst) if view.is_met]


def test_a_projected_source_is_seen_as_it_is() -> None:
    src = grid("EPSG:32630", 10, 500_000, 5_000_000, (9, 9))
    (view,) = source_views(src, src)
    assert view.georeference is src
    assert (view.extent.left, view.extent.top) == pytest.approx((0, 0))
    assert (view.extent.right, view.extent.bottom) == pytest.approx((9, 9))


@pytest.mark.parametrize("turns", [-2, -1, 0, 1])
def test_a_region_is_moved_to_the_targets_longitudes(turns: int) -> None:
    dst = degrees(-9, 5)
    (view,) = met(degrees(-10 + 360 * turns, 8), dst)
    assert west_of(view) == -10
    assert (view.extent.left, view.extent.right) == pytest.approx((1, 6))
    assert view.cols_round is None


def test_the_whole_earth_is_seen_once_and_goes_round() -> None:
    (view,) = source_views(degrees(0, 360), TARGETS["UTM 1"])
    assert view.cols_round == 360


def test_what_almost_closes_is_seen_at_both_ends() -> None:
    views = met(degrees(-180, 358), degrees(170, 20))
    assert sorted(map(west_of, views)) == [-180, 180]


def test_the_other_side_of_the_earth_is_not_met() -> None:
    assert met(degrees(0, 20), degrees(170, 20)) == []


def test_a_target_that_is_nowhere_in_the_source_has_no_view() -> None:
    src = Grid(
        crs=CRS.from_string("+proj=ortho +lat_0=0 +lon_0=0 +R=6371000"),
        transform=Affine(1e5, 0, 0, 0, -1e5, 0),
        rows=9,
        cols=9,
    )
    assert source_views(src, degrees(170, 20)) == ()
