# SPDX-License-Identifier: GPL-3.0-or-later
"""Kernels around centres, against a loop over pixels in float64."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from straight_coords import straight
from turned_tiles import Tile, turned

from exogenous.core.resampling.around_centres.weigh import reach_px, weigh
from exogenous.core.resampling.kernel_shapes import B_SPLINE, KEYS, LANCZOS, TRIANGLE

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHAPES = {
    "bilinear": TRIANGLE,
    "cubic": KEYS,
    "cubic_spline": B_SPLINE,
    "lanczos": LANCZOS,
}
NAMES = tuple(SHAPES)
ALL = [(1.0, 1.0), (1.6, 1.0), (2.3, 3.7)]


def factor(name: str, x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Kernels in their textbook form."""
    a = np.abs(x)
    if name == "bilinear":
        return np.where(a < 1, 1 - a, 0)
    if name == "cubic":
        inner = 1.5 * a**3 - 2.5 * a**2 + 1
        outer = -0.5 * a**3 + 2.5 * a**2 - 4 * a + 2
        return np.where(a < 1, inner, np.where(a < 2, outer, 0))
    if name == "cubic_spline":
        inner = (4 - 6 * a**2 + 3 * a**3) / 6
        return np.where(a < 1, inner, np.where(a < 2, (2 - a) ** 3 / 6, 0))
    return np.where(a < 3, np.sinc(x) * np.sinc(x / 3), 0)


def expected(
    values: NDArray[np.float64],
    at: NDArray[np.float64],
    name: str,
    widening: tuple[float, float],
) -> NDArray[np.float64]:
    """Weigh all of a window for each position, which counts from its corner."""
    rows, cols = values.shape
    valid = np.isfinite(values)
    numbers = np.where(valid, values, 0)

    def weights(name: str, place: NDArray[np.float64]) -> NDArray[np.float64]:
        x = factor(name, (np.arange(cols) + 0.5 - place[0]) / widening[0])
        y = factor(name, (np.arange(rows) + 0.5 - place[1]) / widening[1])
        return y[:, np.newaxis] * x

    def value(place: NDArray[np.float64]) -> float:
        if not valid[int(place[1]), int(place[0])]:
            return np.nan
        weight = weights(name, place)
        if (weight * valid).sum() < 0.5 * weight.sum() and name in {"cubic", "lanczos"}:
            weight = weights("bilinear", place)
        return float((weight * numbers).sum() / (weight * valid).sum())

    return np.apply_along_axis(value, 0, at)


def weighed(
    values: NDArray[Any],
    tile: Tile,
    name: str,
    widening: tuple[float, float] = (1.0, 1.0),
    origin: tuple[int, int] = (0, 0),
) -> NDArray[Any]:
    return weigh(values, origin, tile.coords, SHAPES[name], widening)


def noise(tile: Tile, margin: int = 14) -> NDArray[np.float64]:
    _, _, right, bottom = tile.coords.bounds()
    shape = int(bottom) + margin, int(right) + margin
    return np.random.default_rng(2).random(shape) * 2000


@pytest.mark.rule(3, against="a closed form in float64")
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("widening", ALL)
@pytest.mark.parametrize("degrees", [0, 4.3, 45])
@pytest.mark.parametrize("name", NAMES)
def test_kernels_are_their_closed_form(
    name: str, degrees: float, widening: tuple[float, float], dtype: str
) -> None:
    tile = turned(0.9, degrees, rows=30, cols=40, start=(14.3, 13.6))
    values = noise(tile).astype(dtype)
    found = weighed(values, tile, name, widening)
    truth = expected(values.astype(float), tile.centres, name, widening)
    step = np.finfo(dtype).eps * 2000
    assert np.abs(found - truth).max() < 8 * step + 2000 * 1e-9


@pytest.mark.rule(3, 5, against="a closed form in float64")
@pytest.mark.parametrize("widening", ALL)
@pytest.mark.parametrize("name", NAMES)
def test_beside_invalid_pixels_valid_ones_are_brought_to_one(
    name: str, widening: tuple[float, float]
) -> None:
    tile = turned(0.9, 4.3, rows=30, cols=40, start=(14.3, 13.6))
    values = noise(tile)
    values[np.random.default_rng(3).random(values.shape) < 0.1] = np.nan
    values[20:30, 10:25] = np.nan
    values[26, 18] = 7
    found = weighed(values.astype("float32"), tile, name, widening)
    truth = expected(values, tile.centres, name, widening)
    np.testing.assert_array_equal(np.isnan(found), np.isnan(truth))
    assert 0.1 < np.isnan(found).mean() < 0.5
    there = ~np.isnan(truth)
    assert np.abs(found - truth)[there].max() < 2000 * 1e-5


@pytest.mark.rule(5, against="a window without the pixel")
@pytest.mark.parametrize("huge", [1e20, -3.4e38, np.inf])
@pytest.mark.parametrize("name", NAMES)
def test_one_huge_value_changes_no_others(name: str, huge: float) -> None:
    tile = turned(1.0, 10, start=(14.3, 13.6))
    values = noise(tile).astype("float32")
    usual = weighed(values, tile, name)
    values[60, 70] = huge
    with np.errstate(over="ignore", invalid="ignore"):
        found = weighed(values, tile, name)
    near = np.abs(tile.centres - [[[70.5]], [[60.5]]]).max(axis=0) < 3.1
    np.testing.assert_allclose(found[~near], usual[~near], rtol=1e-6)
    assert near.sum() < 40


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", [0.0, 412.3, -7e-5])
def test_a_constant_stays(name: str, value: float) -> None:
    tile = turned(1.4, 33, start=(20.3, 20.6))
    values = np.full_like(noise(tile, 20), value).astype("float32")
    found = weighed(values, tile, name, (1.4, 2.0))
    np.testing.assert_array_equal(found, np.float32(value))


@pytest.mark.parametrize("name", NAMES)
def test_small_differences_of_large_numbers_keep_their_digits(name: str) -> None:
    tile = turned(0.9, 4.3, rows=30, cols=40, start=(14.3, 13.6))
    values = (noise(tile) / 2000 + 100_000).astype("float32")
    found = weighed(values, tile, name).astype(float)
    truth = expected(values.astype(float), tile.centres, name, (1, 1))
    assert np.abs(found - truth).max() < 0.5 * np.spacing(np.float32(1e5)) + 1e-5


@pytest.mark.rule(13, against="another window of the source")
def test_a_pixel_does_not_depend_on_the_window() -> None:
    tile = turned(0.9, 4.3)
    values = np.pad(noise(tile).astype("float32"), 20)
    for name in NAMES:
        reach = reach_px(SHAPES[name], (1.3, 1.3))
        block = tile.coords.window(reach, from_edges=False)
        whole = weighed(values, tile, name, (1.3, 1.3), (-20, -20))
        part = values[
            block.row_off + 20 : block.row_end + 20,
            block.col_off + 20 : block.col_end + 20,
        ]
        origin = block.row_off, block.col_off
        np.testing.assert_array_equal(
            weighed(part, tile, name, (1.3, 1.3), origin), whole
        )


def test_a_four_by_four_made_by_hand() -> None:
    values = np.array(
        [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12], [13, 14, 15, np.nan]]
    )
    coords = straight((3, 3), (0.5, 0.5), (1.0, 1.0))
    found = weigh(values, (0, 0), coords, TRIANGLE, (1.0, 1.0))
    # The last has three valid neighbours, but the pixel under its centre is none.
    np.testing.assert_allclose(
        found, [[3.5, 4.5, 5.5], [7.5, 8.5, 9.5], [11.5, 12.5, np.nan]]
    )
