# SPDX-License-Identifier: GPL-3.0-or-later
"""Picks one of the valid source values that a target pixel covers.

Each function takes the values of the valid source pixels, row by row, and the area
that the target pixel covers of each.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Pick = Callable[[NDArray[np.float64], NDArray[np.float64]], float]

#: Shares of a target pixel's area that differ by less are equal.
TIE = 1e-6


def mode(values: NDArray[np.float64], area: NDArray[np.float64]) -> float:
    """Return the value with the largest area.

    Among equal areas it is the value that is complete first, going row by row from the
    source's first pixel: no class has an advantage, as it would where the smallest
    number won, and every GDAL decides alike where whole pixels are counted.
    """
    different, code = np.unique(values, return_inverse=True)
    votes = np.bincount(code.ravel(), weights=area)
    last = np.zeros(len(different), dtype=int)
    np.maximum.at(last, code.ravel(), np.arange(len(values)))
    tied = votes >= votes.max() - TIE * area.sum()
    return float(different[tied][np.argmin(last[tied])])


def quantile(
    values: NDArray[np.float64], area: NDArray[np.float64], *, share: float
) -> float:
    """Return the smallest value up to which the values have a share of the area."""
    order = np.argsort(values, kind="stable")
    below = np.cumsum(area[order])
    reached = below >= (share - TIE) * below[-1]
    return float(values[order][np.argmax(reached)])


def least(values: NDArray[np.float64], area: NDArray[np.float64]) -> float:
    """Return the smallest value."""
    return float(values.min())


def most(values: NDArray[np.float64], area: NDArray[np.float64]) -> float:
    """Return the largest value."""
    return float(values.max())


#: By rasterio's names.
PICKS: dict[str, Pick] = {
    "mode": mode,
    "min": least,
    "max": most,
    "med": partial(quantile, share=0.5),
    "q1": partial(quantile, share=0.25),
    "q3": partial(quantile, share=0.75),
}

SHARES = {"med": 0.5, "q1": 0.25, "q3": 0.75}
