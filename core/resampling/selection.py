# SPDX-License-Identifier: GPL-3.0-or-later
"""The picks of `min` and `max` among the source pixels that a target touches.

As in GDAL, a target pixel touches the source pixels between its first and last corner:
1 x 1 to 3 x 3 of them where the target is not much coarser than the source.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    #: Takes an array for each source pixel touched, row by row; NaN is no value.
    Picker = Callable[[Sequence[NDArray[Any]]], NDArray[Any]]

#: A target pixel that touches more source pixels a side is left to GDAL.
MOST_TOUCHED: Final = 3


def least(parts: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """Return the least of each target pixel's values, NaN where all are NaN."""
    return reduce(np.fmin, parts)


def greatest(parts: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """Return the greatest of each target pixel's values, NaN where all are NaN."""
    return reduce(np.fmax, parts)
