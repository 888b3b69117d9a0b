# SPDX-License-Identifier: GPL-3.0-or-later
"""The class of most of a pixel, against areas of polygons clipped by shapely."""

from __future__ import annotations

import numpy as np
import pytest
from clipped import assert_has_most, classes, overlaps, tile_of

from exogenous.core.resampling.by_votes.under_pixels import mode_under


@pytest.mark.rule(3, against="polygons clipped by shapely")
@pytest.mark.parametrize("count", [2, 10_000])
@pytest.mark.parametrize(
    ("ratio", "degrees"),
    [
        (0.02, 4.3),
        ((0.25, 0.33), 12),
        ((0.3, 0.7), 130),
        (1.0, 0),
        (1.0, 4.3),
        (1.0, 45),
        (2.3, 200),
        ((3.4, 6.1), 88.5),
    ],
)
def test_the_class_of_the_largest_area_wins(
    ratio: float | tuple[float, float], degrees: float, count: int
) -> None:
    tile = tile_of(ratio, degrees)
    values, origin = classes(tile.coords, count)
    area = overlaps(tile, origin, values.shape)
    for dtype in ("uint16", "float32"):
        found = mode_under(values.astype(dtype), origin, tile.coords, "float32")
        assert found.dtype == dtype
        assert_has_most(found, values, area)


@pytest.mark.rule(3, 5, against="polygons clipped by shapely")
@pytest.mark.parametrize(
    ("ratio", "degrees"),
    [(0.0004, 4.3), (0.32, 0), (0.32, 20), (1.0, 4.3), (3.3, 130), (5.2, 1)],
)
def test_invalid_pixels_have_no_vote(ratio: float, degrees: float) -> None:
    tile = tile_of(ratio, degrees)
    patches, origin = classes(tile.coords, 3)
    values = patches.astype("float32")
    values[np.random.default_rng(6).random(values.shape) < 0.2] = np.nan
    values[:, values.shape[1] // 2 :] = np.nan
    found = mode_under(values, origin, tile.coords, "float32")
    scale = min(1.0, ratio) ** -2
    area = overlaps(tile, origin, values.shape) * scale
    assert_has_most(found, values, area)


@pytest.mark.rule(3, against="polygons clipped by shapely")
@pytest.mark.parametrize("bend", [1e-8, 1e-4, 5e-3])
def test_pixels_need_not_be_parallelograms(bend: float) -> None:
    tile = tile_of(0.7, 10, bend)
    values, origin = classes(tile.coords, 4)
    found = mode_under(values.astype("uint8"), origin, tile.coords, "float32")
    assert_has_most(found, values, overlaps(tile, origin, values.shape))


def test_zeros_of_both_signs_are_one_class() -> None:
    tile = tile_of(2.3, 0)
    values, origin = classes(tile.coords, 2)
    numbers = np.where(values == 1, 5.0, 0.0)
    expected = mode_under(numbers, origin, tile.coords, "float64")
    numbers[::2][numbers[::2] == 0] = -0.0
    np.testing.assert_array_equal(
        mode_under(numbers, origin, tile.coords, "float64"), expected
    )
