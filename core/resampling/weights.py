# SPDX-License-Identifier: GPL-3.0-or-later
"""Which source pixels make up each target pixel along one axis, and with what weight.

Weights are GDAL's own (GWKGetFilterFunc and GWKAverageOrModeThread of its warp kernel).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
from rasterio.enums import Resampling

from ..geometry.pixel_alignment import relative
from .kernels import HAIR_PX, RADIUS_PX

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from ..geometry.grid import Block, Grid

    #: Source pixels and their weights, each of shape (targets, taps).
    Weights = tuple[NDArray[np.float64], NDArray[np.float64]]

    #: Takes where targets begin, how far they reach, and the ratio.
    Weigher = Callable[[NDArray[np.float64], float, float], Weights]

#: GDAL takes four or sixteen samples with these until the target is this much
#: coarser, and only then widens the kernel; the others it widens at once.
_WIDENED_BELOW: Final = {Resampling.bilinear: 0.95, Resampling.cubic: 0.95}

#: Where a target pixel's weights are those of the one so many before, it pays to slice.
_MOST_PHASES: Final = 4

#: All squares in a row of them have the same rows.
_KEPT_TAPS: Final = 256


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
    phases: int = field(init=False)
    """After how many targets the same weights come again, further on; 0 for never, for
    after too many, and for a single tap."""

    def __post_init__(self) -> None:
        """Find out whether weights take turns."""
        object.__setattr__(self, "phases", _phases(self.index, self.weight))

    @property
    def takes_one(self) -> bool:
        """Whether each target pixel is a source pixel."""
        return self.index.shape[1] == 1 and bool((self.weight == 1).all())

    @property
    def count(self) -> int:
        """How many source pixels from `first` on are needed."""
        return int(self.index.max()) + 1


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
    index, weight = WEIGHTS[resampler](edges, step, scale)
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


def _phases(index: NDArray[np.intp], weight: NDArray[np.float64]) -> int:
    if index.shape[1] == 1:
        return 0
    for phases in range(1, min(_MOST_PHASES, len(index) - 1) + 1):
        step = index[phases:] - index[:-phases]
        is_even = step[0, 0] > 0 and (step == step[0, 0]).all()
        if is_even and (weight[phases:] == weight[:-phases]).all():
            return phases
    return 0


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


#: What each kernel makes of an axis.
WEIGHTS: Final[dict[Resampling, Weigher]] = {
    Resampling.nearest: _nearest,
    Resampling.average: _average,
    Resampling.gauss: _gauss,
    Resampling.bilinear: _kernel(Resampling.bilinear, _triangle),
    Resampling.cubic: _kernel(Resampling.cubic, _catmull_rom),
    Resampling.lanczos: _kernel(Resampling.lanczos, _lanczos),
}
