# SPDX-License-Identifier: GPL-3.0-or-later
"""Interpolated positions of pixels against exact ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import rasterio.warp
from affine import Affine
from grids_elsewhere import SOURCES, UTM
from rasterio.crs import CRS

from exogenous.core.compute.transform_cache import positions
from exogenous.core.geometry.grid import Grid, move
from exogenous.core.io.dataset_pool import DatasetPool

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from exogenous.core.resampling.transform_fit import SourceCoords

NAMES = ("degrees", "metres", "turned")


def exact(src: Grid, dst: Grid) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    col, row = np.meshgrid(np.arange(dst.cols) + 0.5, np.arange(dst.rows) + 0.5)
    place = move(dst.transform, col.ravel(), row.ravel())
    x, y = rasterio.warp.transform(dst.crs, src.crs, *place)
    cols, rows = move(~src.transform, np.asarray(x), np.asarray(y))
    return cols.reshape(dst.rows, dst.cols), rows.reshape(dst.rows, dst.cols)


def positions_of(src: Grid, dst: Grid) -> SourceCoords | None:
    """Take a grid for a single tile."""
    with DatasetPool() as pool:
        return positions(src, dst, dst.whole, max(dst.rows, dst.cols), pool)


@pytest.mark.rule(3, against="PROJ at every pixel")
@pytest.mark.parametrize("pixel_m", [10, 100, 1000])
@pytest.mark.parametrize("name", NAMES)
def test_interpolated_positions_are_exact(name: str, pixel_m: float) -> None:
    dst = Grid(
        crs=UTM,
        transform=Affine(pixel_m, 0, 300_000, 0, -pixel_m, 5_300_000),
        rows=512,
        cols=300,
    )
    found = positions_of(SOURCES[name], dst)
    assert found is not None
    x, y = exact(SOURCES[name], dst)
    most = 1e-8 if pixel_m < 1000 else 1e-4  # a tile of 512 km is less of a plane
    for rows, (cols, lines) in found.strips(3, -7):
        assert np.abs(cols + 3 - x[rows]).max() < most
        assert np.abs(lines - 7 - y[rows]).max() < most
    left, top, right, bottom = found.bounds()
    assert left <= x.min()
    assert x.max() <= right
    assert top <= y.min()
    assert y.max() <= bottom
    assert right - left < 1.2 * np.ptp(x) + 2


def test_positions_bend_nowhere_unseen() -> None:
    # One interrupted projection: on its seam the ground is torn.
    torn = CRS.from_string("+proj=igh +lon_0=0 +datum=WGS84 +units=m")
    src = Grid(crs=torn, transform=Affine(1e4, 0, 0, 0, -1e4, 0), rows=9, cols=9)
    dst = Grid(
        crs=CRS.from_epsg(4326),
        transform=Affine(0.02, 0, -43, 0, -0.02, 25),
        rows=400,
        cols=400,
    )
    assert positions_of(src, dst) is None


def test_there_are_no_positions_where_a_place_does_not_exist() -> None:
    src = SOURCES["degrees"]
    dst = Grid(
        crs=CRS.from_string("+proj=ortho +lat_0=47 +lon_0=9 +datum=WGS84"),
        transform=Affine(30_000, 0, -7_000_000, 0, -30_000, 7_000_000),
        rows=460,
        cols=460,
    )
    assert positions_of(src, dst) is None
