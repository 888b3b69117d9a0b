# SPDX-License-Identifier: GPL-3.0-or-later
"""What PROJ says of the way from one CRS to another."""

from __future__ import annotations

import pytest
from rasterio.crs import CRS

from exogenous.core.environment import raster_environment
from exogenous.core.geometry.coordinate_operation import Operations, operations


def asked(src: str, dst: str, *area: float) -> Operations:
    west, south, east, north = area
    with raster_environment():
        found = operations(
            CRS.from_user_input(src),
            CRS.from_user_input(dst),
            (west, south, east, north),
        )
    assert found is not None
    return found


def test_the_operation_depends_on_the_area() -> None:
    east = asked("EPSG:4267", "EPSG:4326", -75, 40, -74, 41)
    west = asked("EPSG:4267", "EPSG:4326", -150, 60, -149, 61)
    assert east.used.name != west.used.name
    assert east.used.accuracy_m == 10


def test_a_better_one_is_told_with_its_grids() -> None:
    found = asked("EPSG:27700", "EPSG:4326", -2, 52, -1, 53)
    assert found.used.accuracy_m == 2
    assert found.better is not None
    assert found.better.accuracy_m == 1
    assert found.better.grids == ("uk_os_OSTN15_NTv2_OSGBtoETRS.tif",)


@pytest.mark.parametrize(
    ("crs", "flat"), [("EPSG:32632+5773", "EPSG:32632"), ("EPSG:4979", "EPSG:4326")]
)
def test_heights_are_left_out(crs: str, flat: str) -> None:
    found = asked(crs, "EPSG:3035", 8, 47, 9, 48)
    assert found == asked(flat, "EPSG:3035", 8, 47, 9, 48)


def test_a_guess_is_known_as_one() -> None:
    found = asked("+proj=longlat +ellps=bessel +type=crs", "EPSG:4326", 8, 47, 9, 48)
    assert found.used.is_ballpark
