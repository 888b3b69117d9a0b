# SPDX-License-Identifier: GPL-3.0-or-later
"""The winner in a single target pixel that covers many source pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from .votes import TIE

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: A side that is nearer to upright than this, in a row, is taken for upright: half of
#: its square is what that costs.
_FLAT: Final = 1e-6


def elected_of_one(keys: NDArray[Any], areas: NDArray[np.float64], nothing: Any) -> Any:
    """Return the key with the largest area, as `votes.elected` does.

    Args:
        keys: Integers, source pixels in reading order.
        areas: Same shape; 0 where a source pixel has no vote.
        nothing: The key where none has.
    """
    covered = np.flatnonzero(areas)
    if not covered.size:
        return nothing
    classes, code = np.unique(keys[covered], return_inverse=True)
    votes = np.bincount(code, weights=areas[covered])
    last = np.empty(len(classes), dtype=np.intp)
    last[code] = np.arange(code.size)  # the last one of each class stays
    last[votes < votes.max() - TIE * votes.sum()] = code.size
    return classes[last.argmin()]


def areas_under(corners: NDArray[np.float64], rows: int, cols: int) -> NDArray[Any]:
    """Return what a quadrilateral covers of source pixels, shape (rows, cols).

    In a source pixel it is the integral of x dy along the sides, where they run in the
    pixel's row, and x as far as it is in the pixel's column (Green).

    Args:
        corners: Shape (2, 4), x and y in turn, counted from the first source pixel.
        rows: The source pixels', from 0 on.
        cols: The source pixels', from 0 on.
    """
    first, lines = np.arange(rows)[:, np.newaxis], np.arange(cols)
    total = np.zeros((rows, cols))
    for (x0, y0), (x1, y1) in zip(
        corners.T, np.roll(corners, -1, axis=1).T, strict=True
    ):
        if y0 == y1:
            continue
        low, high = (np.clip(y, first, first + 1) for y in (y0, y1))
        x_low, x_high = (x0 + (x1 - x0) * ((y - y0) / (y1 - y0)) for y in (low, high))
        total += (high - low) * _mean_within(x_low - lines, x_high - lines)
    return np.abs(total)


def _mean_within(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[Any]:
    """Return the means of numbers from a to b, each taken for 0 below 0, 1 above 1."""
    step = b - a
    is_flat = np.abs(step) < _FLAT
    step[is_flat] = 1
    a_in, b_in = a.clip(0, 1), b.clip(0, 1)
    mean: NDArray[Any] = (b_in - a_in) * (b_in + a_in) / 2
    mean += (b - 1).clip(min=0) - (a - 1).clip(min=0)
    mean /= step
    return np.where(is_flat, (a_in + b_in) / 2, mean)
