# SPDX-License-Identifier: GPL-3.0-or-later
"""Medians and quartiles by area, against polygons clipped by shapely."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from clipped import overlaps, tile_of
from straight_coords import straight

from exogenous.core.resampling.over_areas import quantiles
from exogenous.core.resampling.over_areas.overlap import SLIVER_PX2

if TYPE_CHECKING:
    from numpy.typing import NDArray

KERNELS = {
    0.25: quantiles.first_quartile,
    0.5: quantiles.median,
    0.75: quantiles.third_quartile,
}


def expected(
    values: NDArray[np.float64], area: NDArray[np.float64], share: float
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return quantiles pixel by pixel, and where no hair decides."""
    out = np.full(area.shape[:2], np.nan)
    clear = np.ones(out.shape, dtype=bool)
    for at in np.ndindex(out.shape):
        counts = np.isfinite(values) & (area[at] > SLIVER_PX2 * min(1, area[at].sum()))
        order = np.argsort(values[counts], kind="stable")
        below = np.cumsum(area[at][counts][order])
        if below.size:
            reached = below >= (share - 1e-6) * below[-1]
            out[at] = values[counts][order][np.argmax(reached)]
            clear[at] = np.abs(below - share * below[-1]).min() > 1e-5 * below[-1]
    return out, clear


@pytest.mark.rule(3, 5, against="polygons clipped by shapely")
@pytest.mark.parametrize("holes", [0, 0.3])
@pytest.mark.parametrize("degrees", [0, 4.3, 130])
@pytest.mark.parametrize("ratio", [0.02, 0.32, (0.4, 3.0), 1.0, 9.7])
def test_quantiles_are_by_area(
    ratio: float | tuple[float, float], degrees: float, holes: float
) -> None:
    tile = tile_of(ratio, degrees)
    block = tile.coords.window((1, 2), from_edges=True)
    origin = block.row_off, block.col_off
    rng = np.random.default_rng(5)
    values = (rng.random((block.rows, block.cols)) * 9).astype("float32") - 4
    values[rng.random(values.shape) < holes] = np.nan
    area = overlaps(tile, origin, values.shape)
    for share, kernel in KERNELS.items():
        found = kernel(values, origin, tile.coords, "float32")
        truth, clear = expected(values.astype(float), area, share)
        assert clear.mean() > 0.5
        np.testing.assert_array_equal(found[clear], truth[clear])


def by_hand(values: list[list[Any]], dtype: str = "float64", **more: Any) -> list[Any]:
    """Return three quartiles of a source of 4 x 4 over one pixel of its size."""
    window = np.full((8, 8), np.nan, dtype=dtype)
    window[1:5, 1:5] = values
    coords = straight((1, 1), (0, 0), more.get("step", (4, 4)))
    return [k(window, (-1, -1), coords, dtype)[0, 0] for k in KERNELS.values()]


@pytest.mark.rule(3, against="a sum by hand")
def test_whole_pixels_count_whole() -> None:
    """A quarter that is just reached is reached."""
    assert by_hand(np.arange(1, 17).reshape(4, 4)[::-1]) == [4, 8, 12]
    assert by_hand([[-1, -2, -3, -4]] * 4) == [-4, -3, -2]
    assert by_hand([[2, 2, 2, 9]] * 4) == [2, 2, 2]


@pytest.mark.rule(5, against="a sum by hand")
@pytest.mark.parametrize("invalid", [np.nan, np.inf, -np.inf])
def test_what_is_invalid_counts_for_nothing(invalid: float) -> None:
    assert by_hand([[invalid, 1, 2, 3]] * 4) == [1, 2, 3]
    assert np.isnan(by_hand([[invalid] * 4] * 4)).all()


@pytest.mark.rule(3, against="a sum by hand")
@pytest.mark.parametrize("far", [2.0**53, 1e300, 1 + 2.0**-50])
def test_no_digit_of_a_value_is_lost(far: float) -> None:
    numbers = [far, np.nextafter(far, 0), np.nextafter(far, np.inf), -far]
    assert by_hand([numbers] * 4) == sorted(numbers)[:3]


@pytest.mark.rule(3, against="the one source pixel that each lies in")
@pytest.mark.parametrize("size", [1e-3, 1e-5])
def test_tiny_pixels_have_the_value_that_they_lie_in(size: float) -> None:
    found = by_hand([[7, 1, 2, np.nan]] * 4, step=(size, size))
    assert found == [7, 7, 7]


@pytest.mark.rule(13, against="another window of the source")
def test_a_pixel_does_not_depend_on_the_window() -> None:
    values = np.random.default_rng(1).random((90, 90)) * 100
    coords = straight((20, 20), (10.3, 10.7), (3.1, 2.9))
    whole = quantiles.median(values, (0, 0), coords, "float64")
    part = quantiles.median(values[5:, 7:], (5, 7), coords, "float64")
    np.testing.assert_array_equal(whole, part)
