# SPDX-License-Identifier: GPL-3.0-or-later
"""The kernels that weigh source pixels by their distance from a target pixel's centre.

A kernel is the product of a weight along the source's columns and one along its rows.
Distances are in source pixels, before the kernel is widened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

#: Where Lanczos' kernel is 0, squared; at 3 both of its factors are.
_ZEROS: Final = (1, 4, 9, 9)

#: What is left of Lanczos' kernel without its zeros, as powers of (x / 3) squared:
#: fitted by least squares at 40 of Chebyshev's nodes. They are not fitted here, where
#: numpy would load its linear algebra, which waits for ever where memory is short.
_SERIES: Final = (
    *(0.9999999999309573, -3.1993406516496146, 4.773887095009134),
    *(-4.447302835545088, 2.9200434590375086, -1.445589252848103),
    *(0.5628699933506237, -0.1764057654274549, 0.04410504824254702),
    *(-0.008073324053448072, 0.0008062340169515125),
)

#: Of a kernel with negative weights, the share of its weight that must fall on valid
#: pixels: else the triangle of the same widening takes its place.
LEAST_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shape:
    """One factor of a kernel."""

    weights: Callable[[NDArray[Any]], NDArray[Any]]
    """The weights at distances, in their type; 0 from the radius on. The array of the
    distances is changed."""
    radius_px: int
    """The distance from which on weights are 0."""
    has_negative: bool
    """Some weights are negative, so that those of valid pixels may cancel out."""
    degree: int
    """Of the polynomials that a kernel of its own width is made of: one for every
    pixel from its middle to either side. Lanczos' are as good as exact."""


def triangle(x: NDArray[Any]) -> NDArray[Any]:
    """Return 1 - |x| within 1, which interpolates linearly."""
    np.abs(x, out=x)
    np.subtract(1, x, out=x)
    return np.maximum(x, 0, out=x)


def keys(x: NDArray[Any]) -> NDArray[Any]:
    """Return the cubic convolution of Keys (1981, equation 15), with a = -1/2.

    With s = 2 - |x| and t = 1 - |x|, each cut at 0, its two pieces are
    s^2 (s - 1) / 2 and, added to it within 1, t^2 (1 - 2 t).
    """
    s, t = _from_two_and_one(x)
    outer: NDArray[Any] = s - 1
    s *= s
    outer *= s
    outer /= 2
    inner = 1 - 2 * t
    t *= t
    inner *= t
    outer += inner
    return outer


def b_spline(x: NDArray[Any]) -> NDArray[Any]:
    """Return the cubic B-spline, (s^3 - 4 t^3) / 6 with s and t as in `keys`."""
    s, t = _from_two_and_one(x)
    cube: NDArray[Any] = s * s
    cube *= s
    inner = t * t
    inner *= t
    inner *= 4
    cube -= inner
    cube /= 6
    return cube


def lanczos(x: NDArray[Any]) -> NDArray[Any]:
    """Return sinc(x) sinc(x / 3) within 3.

    It is its zeros, at 1, 2 and twice at 3, times a power series in x^2: no sine, and
    no division by a distance of 0. The series is off by less than 1e-10.
    """
    x *= x
    x /= 9
    u = np.minimum(x, 1, out=x)
    weight = np.full_like(u, _SERIES[-1])
    for coefficient in _SERIES[-2::-1]:
        weight *= u
        np.add(weight, coefficient, out=weight)
    for zero in _ZEROS:
        weight *= 1 - u * (9 / zero)
    return weight


def _from_two_and_one(x: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    np.abs(x, out=x)
    s = np.subtract(2, x, out=x)
    np.maximum(s, 0, out=s)
    return s, np.maximum(s - 1, 0)


TRIANGLE: Final = Shape(weights=triangle, radius_px=1, has_negative=False, degree=1)
KEYS: Final = Shape(weights=keys, radius_px=2, has_negative=True, degree=3)
B_SPLINE: Final = Shape(weights=b_spline, radius_px=2, has_negative=False, degree=3)
LANCZOS: Final = Shape(weights=lanczos, radius_px=3, has_negative=True, degree=13)
