# SPDX-License-Identifier: GPL-3.0-or-later
"""The source pixels around centres and their weights, along one axis."""

from __future__ import annotations

import numpy as np
import pytest

from exogenous.core.resampling.around_centres.taps import centre_taps, taps_of
from exogenous.core.resampling.kernel_shapes import B_SPLINE, KEYS, LANCZOS, TRIANGLE

SHAPES = [TRIANGLE, KEYS, B_SPLINE, LANCZOS]
IDS = ["triangle", "keys", "b_spline", "lanczos"]

#: Counted from a pixel's centre: on it, beside it, half way to the next.
PLACES = np.array([[10.0, 10.25, 10.5], [11.999, 12.0, 40.7]])


@pytest.mark.rule(3, against="the shape at each distance")
@pytest.mark.parametrize("wide", [1.0, 1.3, 4.0])
@pytest.mark.parametrize("shape", SHAPES, ids=IDS)
def test_weights_are_the_shapes_and_sum_up_to_1(shape, wide: float) -> None:
    taps = centre_taps(PLACES, shape, wide, np.dtype(np.float64))
    assert len(taps.weights) == taps_of(shape, wide)
    pixels = taps.first + np.arange(len(taps.weights))[:, np.newaxis, np.newaxis]
    expected = shape.weights((pixels - PLACES) / wide)
    expected /= expected.sum(axis=0)
    np.testing.assert_allclose(np.stack(taps.weights), expected, atol=1e-9)
    before = shape.weights((taps.first - 1 - PLACES) / wide)
    np.testing.assert_allclose(before, 0, atol=1e-12)


def test_interpolation_by_hand() -> None:
    taps = centre_taps(PLACES, TRIANGLE, 1.0, np.dtype(np.float32))
    np.testing.assert_array_equal(taps.first, [[10, 10, 10], [11, 12, 40]])
    np.testing.assert_allclose(taps.weights[1][0], [0, 0.25, 0.5], atol=1e-6)
    assert taps.weights[0].dtype == np.float32


def test_a_kernel_that_is_twice_as_wide_has_twice_as_many_pixels() -> None:
    assert [taps_of(shape, 1.0) for shape in SHAPES] == [2, 4, 4, 6]
    assert [taps_of(shape, 2.0) for shape in SHAPES] == [4, 8, 8, 12]
    assert taps_of(LANCZOS, 1.1) == 7
