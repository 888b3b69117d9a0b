# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading a coarser resolution level of a JPEG2000 file instead of its pixels.

A level is the coarse part of a wavelet transform: samples at every n-th pixel, from the
first on, and straight lines between samples as the estimate of the pixels there (ITU-T
T.800, annex F, 5/3 filter). So a kernel's weight of a pixel is shared by the samples
before and after the pixel, and nothing is shifted. GDAL takes a sample for the n x n
pixels that begin with its own, which shifts the image by (n - 1) / 2 pixels.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from .kernels import KERNELS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rasterio.enums import Resampling

    from .weights import Taps

#: The fewest samples of a level per target pixel along an axis.
_LEAST_SAMPLES: Final = 2

#: How far from a sample the pixels that contribute to it may lie, in steps of its
#: level: 9 samples make one of the next level (9/7 filter), and so on.
REACH: Final = 4

#: The tolerance for ratios, which are quotients of floats.
_HAIR: Final = 1e-9


def shrink_for(
    levels: Iterable[int], resampler: Resampling, ratio: tuple[float, float]
) -> int:
    """Choose how much coarser than its pixels a JPEG2000 file may be read.

    Args:
        levels: The shrink factors of the file's resolution levels.
        resampler: The kernel.
        ratio: Target pixels per source pixel along x and y.

    Returns:
        One of the levels, or 1.
    """
    if not KERNELS[resampler].reads_levels:
        return 1
    most = (1 + _HAIR) / (_LEAST_SAMPLES * max(ratio))
    return max((level for level in levels if level <= most), default=1)


def on_samples(taps: Taps, shrink: int, samples: int) -> Taps:
    """Share the weights of pixels among the samples before and after them.

    Args:
        taps: The weights of pixels.
        shrink: Pixels from one sample to the next.
        samples: The number of samples along the axis; the last goes on beyond itself.
    """
    before, part = np.divmod(taps.index + taps.first, shrink)
    first, last = before[:, :1], samples - 1
    index = np.minimum(first + np.arange(int(np.ptp(before, axis=1).max()) + 2), last)
    weight = np.zeros(index.shape)
    row, after = np.arange(len(before))[:, np.newaxis], part / shrink
    np.add.at(weight, (row, before - first), taps.weight * (1 - after))
    np.add.at(weight, (row, before - first + 1), taps.weight * after)
    start = int(index.min())
    middle = (taps.middle + taps.first) // shrink - start
    return replace(taps, first=start, index=index - start, weight=weight, middle=middle)
