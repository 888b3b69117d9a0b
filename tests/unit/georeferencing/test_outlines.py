# SPDX-License-Identifier: GPL-3.0-or-later
"""Outlines round a pole and across the seam, against closed forms."""

from __future__ import annotations

import math

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS

from exogenous.core.geometry.grid import Block, Grid
from exogenous.core.georeferencing.outlines import cut_to, outline_of
from exogenous.core.resampling.over_areas.wide import polygon_area

#: A sphere seen from above its pole, so that there is a closed form.
POLAR = "+proj=laea +lat_0={pole} +lon_0=0 +R=6371000 +units=m"
DEGREES = CRS.from_user_input("+proj=longlat +R=6371000")


def world(west: float = -180, cols: int = 360) -> Grid:
    return Grid(
        crs=DEGREES, transform=Affine(1, 0, west, 0, -1, 90), rows=180, cols=cols
    )


def polar(pole: int, size: float, x: float = 0.5, y: float = 0.5) -> Grid:
    """Make one pixel with a pole at some share of its width and height."""
    return Grid(
        crs=CRS.from_user_input(POLAR.format(pole=pole)),
        transform=Affine(size, 0, -x * size, 0, -size, y * size),
        rows=1,
        cols=1,
    )


def area(src: Grid, dst: Grid) -> float:
    outline = outline_of(src, dst, dst.whole)
    return float(sum(polygon_area(part) for part in cut_to(outline, src)))


def expected(size: float) -> float:
    """Integrate, around a square's middle, how far the pole is from its sides."""
    angles = (np.arange(4000) + 0.5) / 4000 * math.pi / 4
    to_side = size / 2 / np.cos(angles)
    colatitudes = 2 * np.degrees(np.arcsin(to_side / (2 * 6_371_000)))
    return 360 * float(colatitudes.mean())


@pytest.mark.rule(9, against="an integral round the pole")
@pytest.mark.parametrize("pole", [90, -90])
@pytest.mark.parametrize("west", [-180, 0, -77.3])
def test_the_pixel_with_the_pole_has_all_longitudes(west: float, pole: int) -> None:
    found = area(world(west), polar(pole, 500_000))
    assert found == pytest.approx(expected(500_000), rel=1e-4)


@pytest.mark.rule(9, against="the share of all longitudes")
@pytest.mark.parametrize("west", [0, 90, 200])
def test_a_source_of_a_quarter_of_longitudes_has_a_quarter(west: float) -> None:
    found = area(world(west, 90), polar(90, 500_000))
    assert found == pytest.approx(expected(500_000) / 4, rel=1e-4)


@pytest.mark.rule(9, against="an integral round the pole")
@pytest.mark.parametrize("cols", [361, 400])
def test_columns_that_a_source_has_twice_count_once(cols: int) -> None:
    found = area(world(-200, cols), polar(90, 500_000))
    assert found == pytest.approx(expected(500_000), rel=1e-4)


@pytest.mark.rule(9, against="quarters of an integral round the pole")
@pytest.mark.parametrize("x", [0.0, 1.0])
@pytest.mark.parametrize("y", [0.0, 1.0])
def test_pixels_with_the_pole_in_a_corner_share_its_line(x: float, y: float) -> None:
    found = area(world(), polar(90, 250_000, x, y))
    assert found == pytest.approx(expected(500_000) / 4, rel=1e-4)


@pytest.mark.rule(9, against="the whole and its parts")
@pytest.mark.parametrize("x", [0.0, 1e-4, 0.02, 0.3])
def test_parts_of_a_pixel_are_the_whole(x: float) -> None:
    """The pole lies on the line between two parts, or near it."""
    whole = area(world(), polar(90, 500_000, x + 0.5))
    left = area(world(), two_high(x + 0.5, 0))
    right = area(world(), two_high(x, 1))
    assert left + right == pytest.approx(whole, rel=1e-4)


def two_high(x: float, number: int) -> Grid:
    """Make the left or the right half of a pixel."""
    size, half = 500_000, 250_000
    start = -x * size if number == 0 else -(x + 0.5) * size + half
    return Grid(
        crs=CRS.from_user_input(POLAR.format(pole=90)),
        transform=Affine(half, 0, start, 0, -size, size / 2),
        rows=1,
        cols=1,
    )


@pytest.mark.rule(9, against="the definition of the projection")
def test_what_does_not_exist_has_no_outline() -> None:
    """The other side of the Earth is not on a map of this one."""
    ortho = CRS.from_user_input("+proj=ortho +lat_0=0 +lon_0=0 +R=6371000")
    dst = Grid(crs=ortho, transform=Affine(2e6, 0, 5e6, 0, -2e6, 1e6), rows=1, cols=2)
    for col in range(2):
        outline = outline_of(
            world(), dst, Block(row_off=0, col_off=col, rows=1, cols=1)
        )
        assert not cut_to(outline, world())
