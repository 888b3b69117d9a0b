# SPDX-License-Identifier: GPL-3.0-or-later
"""Averages over target pixels' areas, against polygons clipped by shapely."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from clipped import overlaps, tile_of
from turned_tiles import turned

from exogenous.core.resampling.over_areas import means
from exogenous.core.resampling.over_areas.overlap import SLIVER_PX2
from exogenous.core.resampling.over_areas.strips import are_flat

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from exogenous.core.resampling.transform_fit import SourceCoords

#: By the names that users have for them.
KERNELS = {
    "average": means.average,
    "sum": means.total,
    "rms": means.root_mean_square,
}

RATIOS = [0.02, 0.32, (0.3, 0.7), 0.7, 1.0, (0.4, 3.0), 2.3, 9.7]
DEGREES = [0, 0.01, 4.3, 45, 90, 130, 200, -7]


def noise(coords: SourceCoords) -> tuple[NDArray[np.float64], tuple[int, int]]:
    """Make values for all that is needed, and tell where they begin."""
    block = coords.window((1, 2), from_edges=True)
    values = np.random.default_rng(5).random((block.rows, block.cols)) * 2000
    return values, (block.row_off, block.col_off)


def over(
    values: NDArray[Any],
    origin: tuple[int, int],
    coords: SourceCoords,
    kernel: str = "average",
) -> NDArray[Any]:
    return KERNELS[kernel](values, origin, coords, values.dtype.name)


def expected(
    values: NDArray[np.float64], area: NDArray[np.float64], kernel: str
) -> NDArray[np.float64]:
    valid = np.isfinite(values)
    least = 1e-9 if valid.all() else SLIVER_PX2
    area = np.where(area > least, area, 0) * valid
    numbers = np.where(valid, values, 0)
    weight = area.sum(axis=(2, 3))
    with np.errstate(invalid="ignore"):
        found = {
            "sum": np.where(weight > 0, (area * numbers).sum(axis=(2, 3)), np.nan),
            "average": (area * numbers).sum(axis=(2, 3)) / weight,
            "rms": np.sqrt((area * numbers**2).sum(axis=(2, 3)) / weight),
        }
    return found[kernel]


@pytest.mark.rule(3, against="polygons clipped by shapely")
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("degrees", DEGREES)
@pytest.mark.parametrize("ratio", RATIOS)
def test_averages_are_over_quadrilaterals(
    ratio: float | tuple[float, float], degrees: float, dtype: str
) -> None:
    tile = tile_of(ratio, degrees)
    values, origin = noise(tile.coords)
    values = values.astype(dtype)
    found = over(values, origin, tile.coords)
    area = overlaps(tile, origin, values.shape)
    truth = expected(values.astype(float), area, "average")
    assert np.abs(found - truth).max() < 2000 * (1e-6 if dtype == "float32" else 1e-8)


@pytest.mark.rule(3, 5, against="polygons clipped by shapely")
@pytest.mark.parametrize("holes", ["no holes", "holes"])
@pytest.mark.parametrize("kernel", ["average", "sum", "rms"])
@pytest.mark.parametrize("degrees", [0, 4.3, 130])
@pytest.mark.parametrize("ratio", [0.32, 1.0, 3.3])
def test_invalid_pixels_have_no_part_in_it(
    ratio: float, degrees: float, kernel: str, holes: str
) -> None:
    tile = tile_of(ratio, degrees)
    values, origin = noise(tile.coords)
    if holes == "holes":
        random = np.random.default_rng(6).random(values.shape)
        values[random < 0.1] = np.nan
        values[:, values.shape[1] // 2 :] = np.nan
    area = overlaps(tile, origin, values.shape)
    truth = expected(values, area, kernel)
    found = over(values.astype("float32"), origin, tile.coords, kernel)
    np.testing.assert_array_equal(np.isnan(found), np.isnan(truth))
    assert np.isnan(found).any() == (holes == "holes")
    assert np.nanmax(np.abs(found - truth)) < 1e-6 * 2000 * max(1, ratio**2)


@pytest.mark.rule(3, against="every centre in a valid pixel")
@pytest.mark.parametrize("degrees", [0, 4.3, 130])
def test_tiny_pixels_beside_nodata_have_values(degrees: float) -> None:
    tile = turned(0.0004, degrees, rows=12, cols=12, start=(9.5, 8.998))
    block = tile.coords.window((1, 2), from_edges=True)
    values = np.full((block.rows, block.cols), np.nan, dtype="float32")
    values[9 - block.row_off] = 7
    found = over(values, (block.row_off, block.col_off), tile.coords)
    below = tile.corners[1, :-1, :-1] > 9 + 0.0004 * 2
    above = tile.corners[1, :-1, :-1] < 9 - 0.0004 * 2
    assert below.any()
    assert above.any()
    np.testing.assert_array_equal(found[below], 7)
    assert np.isnan(found[above]).all()


@pytest.mark.rule(3, against="polygons clipped by shapely")
@pytest.mark.parametrize("bend", [1e-8, 1e-4, 5e-3])
def test_pixels_need_not_be_parallelograms(bend: float) -> None:
    tile = tile_of(0.7, 10, bend)
    assert are_flat(tile.coords) is (bend < 1e-6)
    values, origin = noise(tile.coords)
    truth = expected(values, overlaps(tile, origin, values.shape), "average")
    found = over(values.astype("float32"), origin, tile.coords)
    assert np.abs(found - truth).max() < 2000 * 1e-6


@pytest.mark.parametrize("degrees", [0, 4.3, 45])
@pytest.mark.parametrize("ratio", [0.32, 1.0, 6.1])
def test_a_constant_stays_and_areas_add_up(ratio: float, degrees: float) -> None:
    tile = tile_of(ratio, degrees)
    values, origin = noise(tile.coords)
    for value in (1.0, -412.3, 7e-5):
        constant = np.full(values.shape, value, dtype="float32")
        found = over(constant, origin, tile.coords)
        np.testing.assert_array_equal(found, np.float32(value))
    ones = np.ones(values.shape)
    sums = over(ones, origin, tile.coords, "sum")
    np.testing.assert_allclose(sums, ratio**2, rtol=1e-6)


@pytest.mark.rule(5, against="a window without the pixel")
@pytest.mark.parametrize("huge", [1e20, -3.4e38, np.inf])
@pytest.mark.parametrize("ratio", [0.32, 1.1, 2.5])
def test_one_huge_value_spoils_no_others(ratio: float, huge: float) -> None:
    tile = tile_of(ratio, 10)
    values, origin = noise(tile.coords)
    values = values.astype("float32")
    usual = over(values, origin, tile.coords)
    row, col = values.shape[0] // 2, values.shape[1] // 2
    values[row, col] = huge
    with np.errstate(over="ignore"):
        found = over(values, origin, tile.coords)
    area = overlaps(tile, origin, values.shape)[:, :, row, col]
    touched = area > 1e-6
    assert 0 < touched.sum() < 70
    assert np.abs(found - usual)[~touched].max() < 2000 * 1e-6


@pytest.mark.rule(13, against="another window of the source")
@pytest.mark.parametrize("ratio", [0.32, 1.1, 2.5])
def test_a_pixel_does_not_depend_on_the_window(ratio: float) -> None:
    places = turned(ratio, 4.3, rows=150, cols=70).coords
    values, (row, col) = noise(places)
    values = values.astype("float32")
    more = np.pad(values, 5, constant_values=7)
    np.testing.assert_allclose(
        over(more, (row - 5, col - 5), places),
        over(values, (row, col), places),
        rtol=0,
        atol=0,
    )


def test_a_four_by_four_made_by_hand() -> None:
    """One pixel turned by 45 degrees around the middle, with sides of 2."""
    values = np.arange(16.0).reshape(4, 4)
    root = np.sqrt(2)
    tile = turned(2, 45, rows=1, cols=1, start=(2 - root, 2 - root))
    # By symmetry it is the mean of the four in the middle and of those around.
    np.testing.assert_allclose(over(values, (0, 0), tile.coords), [[7.5]], rtol=1e-12)
    values[:] = 1
    values[1:3, 1:3] = 0
    # Of an area of 4 four triangles with a height of root 2 less 1 lie outside.
    outside = 4 * (root - 1) ** 2 / 4
    found = over(values, (0, 0), tile.coords)
    np.testing.assert_allclose(found, [[outside]], rtol=1e-9)
