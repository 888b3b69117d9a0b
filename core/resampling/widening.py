# SPDX-License-Identifier: GPL-3.0-or-later
"""How far kernels around a target pixel's centre are widened where it is coarser."""

from __future__ import annotations

from typing import Final

#: Target pixels per source pixel down to which kernels keep their width along both
#: axes.
_AS_WIDE: Final = 0.95


def kernel_ratio(ratio: tuple[float, float]) -> tuple[float, float]:
    """Return what distances from a centre are multiplied by before they are weighed.

    Args:
        ratio: Target pixels per source pixel along x and y.

    Returns:
        One factor for x and one for y: 1 where the kernel keeps its width, less where
        it is widened.
    """
    if min(ratio) >= _AS_WIDE:
        return 1.0, 1.0
    return min(ratio[0], 1.0), min(ratio[1], 1.0)


def widening(ratio: tuple[float, float]) -> tuple[float, float]:
    """Return how many times as wide kernels get along x and y, 1 or more.

    Args:
        ratio: Target pixels per source pixel along x and y.
    """
    x, y = kernel_ratio(ratio)
    return 1 / x, 1 / y
