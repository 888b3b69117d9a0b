# SPDX-License-Identifier: GPL-3.0-or-later
"""Weights along one axis, against the kernels' closed forms."""

from __future__ import annotations

import numpy as np
import pytest

from exogenous.core.resampling import axis_weights
from exogenous.core.resampling.kernel_shapes import TRIANGLE


def test_nearest_takes_the_pixel_under_the_centre() -> None:
    index, weight = axis_weights.nearest(np.array([0.0, 1.0, 2.6, -0.4]), 1.0, 1.0)
    np.testing.assert_array_equal(index[:, 0], [0, 1, 3, 0])
    np.testing.assert_array_equal(weight, np.ones((4, 1)))
    # Of a centre between two pixels the one after it.
    assert axis_weights.nearest(np.array([0.0]), 2.0, 0.5)[0].tolist() == [[1]]


@pytest.mark.parametrize(
    ("edge", "step", "first", "shares"),
    [
        (0.0, 2.0, 0, [1, 1]),
        (0.25, 1.0, 0, [0.75, 0.25]),
        (0.5, 2.0, 0, [0.5, 1, 0.5]),
        (3.2, 0.5, 3, [0.5]),
        (-1.5, 2.5, -2, [0.5, 1, 1]),
    ],
)
def test_average_weighs_by_what_is_covered(
    edge: float, step: float, first: int, shares: list[float]
) -> None:
    index, weight = axis_weights.average(np.array([edge]), step, 1 / step)
    np.testing.assert_array_equal(index[0], first + np.arange(len(shares)))
    np.testing.assert_allclose(weight[0], shares)


@pytest.mark.parametrize(
    ("step", "taps", "middle"),
    [
        (2, [1, 2, 1], 1),
        (3, [1, 4, 6, 4, 1], 2),
        (4, [1, 4, 6, 4, 1], 2),
        (5, [1, 6, 15, 20, 15, 6, 1], 3),
    ],
)
def test_gauss_is_a_row_of_pascals_triangle(
    step: int, taps: list[int], middle: int
) -> None:
    index, weight = axis_weights.gauss(np.array([0.0, 10.0]), step, 1 / step)
    np.testing.assert_array_equal(weight, [taps, taps])
    start = (step + 1) // 2 - middle
    np.testing.assert_array_equal(index[0], start + np.arange(len(taps)))
    np.testing.assert_array_equal(index[1] - index[0], 10)


@pytest.mark.parametrize(("scale", "taps"), [(1.0, 2), (0.5, 4), (0.1, 20)])
def test_a_kernel_is_widened_by_the_ratio(scale: float, taps: int) -> None:
    weigh = axis_weights.weighs_by_shape(TRIANGLE)
    index, weight = weigh(np.array([50.0]), 1 / scale, scale)
    assert index.shape == weight.shape == (1, taps)
    middle = 50 + 0.5 / scale
    assert weight[0] @ (index[0] + 0.5) / weight.sum() == pytest.approx(middle)
