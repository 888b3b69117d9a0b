# SPDX-License-Identifier: GPL-3.0-or-later
"""Kernels as functions of a distance, against their closed forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from exogenous.core.resampling.kernel_shapes import B_SPLINE, KEYS, LANCZOS, TRIANGLE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from exogenous.core.resampling.kernel_shapes import Shape

SHAPES = {"triangle": TRIANGLE, "keys": KEYS, "b_spline": B_SPLINE, "lanczos": LANCZOS}
INTERPOLATE = ["triangle", "keys", "lanczos"]


def weights(name: str, x: NDArray[np.float64]) -> NDArray[np.float64]:
    return SHAPES[name].weights(x.copy())


def closed_form(name: str, x: NDArray[np.float64]) -> NDArray[np.float64]:
    a = np.abs(x)
    if name == "triangle":
        return np.where(a < 1, 1 - a, 0)
    if name == "keys":
        inner = 1.5 * a**3 - 2.5 * a**2 + 1
        outer = -0.5 * a**3 + 2.5 * a**2 - 4 * a + 2
        return np.where(a < 1, inner, np.where(a < 2, outer, 0))
    if name == "b_spline":
        inner = (4 - 6 * a**2 + 3 * a**3) / 6
        return np.where(a < 1, inner, np.where(a < 2, (2 - a) ** 3 / 6, 0))
    return np.where(a < 3, np.sinc(x) * np.sinc(x / 3), 0)


@pytest.mark.rule(3, against="a closed form")
@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_is_its_closed_form_and_even(name: str) -> None:
    x = np.linspace(-5, 5, 1001)
    np.testing.assert_allclose(weights(name, x), closed_form(name, x), atol=1e-9)
    np.testing.assert_array_equal(weights(name, x), weights(name, -x))


@pytest.mark.parametrize("name", INTERPOLATE)
def test_a_kernel_interpolates(name: str) -> None:
    """It is 1 at its own pixel, 0 at all others and beyond its radius."""
    whole = np.arange(-5.0, 6)
    np.testing.assert_allclose(weights(name, whole), whole == 0, atol=1e-10)


@pytest.mark.parametrize("name", SHAPES)
def test_beyond_its_radius_it_is_0(name: str) -> None:
    radius_px = SHAPES[name].radius_px
    beyond = np.array([radius_px, radius_px + 1e-9, radius_px + 0.4, 99.0])
    np.testing.assert_allclose(weights(name, beyond), 0, atol=1e-15)
    near = weights(name, np.linspace(-radius_px, radius_px, 999))
    assert bool((near < -1e-6).any()) is SHAPES[name].has_negative


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.83])
@pytest.mark.parametrize(
    ("name", "degree"), [("triangle", 1), ("keys", 2), ("b_spline", 1)]
)
def test_polynomials_come_out_as_they_are(name: str, degree: int, part: float) -> None:
    pixel = np.arange(-3.0, 5)
    weight = weights(name, pixel - part)
    for power in range(degree + 1):
        assert weight @ pixel**power == pytest.approx(part**power, abs=1e-14)


def test_values_by_hand() -> None:
    half = np.array([0.5, 1.5])
    np.testing.assert_allclose(weights("keys", half), [9 / 16, -1 / 16])
    np.testing.assert_allclose(weights("b_spline", half), [23 / 48, 1 / 48])
    # sinc(1/2) sinc(1/6) = (2 / pi) (6 / pi sin(pi / 6)) = 6 / pi^2
    assert weights("lanczos", half)[0] == pytest.approx(6 / np.pi**2)


def test_weights_keep_the_type_of_distances() -> None:
    x: Shape
    for x in SHAPES.values():
        assert x.weights(np.zeros(3, dtype=np.float32)).dtype == np.float32
