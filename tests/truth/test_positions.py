# SPDX-License-Identifier: GPL-3.0-or-later
"""Positions and scales against closed forms."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from affine import Affine

from . import bent
from .cases import draw
from .georeferences import ControlPoints, Grid, LocationArrays
from .pairs import PAIRS
from .positions import positions, relative

UTM = "EPSG:32629"


def grid(transform: Affine, crs: str = UTM, rows: int = 6, cols: int = 5) -> Grid:
    return Grid(crs=crs, transform=transform, rows=rows, cols=cols)


def test_in_one_crs_nothing_is_rounded_but_the_result() -> None:
    """A third of a metre, millions of metres away: the floats' own thirds meet."""
    size = 1 / 3
    src = Affine(size, 0, 4_000_000.1, 0, -size, 5_900_000.3)
    a, b, c, d, e, f = relative(src, src * Affine(3, 0, 6, 0, 3, 9))
    assert (a, b, d, e) == (3, 0, 0, 3)
    # The floats in between cost a digit, the fractions none.
    assert abs(c - 6) < 1e-8
    assert abs(f - 9) < 1e-8
    assert relative(src, src) == (1, 0, 0, 0, 1, 0)


def test_a_shifted_grid_by_hand() -> None:
    src = grid(Affine(20, 0, 540_000, 0, -20, 5_900_000))
    places = positions(src, grid(Affine(30, 0, 540_010, 0, -30, 5_899_990)))
    np.testing.assert_allclose(places.u[0], [1.25, 2.75, 4.25, 5.75, 7.25])
    np.testing.assert_allclose(places.v[:, 0], [1.25, 2.75, 4.25, 5.75, 7.25, 8.75])
    np.testing.assert_allclose(places.corner_u[0], [0.5, 2, 3.5, 5, 6.5, 8])
    assert places.is_affine


def test_spherical_mercator_by_its_formula() -> None:
    radius = 6_378_137.0
    src = grid(Affine(0.01, 0, 3.9, 0, -0.01, 45.1), "EPSG:4326", 20, 20)
    dst = grid(Affine(900, 0, 438_000, 0, -900, 5_625_000), "EPSG:3857")
    places = positions(src, dst)
    x = 438_000 + 900 * (np.arange(5) + 0.5)
    y = 5_625_000 - 900 * (np.arange(6) + 0.5)
    lon = np.degrees(x / radius)
    lat = np.degrees(2 * np.arctan(np.exp(y / radius)) - math.pi / 2)
    np.testing.assert_allclose(places.u[0], (lon - 3.9) / 0.01, atol=1e-9)
    np.testing.assert_allclose(places.v[:, 0], (45.1 - lat) / 0.01, atol=1e-9)
    along_x = np.degrees(900 / radius) / 0.01
    np.testing.assert_allclose(places.scale[0], along_x, rtol=1e-9)
    np.testing.assert_allclose(
        places.scale[1][:, 0], along_x * np.cos(np.radians(lat)), rtol=1e-6
    )


@pytest.mark.parametrize("lon", [179.95, -180.05, 539.95])
def test_longitudes_are_on_the_sources_side_of_the_earth(lon: float) -> None:
    src = grid(Affine(0.01, 0, lon, 0, -0.01, 10), "EPSG:4326", 9, 9)
    dst = grid(Affine(0.01, 0, -180.05, 0, -0.01, 10), "EPSG:4979", 9, 9)
    places = positions(src, dst)
    np.testing.assert_allclose(places.u[0], np.arange(9) + 0.5, atol=1e-6)


@pytest.mark.parametrize("turn", [0, 4.3, 30, 45, 90])
@pytest.mark.parametrize("size", [0.5, 1.0, 3.0])
def test_turning_changes_no_scale(turn: float, size: float) -> None:
    dst = grid(Affine.rotation(turn) * Affine.scale(size, -size))
    places = positions(grid(Affine(1, 0, 0, 0, -1, 0)), dst)
    for scale in places.scale:
        np.testing.assert_allclose(scale, size, rtol=1e-12)
    for width in places.width:
        np.testing.assert_allclose(width, max(size, 1), rtol=1e-12)


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [
        (0.5, 0.5, (1, 1)),
        (1.05, 1.05, (1, 1)),
        (1.06, 1.06, (1.06, 1.06)),
        (1.06, 1.02, (1.06, 1.02)),
        (3, 0.5, (3, 1)),
    ],
)
def test_kernels_are_widened_from_where_the_rule_says(
    x: float, y: float, expected: tuple[float, float]
) -> None:
    places = positions(grid(Affine(1, 0, 0, 0, -1, 0)), grid(Affine(x, 0, 0, 0, -y, 0)))
    assert tuple(float(width[0, 0]) for width in places.width) == pytest.approx(
        expected
    )


def test_an_oblong_pixel_has_rows_norms() -> None:
    """Columns and rows of the target both add to a source axis."""
    cos = math.cos(math.radians(30))
    dst = grid(Affine.rotation(30) * Affine.scale(4, -2))
    places = positions(grid(Affine(1, 0, 0, 0, -1, 0)), dst)
    x, y = (float(scale[0, 0]) for scale in places.scale)
    assert x == pytest.approx(math.hypot(4 * cos, 2 * 0.5))
    assert y == pytest.approx(math.hypot(4 * 0.5, 2 * cos))


