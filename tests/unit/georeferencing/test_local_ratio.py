# SPDX-License-Identifier: GPL-3.0-or-later
"""Target pixels per source pixel, against closed forms and PROJ's positions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import oracle
import pytest
from affine import Affine
from rasterio.crs import CRS
from tie_point_sources import SOURCES, TARGETS, positions

from exogenous.core.environment import raster_environment
from exogenous.core.geometry.grid import Block, Grid
from exogenous.core.georeferencing.local_ratio import layer_ratio, square_ratio
from exogenous.core.sources.source import open_source

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings(
    "ignore::rasterio.errors.NotGeoreferencedWarning"
)

UTM, NEXT_ZONE = CRS.from_epsg(32630), CRS.from_epsg(32629)
DEGREES = CRS.from_epsg(4326)


def grid(
    pixel: tuple[float, float],
    shape: tuple[int, int],
    place: tuple[float, float] = (500_000, 5_900_000),
    crs: CRS = UTM,
    turned: float = 0.0,
) -> Grid:
    transform = Affine.translation(*place) * Affine.rotation(turned)
    transform *= Affine.scale(pixel[0], -pixel[1])
    return Grid(crs=crs, transform=transform, rows=shape[0], cols=shape[1])


SRC = grid((10, 10), (400, 400))


@pytest.mark.rule(3, against="a closed form")
@pytest.mark.parametrize(
    ("pixel", "expected"),
    [
        ((10, 10), (1, 1)),
        ((5, 5), (2, 2)),
        ((20, 40), (0.5, 0.25)),
        ((99.8, 99.8), (10 / 99.8, 10 / 99.8)),  # 9.98 do not count as 10
        ((100_000, 10), (1e-4, 1)),
    ],
)
def test_along_the_axes_it_is_that_of_the_pixels(
    pixel: tuple[float, float], expected: tuple[float, float]
) -> None:
    found = layer_ratio(SRC, grid(pixel, (20, 20)))
    assert found.typical == pytest.approx(expected)
    assert found.least is None


@pytest.mark.rule(3, against="a closed form")
@pytest.mark.parametrize("degrees", [4.3, 30, 45, 90, 200])
@pytest.mark.parametrize("shape", [(60, 600), (600, 60), (1, 1)])
@pytest.mark.parametrize("pixel", [(30, 30), (20, 50), (4, 4)])
def test_turned_it_is_that_of_the_pixels_and_not_of_the_targets_shape(
    pixel: tuple[float, float], shape: tuple[int, int], degrees: float
) -> None:
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    x, y = pixel[0] / 10, pixel[1] / 10
    expected = 1 / np.hypot(x * cos, y * sin), 1 / np.hypot(x * sin, y * cos)
    found = layer_ratio(SRC, grid(pixel, shape, turned=degrees))
    assert found.typical == pytest.approx(expected)
    assert found.least is None


@pytest.mark.rule(3, against="PROJ half a pixel to each side")
@pytest.mark.parametrize("shape", [(60, 600), (600, 60)])
def test_between_two_crss_it_is_the_local_one(shape: tuple[int, int]) -> None:
    dst = grid((10, 10), shape, (690_000, 5_860_000), NEXT_ZONE)
    found = layer_ratio(SRC, dst)
    for place in ((0.0, 0.0), (float(shape[1] - 1), float(shape[0] - 1))):
        cols = place[0] + np.array([0, 1, 0.5, 0.5])
        rows = place[1] + np.array([0.5, 0.5, 0, 1])
        expected = [
            1 / np.hypot(right - left, below - above)
            for left, right, above, below in oracle.positions(SRC, dst, cols, rows)
        ]
        assert found.typical == pytest.approx(expected, rel=1e-3)
    assert found.least is None
    part = Block(row_off=7, col_off=9, rows=50, cols=50)
    assert square_ratio(SRC, dst, part) == pytest.approx(found.typical, rel=1e-3)


def test_that_varies_over_a_target_is_another_in_each_square() -> None:
    src = grid((0.01, 0.01), (9000, 9000), (0, 80), DEGREES)
    dst = grid((1000, 1000), (3000, 600), (500_000, 8_800_000), CRS.from_epsg(32631))
    found = layer_ratio(src, dst)
    assert found.least is not None
    north, south = (
        square_ratio(src, dst, Block(row_off=row, col_off=0, rows=512, cols=512))
        for row in (0, 2488)
    )
    # Along y a degree is as long everywhere, but for the ellipsoid; along x it is not.
    assert north[1] == pytest.approx(south[1], rel=0.01)
    assert north[0] < 0.5 * south[0]
    assert found.least <= north[0] * 1.2
    assert north[0] < found.typical[0] < south[0]


@pytest.mark.parametrize("west", [179.0, -181.0])
def test_longitudes_that_jump_do_not_count(west: float) -> None:
    src = grid((0.001, 0.001), (3000, 3000), (west, 11), DEGREES)
    dst = grid((100, 100), (300, 3000), (100_000, 1_100_000), CRS.from_epsg(32601))
    here = grid((100, 100), (300, 3000), (100_000, 1_100_000), CRS.from_epsg(32631))
    there = grid((0.001, 0.001), (3000, 3000), (-1, 11), DEGREES)
    found, expected = layer_ratio(src, dst), layer_ratio(there, here)
    assert found.typical == pytest.approx(expected.typical)


def test_a_pole_does_not_count() -> None:
    src = grid((0.01, 0.01), (1000, 36000), (-180, 90), DEGREES)
    polar = CRS.from_epsg(3413)
    dst = grid((1000, 1000), (101, 101), (-50_500, 50_500), polar)
    found = layer_ratio(src, dst)
    assert found.least is not None
    assert 0 < found.least < found.typical[0] < 0.3
    assert found.typical[1] == pytest.approx(1.1, rel=0.1)


def test_nothing_in_common_is_as_good_as_equal() -> None:
    geos = CRS.from_user_input("+proj=geos +h=35785831 +lon_0=0 +datum=WGS84")
    src = grid((1000, 1000), (100, 100), (0, 0), geos)
    dst = grid((10, 10), (20, 20), (500_000, 5_000_000), CRS.from_epsg(32660))
    assert layer_ratio(src, dst).typical == (1.0, 1.0)
    assert square_ratio(src, dst, dst.whole) == (1.0, 1.0)


@pytest.mark.rule(3, 9, against="GDAL's transformers half a pixel to each side")
@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("target", ["inside", "coarser", "LAEA"])
def test_points_and_arrays_have_the_median(
    tmp_path: Path, name: str, target: str
) -> None:
    path, dst = SOURCES[name](tmp_path / "source.tif"), TARGETS[target]
    with raster_environment():
        source = open_source(path, 1, label="case")
        found = layer_ratio(source.georeference, dst)
    sides = ((0, 0.5), (1, 0.5), (0.5, 0), (0.5, 1))
    places = [positions(path, dst, side, 4) for side in sides]
    expected = []
    for left, right, above, below in zip(*places, strict=True):
        inside = (left > 5) & (left < 295) & (right > 5) & (right < 295)
        size = np.hypot(right - left, below - above)[inside]
        expected.append(1 / np.nanmedian(size))
    assert found.typical == pytest.approx(expected, rel=0.03)
    assert found.least is None
