# SPDX-License-Identifier: GPL-3.0-or-later
"""Resamples between grids of one CRS whose axes run alike: no transform needed.

The kernels are products of one weight along x and one along y, so rows and columns
are resampled one after the other, in float64 where GDAL would be too coarse. Weights
are GDAL's own (GWKGetFilterFunc and GWKAverageOrModeThread of its warp kernel).

To coarser pixels, Lanczos' kernel is ours beside invalid pixels as well: GDAL before
3.7 shifts it, and GDAL from 3.7 on takes the one source pixel under a target's centre
where both centres coincide, and smooths nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from rasterio.enums import Resampling

from .alignment import relative
from .resampling import HAIR_PX, RADIUS_PX

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from .grid import Block, Grid

    #: Source pixels and their weights, each of shape (targets, taps).
    Weights = tuple[NDArray[np.float64], NDArray[np.float64]]

    #: Takes where targets begin, how far they reach, and the ratio.
    Weigher = Callable[[NDArray[np.float64], float, float], Weights]

#: GDAL takes four or sixteen samples with these until the target is this much
#: coarser, and only then widens the kernel; the others it widens at once.
_WIDENED_BELOW: Final = {Resampling.bilinear: 0.95, Resampling.cubic: 0.95}

#: Rows at a time, so that what is in the making stays in the processor's cache.
_STRIP_ROWS: Final = 64

#: Where a target pixel's weights are those of the one so many before, it pays to slice.
_MOST_TURNS: Final = 4

#: All squares in a row of them have the same rows.
_KEPT_TAPS: Final = 256

#: Of a kernel's weight, how much must fall on valid pixels for a value.
_LEAST_WEIGHT: Final = 1e-5


@dataclass(frozen=True, slots=True, kw_only=True)
class Taps:
    """Which source pixels make up each target pixel along one axis."""

    first: int
    """The first source pixel that any target pixel needs."""
    index: NDArray[np.intp]
    """Shape (targets, taps): source pixels, counted from `first`."""
    weight: NDArray[np.float64]
    """Shape (targets, taps); each row sums up to 1, or is NaN off the source."""
    middle: NDArray[np.intp]
    """Shape (targets,): the source pixel under each centre, counted from `first`."""
    reaches_out: bool
    """Some kernel reached over the source's edge and was cut there."""
    turns: int = field(init=False)
    """After how many targets the same weights come again, further on; 0 for never, for
    after too many, and for a single tap."""

    def __post_init__(self) -> None:
        """Find out whether weights take turns."""
        object.__setattr__(self, "turns", _turns(self.index, self.weight))

    @property
    def takes_one(self) -> bool:
        """Whether each target pixel is a source pixel."""
        return self.index.shape[1] == 1 and bool((self.weight == 1).all())

    @property
    def count(self) -> int:
        """How many source pixels from `first` on are needed."""
        return int(self.index.max()) + 1


def can_resample(src: Grid, dst: Grid, resampler: Resampling) -> bool:
    """Tell whether two grids and a kernel are such that this module may be used."""
    if not run_alike(src, dst):
        return False
    if resampler is Resampling.gauss:
        return all(map(_is_whole, relative(src, dst)[:6]))
    return resampler in _WEIGHTS


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


def row_taps(
    src: Grid, dst: Grid, block: Block, resampler: Resampling, scale: float
) -> Taps | None:
    """Find which source rows make up the rows of a block.

    Args:
        src: The source's whole grid.
        dst: The target's whole grid: positions depend on it, not on the block.
        block: The pixels wanted.
        resampler: The kernel.
        scale: Target pixels per source pixel along y.

    Returns:
        None where no kernel touches the source.
    """
    to_src, pixels = relative(src, dst), (block.row_off, block.row_end)
    return _taps(pixels, to_src.e, to_src.f, src.rows, resampler, scale)


def col_taps(
    src: Grid, dst: Grid, block: Block, resampler: Resampling, scale: float
) -> Taps | None:
    """Find which source columns make up the columns of a block.

    Args:
        src: The source's whole grid.
        dst: The target's whole grid: positions depend on it, not on the block.
        block: The pixels wanted.
        resampler: The kernel.
        scale: Target pixels per source pixel along x.

    Returns:
        None where no kernel touches the source.
    """
    to_src, pixels = relative(src, dst), (block.col_off, block.col_end)
    return _taps(pixels, to_src.a, to_src.c, src.cols, resampler, scale)


