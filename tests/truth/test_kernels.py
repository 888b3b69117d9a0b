# SPDX-License-Identifier: GPL-3.0-or-later
"""The kernels against what their authors say of them."""

from __future__ import annotations

import numpy as np
import pytest

from .kernels import KERNELS

SHIFTS = np.linspace(0, 1, 41)


def weights(name: str) -> tuple[np.ndarray, np.ndarray]:
    """Return positions of pixels around shifted centres, and their weights."""
    offset = np.arange(-6, 7) - SHIFTS[:, None]
    return offset, KERNELS[name](offset)


@pytest.mark.parametrize(
    ("name", "at", "value"),
    [
        ("bilinear", 0.25, 0.75),
        ("cubic", 0.0, 1.0),
        ("cubic", 0.5, 9 / 16),
        ("cubic", 1.0, 0.0),
        ("cubic", 1.5, -1 / 16),
        ("cubic_spline", 0.0, 2 / 3),
        ("cubic_spline", 1.0, 1 / 6),
        ("cubic_spline", 0.5, 23 / 48),
        ("cubic_spline", 1.5, 1 / 48),
        ("lanczos", 0.5, 6 / np.pi**2),
        ("lanczos", 1.5, -2 / (3 * np.pi) * 2 / np.pi),
        ("lanczos", 2.0, 0.0),
    ],
)
def test_a_weight_is_that_by_hand(name: str, at: float, value: float) -> None:
    found = KERNELS[name](np.array([at, -at]))
    np.testing.assert_allclose(found, value, atol=1e-15)


@pytest.mark.parametrize("name", KERNELS)
def test_beyond_its_radius_a_kernel_is_nothing_and_ends_smoothly(name: str) -> None:
    kernel = KERNELS[name]
    beyond = kernel.radius + np.array([0.0, 1e-9, 0.5, 2.0])
    assert (kernel(beyond) == 0).all()
    assert (kernel(-beyond) == 0).all()
    assert np.abs(kernel(np.array([kernel.radius - 1e-9])))[0] < 1e-8


@pytest.mark.parametrize("name", ["bilinear", "cubic", "cubic_spline"])
def test_weights_sum_up_to_1_wherever_the_centre_is(name: str) -> None:
    np.testing.assert_allclose(weights(name)[1].sum(axis=1), 1, atol=1e-14)


def test_those_of_lanczos_sum_up_to_nearly_1() -> None:
    total = weights("lanczos")[1].sum(axis=1)
    assert 0.985 < total.min() < total.max() < 1.015


@pytest.mark.parametrize("name", ["bilinear", "cubic", "cubic_spline"])
def test_their_middle_is_the_centre(name: str) -> None:
    offset, weight = weights(name)
    np.testing.assert_allclose((offset * weight).sum(axis=1), 0, atol=1e-14)


def test_cubic_keeps_parabolas_and_the_b_spline_widens_them() -> None:
    for name, more in (("cubic", 0.0), ("cubic_spline", 1 / 3)):
        offset, weight = weights(name)
        np.testing.assert_allclose((offset**2 * weight).sum(axis=1), more, atol=1e-14)


def test_only_some_have_negative_weights() -> None:
    everywhere = np.linspace(-3, 3, 1201)
    found = {name: bool((k(everywhere) < -1e-12).any()) for name, k in KERNELS.items()}
    assert found == {name: kernel.has_negative for name, kernel in KERNELS.items()}