@pytest.mark.parametrize("order", [1, 2])
def test_control_points_give_back_the_polynomial_that_they_are_on(order: int) -> None:
    rng = np.random.default_rng(order)
    x, y = rng.uniform(-8.4, -7.9, 25), rng.uniform(52.8, 53.2, 25)
    powers = [(i, j) for i in range(3) for j in range(3) if i + j <= order]
    a, b = rng.normal(size=(2, len(powers)))

    def on(factors: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        return sum(
            f * (x + 8) ** i * (y - 53) ** j
            for f, (i, j) in zip(factors, powers, strict=True)
        )

    points = np.stack([on(a, x, y), on(b, x, y), x, y], axis=1)
    src = ControlPoints(crs="EPSG:4326", points=points, order=order, rows=9, cols=9)
    at_x, at_y = rng.uniform(-8.4, -7.9, (4, 3)), rng.uniform(52.8, 53.2, (4, 3))
    u, v = src.pixels(at_x, at_y)
    np.testing.assert_allclose(u, on(a, at_x, at_y), atol=1e-12)
    np.testing.assert_allclose(v, on(b, at_x, at_y), atol=1e-12)


@pytest.mark.parametrize("step", [1, 5])
@pytest.mark.parametrize("in_centre", [False, True])
def test_arrays_that_hold_a_grid_are_that_grid(*, step: int, in_centre: bool) -> None:
    flat = grid(Affine(0.02, 0.003, 5, 0.002, -0.01, 50), "EPSG:4326", 30, 40)
    first = step / 2 if in_centre else 0
    col, row = np.meshgrid(np.arange(first, 45, step), np.arange(first, 35, step))
    x, y = flat.places(col, row)
    src = LocationArrays(
        crs=flat.crs, x=x, y=y, step=step, in_centre=in_centre, rows=30, cols=40
    )
    u, v = np.random.default_rng(0).uniform(3, 28, (2, 50))
    found = src.pixels(*flat.places(u, v))
    np.testing.assert_allclose(found, (u, v), atol=1e-9)


def test_arrays_are_bilinear_between_nodes_and_end_with_them() -> None:
    flat = grid(Affine(0.02, 0, 5, 0, -0.01, 50), "EPSG:4326", 40, 40)
    src = bent.MADE["a node every 5"](flat, np.random.default_rng(3))
    assert isinstance(src, LocationArrays)
    i, j, f, g = 3, 4, 0.3, 0.8
    corners = np.s_[j : j + 2, i : i + 2]
    share = np.outer([1 - g, g], [1 - f, f])
    x, y = ((nodes[corners] * share).sum() for nodes in (src.x, src.y))
    u, v = src.pixels(np.array([[x]]), np.array([[y]]))
    assert u[0, 0] == pytest.approx(5 * (i + f) + 2.5, abs=1e-9)
    assert v[0, 0] == pytest.approx(5 * (j + g) + 2.5, abs=1e-9)
    off_u, _ = src.pixels(np.array([[4.0]]), np.array([[49.8]]))
    assert np.isnan(off_u).all()


def test_positions_agree_with_those_of_gdal() -> None:
    gdal = pytest.importorskip("osgeo.gdal", reason="the referee")
    osr = pytest.importorskip("osgeo.osr", reason="the referee")
    gdal.UseExceptions()
    osr.UseExceptions()
    for pair in PAIRS[:12]:
        case = draw(pair, 1.5, "noise")
        assert isinstance(case.src, Grid)
        col, row = np.meshgrid(np.arange(18) + 0.5, np.arange(14) + 0.5)
        places = np.stack(case.dst.places(col, row), axis=-1).reshape(-1, 2)
        way = osr.CoordinateTransformation(*map(_srs, (pair.dst, pair.src)))
        x, y = np.array(way.TransformPoints(places))[:, :2].T
        u, v = case.src.pixels(x, y)
        found = case.truth().places
        np.testing.assert_allclose(found.u.ravel(), u, atol=1e-6)
        np.testing.assert_allclose(found.v.ravel(), v, atol=1e-6)


def _srs(crs: str) -> object:
    from osgeo import osr
    from rasterio.crs import CRS

    srs = osr.SpatialReference()
    srs.ImportFromWkt(CRS.from_user_input(crs).to_wkt())
    srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return srs


def test_moved_positions_are_elsewhere_and_nothing_else() -> None:
    src = grid(Affine(1, 0, 0, 0, -1, 0))
    places = positions(src, grid(Affine(2, 0, 0, 0, -2, 0)))
    moved = places.moved(0.25, -0.5)
    np.testing.assert_array_equal(moved.u, places.u + 0.25)
    np.testing.assert_array_equal(moved.corner_v, places.corner_v - 0.5)
    np.testing.assert_array_equal(moved.jacobian, places.jacobian)
    assert replace(places, given_width=(2.5, 1.0)).width[0][0, 0] == 2.5
