# SPDX-License-Identifier: GPL-3.0-or-later
"""Resamples between grids of one CRS whose axes run alike: no transform needed.

The kernels are products of one weight along x and one along y, so rows and columns
are resampled one after the other, in float64 where GDAL would be too coarse.

To coarser pixels, Lanczos' kernel is ours beside invalid pixels as well: GDAL before
3.7 shifts it, and GDAL from 3.7 on takes the one source pixel under a target's centre
where both centres coincide, and smooths nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from rasterio.enums import Resampling

from .alignment import relative
from .taps import WEIGHTS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .grid import Grid
    from .taps import Taps

#: Rows at a time, so that what is in the making stays in the processor's cache.
_STRIP_ROWS: Final = 64

#: Of a kernel's weight, how much must fall on valid pixels for a value.
_LEAST_WEIGHT: Final = 1e-5


def can_resample(src: Grid, dst: Grid, resampler: Resampling) -> bool:
    """Tell whether two grids and a kernel are such that this module may be used."""
    if not run_alike(src, dst):
        return False
    if resampler is Resampling.gauss:
        return all(map(_is_whole, relative(src, dst)[:6]))
    return resampler in WEIGHTS


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
        rows: What the target's rows need.
        cols: What the target's columns need.

    Returns:
        Shape (targets of rows, targets of cols), the type of `values`.
    """
    if rows.takes_one and cols.takes_one:
        return values.take(rows.index[:, 0], axis=0).take(cols.index[:, 0], axis=1)
    along_cols = _along_cols_in_turns if cols.turns else _along_cols
    out = np.empty((len(rows.index), len(cols.index)), dtype=values.dtype)
    for first in range(0, len(out), _STRIP_ROWS):
        part = slice(first, first + _STRIP_ROWS)
        # Always in this order, so that a pixel's roundings do not depend on the block.
        out[part] = along_cols(_along_rows(values, rows, part), cols)
    return out


def resample_valid(
    values: NDArray[Any], rows: Taps, cols: Taps, *, centred: bool = True
) -> NDArray[Any]:
    """Weigh the valid source pixels into target pixels.

    Args:
        values: Shape (rows.count, cols.count), float, NaN where invalid.
        rows: What the target's rows need.
        cols: What the target's columns need.
        centred: There is a value only where the source pixel under the centre has
            one, as when GDAL warps.

    Returns:
        Shape (targets of rows, targets of cols), NaN where there is no value.
    """
    valid = ~np.isnan(values)
    exact = np.where(valid, values, 0).astype(np.float64)
    total = resample(exact, rows, cols)
    weight = resample(valid.astype(np.float64), rows, cols)
    has_value = np.abs(weight) > _LEAST_WEIGHT
    if centred:
        has_value &= valid[np.ix_(rows.middle, cols.middle)]
    out: NDArray[Any] = np.full(total.shape, np.nan, dtype=values.dtype)
    np.divide(total, weight, out=total, where=has_value)
    out[has_value] = total[has_value]
    return out


def _along_rows(values: NDArray[Any], axis: Taps, part: slice) -> NDArray[Any]:
    index = axis.index[part]
    if axis.takes_one:
        return values.take(index[:, 0], axis=0)
    weight = axis.weight[part].astype(values.dtype)[:, :, np.newaxis]
    total: NDArray[Any] = values[index[:, 0]] * weight[:, 0]
    for tap in range(1, index.shape[1]):
        total += values[index[:, tap]] * weight[:, tap]
    return total


def _along_cols(values: NDArray[Any], axis: Taps) -> NDArray[Any]:
    if axis.takes_one:
        return values.take(axis.index[:, 0], axis=1)
    weight = axis.weight.astype(values.dtype)
    total: NDArray[Any] = values.take(axis.index[:, 0], axis=1)
    total *= weight[:, 0]
    for tap in range(1, axis.index.shape[1]):
        total += values.take(axis.index[:, tap], axis=1) * weight[:, tap]
    return total


def _along_cols_in_turns(values: NDArray[Any], axis: Taps) -> NDArray[Any]:
    """Add all columns of the same weights at once, which is the same by slicing."""
    weight = axis.weight[: axis.turns].astype(values.dtype)
    weighed = {each: values * each for each in np.unique(weight)}
    step = axis.index[axis.turns, 0] - axis.index[0, 0]
    out = np.empty((len(values), len(axis.index)), dtype=values.dtype)
    for turn in range(axis.turns):
        index = axis.index[turn :: axis.turns]
        total, *others = (
            weighed[each][:, first : last + 1 : step]
            for each, first, last in zip(weight[turn], index[0], index[-1], strict=True)
        )
        for more in others[:-1]:
            total = total + more
        np.add(total, others[-1], out=out[:, turn :: axis.turns])
    return out
