# SPDX-License-Identifier: GPL-3.0-or-later
"""Resamples between grids of one CRS whose axes run alike: no transform needed.

The kernels are products of one weight along x and one along y, so rows and columns
are resampled one after the other. Beside invalid pixels, a mean over the valid ones is
the quotient of two such sums. Where a kernel with negative weights has less than half
of its weight on valid pixels, these may cancel out and the quotient means nothing: the
triangle of the same widening takes its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..geometry.pixel_alignment import relative
from .kernel_shapes import LEAST_SHARE
from .kernels import KERNELS

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from rasterio.enums import Resampling

    from ..geometry.grid import Grid
    from .weights import Taps

#: Rows at a time, so that intermediate arrays stay in the processor's cache.
_STRIP_ROWS: Final = 256

#: The least weight on valid pixels, as a share of a source or a target pixel, whichever
#: is smaller, for a target pixel to have a value where the pixel under its centre may
#: be invalid.
_LEAST_SHARE: Final = 1e-6


def can_resample(src: Grid, dst: Grid, resampler: Resampling) -> bool:
    """Tell whether this module can resample from one grid onto another by a kernel."""
    if not run_alike(src, dst):
        return False
    if KERNELS[resampler].is_of_whole_multiples:
        return all(map(_is_whole, relative(src, dst)[:6]))
    return KERNELS[resampler].weigh is not None


def run_alike(src: Grid, dst: Grid) -> bool:
    """Tell whether two grids have one CRS, and axes of the same directions."""
    a, b = src.transform, dst.transform
    return bool(
        src.crs == dst.crs
        and a.b == a.d == b.b == b.d == 0
        and a.a * b.a > 0
        and a.e * b.e > 0
    )


def _is_whole(number: float) -> bool:
    return number == round(number)


def resample(values: NDArray[Any], rows: Taps, cols: Taps) -> NDArray[Any]:
    """Weigh source pixels into target pixels.

    Args:
        values: Shape (rows.count, cols.count), float, all of them valid.
        rows: The taps of the target's rows.
        cols: The taps of the target's columns.

    Returns:
        Shape (targets of rows, targets of cols), the type of `values`.
    """
    if rows.takes_one and cols.takes_one:
        return values.take(rows.index[:, 0], axis=0).take(cols.index[:, 0], axis=1)
    out = np.empty((len(rows.index), len(cols.index)), dtype=values.dtype)
    strip_rows = _STRIP_ROWS - _STRIP_ROWS % max(rows.phases, 1)
    for first in range(0, len(out), strip_rows):
        part = slice(first, first + strip_rows)
        across = np.empty((len(out[part]), values.shape[1]), dtype=values.dtype)
        # Always rows first, so that a pixel's roundings do not depend on the block.
        _weigh(values, rows, part, 0, across)
        _weigh(across, cols, slice(None), 1, out[part])
    return out


def resample_valid(
    values: NDArray[Any],
    rows: Taps,
    cols: Taps,
    *,
    centred: bool = True,
    instead: tuple[Taps, Taps] | None = None,
) -> NDArray[Any]:
    """Weigh the valid source pixels into target pixels.

    Args:
        values: Shape (rows.count, cols.count), float, NaN or infinite where invalid.
        rows: The taps of the target's rows.
        cols: The taps of the target's columns.
        centred: A target pixel has a value only where the source pixel under its
            centre is valid; else where any valid pixel has weight.
        instead: The taps of the triangle along rows and columns, for a kernel with
            negative weights.

    Returns:
        Shape (targets of rows, targets of cols), NaN where there is no value.
    """
    mean, share = _over_valid(values, rows, cols)
    if instead is not None:
        few = share < LEAST_SHARE
        if few.any():
            mean[few] = _over_part(values, (rows, cols), instead)[few]
    if centred:
        has_value = np.isfinite(values[np.ix_(rows.middle, cols.middle)])
    else:
        has_value = share * max(abs(rows.size_px * cols.size_px), 1.0) > _LEAST_SHARE
    return np.where(has_value, mean, np.nan).astype(values.dtype)


def total_valid(values: NDArray[Any], rows: Taps, cols: Taps) -> NDArray[Any]:
    """Add up the valid source pixels by the area that target pixels cover of them.

    All is as for `resample_valid`; NaN where nothing valid is covered.
    """
    mean, share = _over_valid(values, rows, cols)
    share *= abs(rows.size_px * cols.size_px)
    least = _LEAST_SHARE * min(abs(rows.size_px * cols.size_px), 1.0)
    return np.where(share > least, mean * share, np.nan).astype(values.dtype)


def _over_valid(
    values: NDArray[Any], rows: Taps, cols: Taps
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the means over valid pixels, and the share of the weight on these."""
    valid = np.isfinite(values)
    total = resample(np.where(valid, values, 0).astype(np.float64), rows, cols)
    weight = resample(valid.astype(np.float64), rows, cols)
    with np.errstate(divide="ignore", invalid="ignore"):  # no valid pixel at all
        total /= weight
    weight *= rows.share[:, np.newaxis]
    weight *= cols.share
    return total, weight


def _over_part(
    values: NDArray[Any], whole: tuple[Taps, Taps], part: tuple[Taps, Taps]
) -> NDArray[np.float64]:
    """Return the means by taps that need some of the others' pixels."""
    row, col = (taps.first - all_.first for taps, all_ in zip(part, whole, strict=True))
    rows, cols = part
    needed = values[row : row + rows.count, col : col + cols.count]
    return _over_valid(needed, rows, cols)[0]


def _weigh(
    values: NDArray[Any], taps: Taps, part: slice, axis: int, out: NDArray[Any]
) -> None:
    """Weigh source pixels into some of the targets along an axis."""
    index, weight = taps.index[part], taps.weight[part]
    if taps.phases:
        # Transposed, the other axis is the first.
        src, dst = (values, out) if axis == 0 else (values.T, out.T)
        _weigh_phases(src, index, weight, taps.phases, dst)
    else:
        _weigh_each(values, index, weight, axis, out)


def _weigh_each(
    values: NDArray[Any],
    index: NDArray[np.intp],
    weight: NDArray[np.float64],
    axis: int,
    out: NDArray[Any],
) -> None:
    values.take(index[:, 0], axis=axis, out=out, mode="clip")
    if index.shape[1] == 1 and (weight == 1).all():
        return
    each = np.expand_dims(weight.T.astype(values.dtype), 2 - axis)
    out *= each[0]
    for tap in range(1, index.shape[1]):
        more = values.take(index[:, tap], axis=axis)
        more *= each[tap]
        out += more


def _weigh_phases(
    values: NDArray[Any],
    index: NDArray[np.intp],
    weight: NDArray[np.float64],
    phases: int,
    out: NDArray[Any],
) -> None:
    """Weigh all targets of the same weights at once, by slices along the first axis."""
    first, last = int(index[0].min()), int(index[-1].max())
    needed = values[first : last + 1]
    weighed = {each: needed * each for each in set(weight[:phases].ravel().tolist())}
    step = int(index[phases, 0] - index[0, 0]) if len(index) > phases else 1
    for phase in range(min(phases, len(index))):
        own = index[phase::phases] - first
        total, *others = (
            weighed[each][low : high + 1 : step]
            for each, low, high in zip(
                weight[phase].tolist(), own[0].tolist(), own[-1].tolist(), strict=True
            )
        )
        for more in others[:-1]:
            total = total + more
        np.add(total, others[-1], out=out[phase::phases])
