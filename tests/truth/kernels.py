# SPDX-License-Identifier: GPL-3.0-or-later
"""The kernels that weigh source pixels by their distance, in closed form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Shape = Callable[[NDArray[np.float64]], NDArray[np.float64]]


@dataclass(frozen=True)
class Kernel:
    """One factor of a kernel: the other axis has the same."""

    shape: Shape
    """The weight at a distance in source pixels, before widening."""
    radius: int
    """The distance from which on the weight is 0."""
    has_negative: bool
    """Some weights are negative, so that those of valid pixels may cancel out."""

    def __call__(self, distance: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the weights at distances; 0 beyond the radius."""
        inside = np.abs(distance) < self.radius
        weight: NDArray[np.float64] = np.where(inside, self.shape(distance), 0.0)
        return weight


def triangle(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return 1 - |x|."""
    return 1 - np.abs(x)


def keys(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the convolution cubic with a = -1/2 (Keys 1981, equation 15)."""
    x = np.abs(x)
    inner = 1.5 * x**3 - 2.5 * x**2 + 1
    outer = -0.5 * x**3 + 2.5 * x**2 - 4 * x + 2
    return np.where(x <= 1, inner, outer)


def b_spline(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the cubic B-spline, which smooths: nothing is filtered before."""
    x = np.abs(x)
    return np.where(x <= 1, 2 / 3 - x**2 + x**3 / 2, (2 - x) ** 3 / 6)


def lanczos(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return sinc(x) sinc(x / 3)."""
    return np.sinc(x) * np.sinc(x / 3)


#: By rasterio's names.
KERNELS = {
    "bilinear": Kernel(triangle, 1, has_negative=False),
    "cubic": Kernel(keys, 2, has_negative=True),
    "cubic_spline": Kernel(b_spline, 2, has_negative=False),
    "lanczos": Kernel(lanczos, 3, has_negative=True),
}
