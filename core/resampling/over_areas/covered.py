# SPDX-License-Identifier: GPL-3.0-or-later
"""What single target pixels are, of the valid values that they cover and the areas.

All take values and the areas covered of them, float64 of one dimension and not empty.
"""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    OfCovered = Callable[[NDArray[np.float64], NDArray[np.float64]], float]

#: Shares of an area that differ by less are equal.
TIE: Final = 1e-6


def average(values: NDArray[np.float64], area: NDArray[np.float64]) -> float:
    """Return the mean by area."""
    return total(values, area) / float(area.sum())


def total(values: NDArray[np.float64], area: NDArray[np.float64]) -> float:
    """Return the sum, to which a value of 1 adds its area."""
    return float((values * area).sum())


def root_mean_square(values: NDArray[np.float64], area: NDArray[np.float64]) -> float:
    """Return the root of the mean square by area."""
    return math.sqrt(average(values * values, area))


def least(values: NDArray[np.float64], _area: NDArray[np.float64]) -> float:
    """Return the least value."""
    return float(values.min())


def greatest(values: NDArray[np.float64], _area: NDArray[np.float64]) -> float:
    """Return the greatest value."""
    return float(values.max())


def quantile(
    share: float, values: NDArray[np.float64], area: NDArray[np.float64]
) -> float:
    """Return the least value up to which there is a share of the area."""
    order = np.argsort(values, kind="stable")
    below = np.cumsum(area[order])
    place = np.searchsorted(below, (share - TIE) * below[-1])
    return float(values[order[min(int(place), len(order) - 1)]])


def mode(values: NDArray[np.float64], area: NDArray[np.float64]) -> float:
    """Return the value with the largest area; of equal ones that complete first."""
    different, code = np.unique(values, return_inverse=True)
    votes = np.bincount(code, area)
    last = np.empty(len(different), dtype=np.intp)
    last[code] = np.arange(code.size)
    last[votes < votes.max() - TIE * votes.sum()] = code.size
    return float(different[last.argmin()])


median = partial(quantile, 0.5)
first_quartile = partial(quantile, 0.25)
third_quartile = partial(quantile, 0.75)
