# SPDX-License-Identifier: GPL-3.0-or-later
"""Weights along one axis, against the kernels' closed forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from exogenous.core.resampling import axis_weights

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Shape = Callable[[NDArray[np.float64]], NDArray[np.float64]]

SHAPES = {
    "triangle": (axis_weights.triangle, 1),
    "catmull_rom": (axis_weights.catmull_rom, 2),
    "lanczos": (axis_weights.lanczos, 3),
}


@pytest.mark.parametrize(("shape", "radius_px"), SHAPES.values(), ids=SHAPES.keys())
def test_a_kernel_interpolates(shape: Shape, radius_px: int) -> None:
    """It is 1 at its own pixel, 0 at all others and beyond its radius, and even."""
    whole = np.arange(-5.0, 6)
    np.testing.assert_allclose(shape(whole), whole == 0, atol=1e-15)
    beyond = np.array([radius_px, radius_px + 0.4, 99.0])
    np.testing.assert_allclose(shape(beyond), 0, atol=1e-15)
    x = np.linspace(0, 4, 41)
    np.testing.assert_array_equal(shape(x), shape(-x))


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.83])
@pytest.mark.parametrize(("name", "degree"), [("triangle", 1), ("catmull_rom", 2)])
def test_polynomials_come_out_as_they_are(name: str, degree: int, part: float) -> None:
    shape, _ = SHAPES[name]
    pixel = np.arange(-3.0, 5)
    weight = shape(pixel - part)
    for power in range(degree + 1):
        assert weight @ pixel**power == pytest.approx(part**power, abs=1e-14)


def test_values_of_catmull_rom_and_lanczos_by_hand() -> None:
    half = np.array([0.5, 1.5])
    np.testing.assert_allclose(axis_weights.catmull_rom(half), [9 / 16, -1 / 16])
    # sinc(1/2) sinc(1/6) = (2 / pi) (6 / pi sin(pi / 6)) = 6 / pi^2
    assert axis_weights.lanczos(half)[0] == pytest.approx(6 / np.pi**2)


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
    weigh = axis_weights.weighs_by_shape(axis_weights.triangle, radius_px=1)
    index, weight = weigh(np.array([50.0]), 1 / scale, scale)
    assert index.shape == weight.shape == (1, taps)
    middle = 50 + 0.5 / scale
    assert weight[0] @ (index[0] + 0.5) / weight.sum() == pytest.approx(middle)
