# SPDX-License-Identifier: GPL-3.0-or-later
"""What a test may claim of a system's pixels: how far from the truth they may be.

Positions may be interpolated, to `POSITION_PX`. Kernels may have one width for a whole
layer, where the local scales differ little. Where that much decides whether there is a
value, or which one is picked, a pixel is unsteady and not compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .areas import perimeter
from .evaluate import MEANS, SLIVER
from .kernels import KERNELS
from .picks import PICKS, SHARES, TIE
from .positions import HAIR_PX, WIDENED_FROM
from .weighing import LEAST_SHARE, valid_share

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .evaluate import Evaluator

#: How far an interpolated position may be off, in source pixels.
POSITION_PX = 1e-4

#: What weighted kernels may be off by: a share of the range, and steps of float32.
SHARE_OF_RANGE = 1e-5
FLOAT32_STEPS = 8

#: What an error of the width costs, as a share of the standard deviation.
COST_OF_WIDTH = 2.0

#: How much of a kernel's weight a position's error may move, and more.
_SHARE_MOVED = 1e-3


def position_px(truth: Evaluator) -> float:
    """Return how far positions may be off: not at all where no CRS is left."""
    return HAIR_PX if truth.places.is_affine else POSITION_PX


def width_spread(truth: Evaluator) -> float:
    """Return how much kernels' widths differ over a target, as a share of them."""
    widths = [axis[np.isfinite(axis)] for axis in truth.places.width]
    return max(float(axis.max() / axis.min()) - 1 for axis in widths)


def is_clearly_wide(truth: Evaluator) -> bool:
    """Tell whether all of a target's kernels are widened, or none, by any account."""
    scale = np.fmax(*truth.places.scale)
    return bool(
        np.nanmin(scale) > 1.02 * WIDENED_FROM or np.nanmax(scale) < WIDENED_FROM / 1.02
    )


def allowed(truth: Evaluator, kernel: str) -> NDArray[np.float64]:
    """Return how far from the truth each pixel may be: 0 for kernels that pick.

    Args:
        truth: What is compared with.
        kernel: By rasterio's name.
    """
    if kernel == "nearest" or kernel in PICKS:
        return np.zeros(truth.places.u.shape)
    spread = np.nanmax(truth.values) - np.nanmin(truth.values)
    largest = np.nanmax(np.abs(truth.values))
    rounding = FLOAT32_STEPS * 2.0**-23 * largest
    slack = np.full(truth.places.u.shape, SHARE_OF_RANGE * spread + rounding)
    # Three slivers may count, beside the source pixel that a small one is in.
    if kernel == "sum":
        slack = slack * truth.quad_areas + 3 * SLIVER * largest
    elif kernel in MEANS:
        slack += 3 * SLIVER * spread / np.minimum(truth.quad_areas, 1)
    if kernel in KERNELS:
        slack += COST_OF_WIDTH * width_spread(truth) * np.nanstd(truth.values)
    return slack + _steepness(truth, kernel)


def _steepness(truth: Evaluator, kernel: str) -> NDArray[np.float64]:
    """Return what an error of the positions changes along both axes."""
    by, exact = position_px(truth), truth.evaluate(kernel)
    moves = (by, 0.0), (0.0, by)
    changes = [np.abs(truth.moved(*move).evaluate(kernel) - exact) for move in moves]
    return np.sum(changes, axis=0)


def steady(truth: Evaluator, kernel: str) -> NDArray[np.bool_]:
    """Tell where a position's error decides neither validity nor what is picked.

    Args:
        truth: What is compared with.
        kernel: By rasterio's name.
    """
    if kernel == "nearest" or kernel in KERNELS:
        is_steady = _clear_of_edges(truth)
        if kernel in KERNELS and KERNELS[kernel].has_negative:
            share = valid_share(truth.values, truth.places, kernel)
            moved = _SHARE_MOVED + COST_OF_WIDTH * width_spread(truth)
            is_steady &= np.abs(share - LEAST_SHARE) > moved
        return is_steady
    is_steady = _same_whatever(truth, kernel)
    if kernel == "mode":
        is_steady &= _clear_majority(truth)
    if kernel in SHARES:
        is_steady &= _clear_quantile(truth, SHARES[kernel])
    return is_steady


def _clear_of_edges(truth: Evaluator) -> NDArray[np.bool_]:
    """Tell where a centre is not on the edge between two pixels that differ."""
    if truth.places.is_affine:
        return np.ones(truth.places.u.shape, dtype=bool)
    by = position_px(truth)
    moves = [(u, v) for u in (-by, by) for v in (-by, by)]
    first, *others = (truth.moved(*move).evaluate("nearest") for move in moves)
    same = [(other == first) | (np.isnan(other) & np.isnan(first)) for other in others]
    found: NDArray[np.bool_] = np.logical_and.reduce(same)
    return found


def _same_whatever(truth: Evaluator, kernel: str) -> NDArray[np.bool_]:
    """Tell where larger and smaller target pixels have the same extremes, or none."""
    by = position_px(truth)
    exact, less, more = map(truth.extremes, (0.0, -by, by))
    if kernel in {"min", "max"}:
        at = 0 if kernel == "min" else 1
        same = (less[at] == exact[at]) & (more[at] == exact[at])
        return same | np.isnan(more[at])
    there, less_there, more_there = (~np.isnan(x[0]) for x in (exact, less, more))
    return (there == less_there) & (there == more_there)


def _clear_majority(truth: Evaluator) -> NDArray[np.bool_]:
    """Tell where the largest area leads by more than positions decide.

    They decide nothing of pixels that are covered whole: where only such are counted,
    equal areas are equal, and the rule of ties decides.
    """
    out = np.ones(truth.places.u.shape, dtype=bool)
    by = 0.0 if truth.places.is_affine else 2 * np.sqrt(2) * position_px(truth)
    for row, col, values, covered in truth.covered().pixels():
        codes = np.unique(values, return_inverse=True)[1].ravel()
        votes = np.bincount(codes, weights=covered)
        moved = by * np.bincount(codes, weights=covered < 1 - TIE)
        first = np.argmax(votes)
        behind = votes[first] - votes
        is_clear = behind > moved + moved[first] + 2 * TIE * covered.sum()
        is_tied = (moved + moved[first] == 0) & (behind < TIE * covered.sum() / 2)
        out[row, col] = (is_clear | is_tied)[np.arange(len(votes)) != first].all()
    return out


def _clear_quantile(truth: Evaluator, share: float) -> NDArray[np.bool_]:
    """Tell where the share is not reached by a hair, on one side or the other."""
    out = np.ones(truth.places.u.shape, dtype=bool)
    moved = 2 * position_px(truth) * perimeter(truth.quads)
    for row, col, values, covered in truth.covered().pixels():
        order = np.argsort(values, kind="stable")
        below = np.cumsum(covered[order])
        # Within a run of equal values nothing is decided.
        ends = np.append(np.diff(values[order]) != 0, False)
        off = np.abs(below - share * below[-1])[ends]
        if truth.places.is_affine:
            off = off[off > TIE * below[-1] / 10]
        out[row, col] = off.min(initial=np.inf) > moved[row, col]
    return out
