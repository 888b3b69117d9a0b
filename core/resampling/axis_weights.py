# SPDX-License-Identifier: GPL-3.0-or-later
"""The weights of source pixels along one axis, for each kernel that is separable.

The shapes of kernels around a centre are in `kernel_shapes.py`.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from ..geometry.pixel_alignment import HAIR_PX

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from .kernel_shapes import Shape

    #: Source pixels and their weights, each of shape (targets, taps).
    Weights = tuple[NDArray[np.float64], NDArray[np.float64]]

    #: Takes target pixels' first edges and their size, both in source pixels, and the
    #: factor of distances (see `widening.py`), 1 at most.
    Weigher = Callable[[NDArray[np.float64], float, float], Weights]


def nearest(edges: NDArray[np.float64], step: float, _scale: float) -> Weights:
    """Take the source pixel that holds a target pixel's centre."""
    index = np.floor(edges + step / 2 + HAIR_PX)[:, np.newaxis]
    return index, np.ones(index.shape)


def average(edges: NDArray[np.float64], step: float, _scale: float) -> Weights:
    """Weigh source pixels by the share of them that a target pixel covers."""
    low, high = edges[:, np.newaxis], edges[:, np.newaxis] + step
    first, last = np.floor(low + HAIR_PX), np.ceil(high - HAIR_PX)
    index = first + np.arange(max(int((last - first).max()), 1))
    covered = np.minimum(index + 1, high) - np.maximum(index, low)
    return index, np.where(index < last, covered.clip(min=0), 0.0)


def gauss(edges: NDArray[np.float64], step: float, _scale: float) -> Weights:
    """Weigh by a row of Pascal's triangle, as GDAL does for overviews.

    The row has 3, 5 or 7 weights; where a target pixel is an even number of source
    pixels, its middle is half a source pixel further on (GDALResampleChunk_Gauss).
    """
    width = 3 if step <= 2 else 5 if step <= 4 else 7
    first, end = np.floor(edges + 0.5), np.floor(edges + step + 0.5) + 1
    index = first + (end - first) // 2 - width // 2
    weight = np.array([math.comb(width - 1, tap) for tap in range(width)], dtype=float)
    return (
        index[:, np.newaxis] + np.arange(width),
        np.broadcast_to(weight, (len(edges), width)),
    )


def weighs_by_shape(shape: Shape) -> Weigher:
    """Make a weigher of a kernel's closed form."""

    def weigh(edges: NDArray[np.float64], step: float, scale: float) -> Weights:
        reach = int(np.ceil(shape.radius_px / scale))
        middle = edges[:, np.newaxis] + step / 2
        index = np.floor(middle - 0.5) + np.arange(1 - reach, reach + 1)
        return index, shape.weights((index + 0.5 - middle) * scale)

    return weigh
