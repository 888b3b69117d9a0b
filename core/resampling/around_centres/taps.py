# SPDX-License-Identifier: GPL-3.0-or-later
"""Which source pixels matter to target pixels' centres, and with what weight."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..kernel_shapes import Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreTaps:
    """The source pixels that matter to target pixels along one axis."""

    first: NDArray[np.float64]
    """The first source pixel of each target pixel."""
    weights: list[NDArray[Any]]
    """Of the first source pixel, the next and so on; they sum up to 1."""


def centre_taps(
    at: NDArray[np.float64], shape: Shape, wide: float, dtype: np.dtype[Any]
) -> CentreTaps:
    """Weigh the source pixels along one axis.

    Args:
        at: Positions, counted from the centre of a window's first pixel.
        shape: What weighs.
        wide: How much it is widened.
        dtype: What weights are kept in; positions lose no digit before.
    """
    first = np.floor(at - shape.radius_px * wide)
    first += 1
    distance = first - at
    if wide == 1:
        distance += shape.radius_px
        weights = _of_own_width(shape, distance.astype(dtype))
        return CentreTaps(first=first, weights=weights)
    distance /= wide
    start = distance.astype(dtype)
    weights = [
        shape.weights(start + dtype.type(tap / wide))
        for tap in range(taps_of(shape, wide))
    ]
    total = np.add.reduce(weights)
    weights = [np.divide(weight, total, out=weight) for weight in weights]
    return CentreTaps(first=first, weights=weights)


def _of_own_width(shape: Shape, part: NDArray[Any]) -> list[NDArray[Any]]:
    """Return the weights of a kernel that is not widened.

    Args:
        shape: Of the kernel.
        part: How far from the kernel's edge its first pixel is, 0 to 1.
    """
    weights = []
    digits = np.finfo(part.dtype).precision
    for coefficients in _polynomials(shape, min(shape.degree, digits + 3)):
        weight = part * coefficients[-1]
        for coefficient in coefficients[-2:0:-1]:
            weight += coefficient
            weight *= part
        weight += coefficients[0]
        weights.append(weight)
    return weights


@cache
def _polynomials(shape: Shape, degree: int) -> list[list[float]]:
    """Return the coefficients of each tap's weight in the first pixel's distance."""
    count = 4 * (degree + 1)
    part = (1 + np.cos(np.pi * (np.arange(count) + 0.5) / count)) / 2
    taps = np.arange(taps_of(shape, 1.0)) - shape.radius_px
    weights = shape.weights(part[:, np.newaxis] + taps)
    weights /= weights.sum(axis=1, keepdims=True)
    powers = np.vander(part, degree + 1, increasing=True)
    found: list[list[float]] = np.linalg.lstsq(powers, weights, rcond=None)[
        0
    ].T.tolist()
    return found


def taps_of(shape: Shape, wide: float) -> int:
    """Return how many source pixels a widened kernel has along one axis."""
    return math.ceil(2 * shape.radius_px * wide)
