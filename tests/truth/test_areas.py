# SPDX-License-Identifier: GPL-3.0-or-later
"""Overlap areas against sums, other clippings, counted points and hands."""

from __future__ import annotations

import numpy as np
import pytest
from affine import Affine

from .areas import area, grown, overlaps, perimeter, quadrilaterals
from .georeferences import Grid
from .positions import positions

SHAPE = (40, 50)


def quads_of(transform: Affine, rows: int, cols: int) -> np.ndarray:
    """Return the pixels of a grid on a source whose pixels are 1 x 1."""
    src = Grid(crs="EPSG:3857", transform=Affine.identity(), rows=40, cols=50)
    dst = Grid(crs="EPSG:3857", transform=transform, rows=rows, cols=cols)
    return quadrilaterals(positions(src, dst))


def drawn(seed: int, size: float) -> np.ndarray:
    """Return quadrilaterals with corners here and there, convex or not."""
    rng = np.random.default_rng(seed)
    middle = rng.uniform(12, 28, (6, 7, 1, 2))
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * size / 2
    turn = rng.uniform(0, 2 * np.pi, (6, 7))
    turned = np.stack([np.cos(turn), np.sin(turn), -np.sin(turn), np.cos(turn)], -1)
    quads = corners @ turned.reshape(6, 7, 2, 2)
    return middle + quads + rng.uniform(-size / 5, size / 5, quads.shape)


def whole(quads: np.ndarray) -> np.ndarray:
    """Return what each covers of every source pixel: shape (rows, cols, *SHAPE)."""
    found = overlaps(quads, SHAPE)
    assert (np.diff(found.dst) >= 0).all()
    out = np.zeros((quads.shape[0] * quads.shape[1], SHAPE[0] * SHAPE[1]))
    out[found.dst, found.src] = found.area
    return out.reshape(*quads.shape[:2], *SHAPE)


@pytest.mark.parametrize("size", [0.3, 1.0, 3.0, 10.0])
@pytest.mark.parametrize("seed", range(3))
def test_overlaps_sum_up_to_the_quadrilateral(seed: int, size: float) -> None:
    quads = drawn(seed, size)
    total = whole(quads).sum(axis=(2, 3))
    np.testing.assert_allclose(total, area(quads), rtol=0, atol=4e-10)


@pytest.mark.parametrize("size", [0.7, 4.0])
def test_each_overlap_is_that_of_another_clipping(size: float) -> None:
    shapely = pytest.importorskip("shapely", reason="it clips polygons its own way")
    quads = drawn(7, size)[:2]
    pixels = [
        [shapely.box(col, row, col + 1, row + 1) for col in range(SHAPE[1])]
        for row in range(SHAPE[0])
    ]
    polygons = shapely.polygons(quads)
    common = shapely.intersection(polygons[..., None, None], np.array(pixels))
    np.testing.assert_allclose(whole(quads), shapely.area(common), rtol=0, atol=1e-12)


def test_points_counted_in_a_turned_pixel_agree() -> None:
    """Of 32 x 32 points in each target pixel, as many lie in each source pixel."""
    transform = Affine.translation(20, 9) * Affine.rotation(28) * Affine.scale(2.7)
    quads = quads_of(transform, 4, 5)
    col, row = np.meshgrid((np.arange(32) + 0.5) / 32, (np.arange(32) + 0.5) / 32)
    counted = np.zeros((4, 5, *SHAPE))
    for target in np.ndindex(4, 5):
        x, y = transform * (col + target[1], row + target[0])
        np.add.at(counted[target], (y.astype(int), x.astype(int)), 2.7**2 / 1024)
    # A pixel's outline crosses fewer points than there are in 4 rows of them.
    assert np.abs(whole(quads) - counted).max() < 4 * 2.7**2 / 32 / 10


def test_a_pixel_on_its_tip_by_hand() -> None:
    tip = np.array([[[[2.0, 1.0], [3.0, 2.0], [2.0, 3.0], [1.0, 2.0]]]])
    expected = np.zeros(SHAPE)
    expected[1:3, 1:3] = 0.5
    np.testing.assert_allclose(whole(tip)[0, 0], expected, atol=1e-15)
    assert area(tip)[0, 0] == 2
    assert perimeter(tip)[0, 0] == pytest.approx(4 * 2**0.5)


def test_on_the_same_axes_by_hand() -> None:
    found = whole(quads_of(Affine(1.5, 0, 0.25, 0, 2, 0), 1, 2))
    expected = np.zeros((1, 2, *SHAPE))
    expected[0, 0, :2, :2] = 0.75
    expected[0, 1, :2, 1:4] = 0.25, 1, 0.25
    np.testing.assert_allclose(found, expected, atol=1e-15)


def test_far_from_the_first_pixel_no_digit_is_lost() -> None:
    quads = drawn(1, 3.0)
    far = quads + 2.0**20
    np.testing.assert_allclose(area(far), area(far - 2.0**20), rtol=1e-12)


def test_what_is_off_the_source_is_not_there() -> None:
    quads = quads_of(Affine(3, 0, -4, 0, 3, -4), 2, 20)
    total = whole(quads).sum(axis=(2, 3))
    np.testing.assert_allclose(total[0], 0)
    assert total[1, 1] == pytest.approx(4)
    assert total[1, 17] == pytest.approx(6)
    assert total[1, 19] == 0


def test_a_place_that_does_not_exist_covers_nothing() -> None:
    quads = drawn(2, 1.0)
    quads[0, 0, 2] = np.nan
    assert whole(quads)[0, 0].sum() == 0
    assert whole(quads)[0, 1].sum() > 0


@pytest.mark.parametrize("turn", [0, 20, 45])
@pytest.mark.parametrize("aspect", [1, 3])
def test_grown_sides_are_that_much_further_out(turn: float, aspect: float) -> None:
    pixel = Affine.translation(20, 20) * Affine.rotation(turn) * Affine.scale(aspect, 1)
    quad = quads_of(pixel, 1, 1)
    for by in (0.01, -0.01):
        moved = grown(quad, by)
        sides = np.roll(quad, -1, axis=2) - quad
        normals = np.stack((sides[..., 1], -sides[..., 0]), axis=-1)
        normals /= np.hypot(*np.moveaxis(normals, -1, 0))[..., None]
        out = ((moved - quad) * normals).sum(axis=-1)
        assert (np.sign(by) * out >= 0.01 - 1e-9).all()
        assert np.abs(out).max() <= 0.01 * aspect + 1e-9