@lru_cache(maxsize=_KEPT_TAPS)
def _taps(
    pixels: tuple[int, int],
    step: float,
    start: float,
    size: int,
    resampler: Resampling,
    scale: float,
) -> Taps | None:
    edges = np.arange(*pixels, dtype=np.float64) * step + start
    index, weight = _WEIGHTS[resampler](edges, step, scale)
    inside = (index >= 0) & (index < size)
    used = (weight != 0) & inside
    if not used.any():
        return None
    reaches_out = bool((weight[~inside] != 0).any())
    weight = np.where(used, weight, 0.0)
    with np.errstate(invalid="ignore"):  # no weight at all: no value
        weight /= weight.sum(axis=1, keepdims=True)
    middle = np.floor(edges + step / 2 + HAIR_PX)
    if resampler is not Resampling.average:
        weight[(middle < 0) | (middle >= size)] = np.nan
    first, last = index[used].min(), index[used].max()
    return Taps(
        first=int(first),
        index=(index.clip(first, last) - first).astype(np.intp),
        weight=weight,
        middle=(middle.clip(first, last) - first).astype(np.intp),
        reaches_out=reaches_out,
    )


def _turns(index: NDArray[np.intp], weight: NDArray[np.float64]) -> int:
    if index.shape[1] == 1:
        return 0
    for turns in range(1, min(_MOST_TURNS, len(index) - 1) + 1):
        step = index[turns:] - index[:-turns]
        is_even = step[0, 0] > 0 and (step == step[0, 0]).all()
        if is_even and (weight[turns:] == weight[:-turns]).all():
            return turns
    return 0


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


def _nearest(edges: NDArray[np.float64], step: float, _scale: float) -> Weights:
    index = np.floor(edges + step / 2 + HAIR_PX)[:, np.newaxis]
    return index, np.ones(index.shape)


def _average(edges: NDArray[np.float64], step: float, _scale: float) -> Weights:
    """Weigh source pixels by the share of them that a target pixel covers."""
    low, high = edges[:, np.newaxis], edges[:, np.newaxis] + step
    first, last = np.floor(low + HAIR_PX), np.ceil(high - HAIR_PX)
    index = first + np.arange(max(int((last - first).max()), 1))
    covered = np.minimum(index + 1, high) - np.maximum(index, low)
    return index, np.where(index < last, covered.clip(min=0), 0.0)


def _gauss(edges: NDArray[np.float64], step: float, _scale: float) -> Weights:
    """Weigh by a row of Pascal's triangle, as GDAL for overviews.

    The width is one of three, and of even multiples the middle is half a source pixel
    further on (GDALResampleChunk_Gauss).
    """
    width = 3 if step <= 2 else 5 if step <= 4 else 7
    first, end = np.floor(edges + 0.5), np.floor(edges + step + 0.5) + 1
    index = first + (end - first) // 2 - width // 2
    weight = np.array([math.comb(width - 1, tap) for tap in range(width)], dtype=float)
    return (
        index[:, np.newaxis] + np.arange(width),
        np.broadcast_to(weight, (len(edges), width)),
    )


def _kernel(
    resampler: Resampling, shape: Callable[[NDArray[np.float64]], NDArray[np.float64]]
) -> Weigher:
    def weigh(edges: NDArray[np.float64], step: float, scale: float) -> Weights:
        scale = scale if scale < _WIDENED_BELOW.get(resampler, 1.0) else 1.0
        reach = int(np.ceil(RADIUS_PX[resampler] / scale))
        middle = edges[:, np.newaxis] + step / 2
        index = np.floor(middle - 0.5) + np.arange(1 - reach, reach + 1)
        return index, shape((index + 0.5 - middle) * scale)

    return weigh


def _triangle(x: NDArray[np.float64]) -> NDArray[np.float64]:
    return (1 - np.abs(x)).clip(min=0)


def _catmull_rom(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the cubic of Keys (1981) with a = -0.5."""
    x = np.abs(x)
    inner = 1 + x * x * (1.5 * x - 2.5)
    outer = 2 + x * (-4 + x * (2.5 - 0.5 * x))
    return np.where(x <= 1, inner, np.where(x < 2, outer, 0))


def _lanczos(x: NDArray[np.float64]) -> NDArray[np.float64]:
    radius = RADIUS_PX[Resampling.lanczos]
    return np.where(np.abs(x) < radius, np.sinc(x) * np.sinc(x / radius), 0)


_WEIGHTS: Final[dict[Resampling, Weigher]] = {
    Resampling.nearest: _nearest,
    Resampling.average: _average,
    Resampling.gauss: _gauss,
    Resampling.bilinear: _kernel(Resampling.bilinear, _triangle),
    Resampling.cubic: _kernel(Resampling.cubic, _catmull_rom),
    Resampling.lanczos: _kernel(Resampling.lanczos, _lanczos),
}
