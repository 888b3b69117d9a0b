# SPDX-License-Identifier: GPL-3.0-or-later
"""Places from one CRS to another, against formulas of the sphere."""

from __future__ import annotations

import numpy as np
from rasterio.crs import CRS

from exogenous.core.geometry.transform_points import reproject, reproject_existing

DEGREES = CRS.from_epsg(4326)
MERCATOR = CRS.from_epsg(3857)
GLOBE = CRS.from_string("+proj=ortho +lat_0=0 +lon_0=0 +R=6371000")

RADIUS_M = 6378137.0


def test_spherical_mercator() -> None:
    lon, lat = np.array([0.0, 10.0, -120.0]), np.array([0.0, 50.0, -33.0])
    x, y = reproject(lon, lat, DEGREES, MERCATOR)
    half = np.pi / 4 + np.radians(lat) / 2
    np.testing.assert_allclose(x, RADIUS_M * np.radians(lon), atol=1e-6)
    np.testing.assert_allclose(y, RADIUS_M * np.log(np.tan(half)), atol=1e-6)


def test_the_same_crs_changes_no_digit() -> None:
    x, y = np.array([0.1, 1 / 3]), np.array([1e-17, 7.0])
    found = reproject(x, y, DEGREES, DEGREES)
    np.testing.assert_array_equal(found, (x, y))


def test_no_places_are_no_places() -> None:
    nothing = np.empty(0)
    assert [part.size for part in reproject(nothing, nothing, DEGREES, GLOBE)] == [0, 0]


def test_the_far_side_of_a_globe_is_nowhere() -> None:
    lon = np.array([0.0, 180.0, 30.0, 150.0])
    x, y = reproject(lon, np.zeros(4), DEGREES, GLOBE)
    np.testing.assert_array_equal(np.isfinite(x), [True, False, True, False])
    np.testing.assert_array_equal(np.isfinite(y), [True, False, True, False])
    np.testing.assert_allclose(x[2], 6371000 * np.sin(np.radians(30)), rtol=1e-9)


def test_places_that_do_not_exist_are_left_out() -> None:
    lon = np.array([180.0, 0.0, 150.0])
    x, y = reproject_existing(lon, np.zeros(3), DEGREES, GLOBE)
    np.testing.assert_allclose(x, [0], atol=1e-6)
    np.testing.assert_allclose(y, [0], atol=1e-6)
