# SPDX-License-Identifier: GPL-3.0-or-later
"""Which level of a JPEG2000 stands in for its pixels, and whose weights it takes."""

from __future__ import annotations

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS
from rasterio.enums import Resampling

from exogenous.core.geometry.grid import Grid
from exogenous.core.resampling.jp2_overview import on_samples, shrink_for
from exogenous.core.resampling.weights import Taps, col_taps

LEVELS = (2, 4, 8, 16)


@pytest.mark.parametrize(
    ("ratio", "shrink"),
    [
        ((1.0, 1.0), 1),
        ((0.26, 0.26), 1),
        ((0.25, 0.25), 2),
        ((0.2, 0.2), 2),
        ((1 / 8, 1 / 8), 4),
        ((1 / 32, 1 / 32), 16),
        ((1 / 1000, 1 / 1000), 16),
        # The finer axis decides.
        ((1 / 8, 1 / 32), 4),
        ((1 / 8, 1.0), 1),
        ((0.1 + 0.2 - 0.05, 0.25), 2),  # a hair above 1/4
    ],
)
def test_a_level_has_two_samples_a_pixel(
    ratio: tuple[float, float], shrink: int
) -> None:
    assert shrink_for(LEVELS, Resampling.average, ratio) == shrink


@pytest.mark.parametrize("kernel", ["nearest", "mode", "max", "med", "sum", "rms"])
def test_what_does_not_average_needs_the_pixels(kernel: str) -> None:
    assert shrink_for(LEVELS, Resampling[kernel], (0.01, 0.01)) == 1


def test_without_levels_pixels_are_read() -> None:
    assert shrink_for((), Resampling.average, (0.01, 0.01)) == 1


def taps(pixel: float, kernel: str, count: int) -> Taps:
    src, dst = (
        Grid(
            crs=CRS.from_epsg(32630),
            transform=Affine(size, 0, 0, 0, -size, 0),
            rows=1,
            cols=cols,
        )
        for size, cols in ((1.0, 64), (pixel, count))
    )
    found = col_taps(src, dst, dst.whole, Resampling[kernel], 1 / pixel)
    assert found is not None
    return found


@pytest.mark.parametrize("kernel", ["average", "bilinear", "cubic"])
@pytest.mark.parametrize("shrink", [2, 4])
def test_straight_lines_come_out_of_samples_as_of_pixels(
    kernel: str, shrink: int
) -> None:
    pixels = taps(8, kernel, 7)  # the last samples have pixels on both sides
    samples = on_samples(pixels, shrink, 64 // shrink + 1)
    np.testing.assert_allclose(samples.weight.sum(axis=1), 1)
    by_pixels = (pixels.weight * (pixels.first + pixels.index)).sum(axis=1)
    places = shrink * (samples.first + samples.index)
    np.testing.assert_allclose((samples.weight * places).sum(axis=1), by_pixels)


def test_beyond_the_last_sample_it_goes_on() -> None:
    samples = on_samples(taps(8, "average", 8), 4, 16)
    assert samples.first + samples.index.max() == 15
    # Pixels 56 to 63 lie at samples 14 to 15.75: the last is there for all beyond.
    last = np.zeros(16)
    np.add.at(last, samples.first + samples.index[-1], samples.weight[-1])
    np.testing.assert_allclose(last[14:], [2.5 / 8, 5.5 / 8])


def test_a_middle_is_the_sample_before_it() -> None:
    samples = on_samples(taps(8, "average", 8), 4, 16)
    np.testing.assert_array_equal(
        samples.first + samples.middle, (8 * np.arange(8) + 4) // 4
    )
