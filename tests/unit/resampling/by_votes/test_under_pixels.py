# SPDX-License-Identifier: GPL-3.0-or-later
"""The class of most of a pixel, against areas of polygons clipped by shapely."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from clipped import overlaps, tile_of

from exogenous.core.resampling.by_votes.under_pixels import mode_under

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from exogenous.core.resampling.transform_fit import SourceCoords


def classes(coords: SourceCoords, count: int) -> tuple[NDArray[Any], tuple[int, int]]:
    """Make patches of classes, and tell where they begin."""
    block = coords.window((1, 2), from_edges=True)
    random = np.random.default_rng(count)
    patches = random.integers(0, count, (block.rows // 2 + 1, block.cols // 2 + 1))
    patches = patches.repeat(2, axis=0).repeat(2, axis=1)[: block.rows, : block.cols]
    ragged = random.random(patches.shape) < 0.2
    patches[ragged] = random.integers(0, count, ragged.sum())
    return patches, (block.row_off, block.col_off)


def votes_of(
    values: NDArray[Any], area: NDArray[np.float64]
) -> tuple[NDArray[Any], NDArray[np.float64]]:
    """Return the classes, and the area of each: shape (rows, cols, classes)."""
    different = np.unique(values[np.isfinite(values)])
    votes = [(area * (values == one)).sum(axis=(2, 3)) for one in different]
    return different, np.stack(votes, axis=-1)


def assert_has_most(
    found: NDArray[Any], values: NDArray[Any], area: NDArray[np.float64]
) -> None:
    """Raise where a class that was found covers less than another by a hair."""
    different, votes = votes_of(values, area)
    has_any = votes.max(axis=-1) > 1e-5
    number = np.searchsorted(different, np.where(np.isnan(found), 0, found))
    number = number.clip(max=len(different) - 1)
    own = np.take_along_axis(votes, number[..., np.newaxis], axis=-1)[..., 0]
    assert (own >= votes.max(axis=-1) - 1e-6)[has_any].all()
    assert (different[number] == found)[has_any].all()
    assert np.isnan(found)[votes.max(axis=-1) < 1e-9].all()


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
