# SPDX-License-Identifier: GPL-3.0-or-later
"""Taps: the source pixels that make up each target pixel along one axis."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from ..geometry.pixel_alignment import HAIR_PX, relative
from .kernels import KERNELS

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from rasterio.enums import Resampling

    from ..geometry.grid import Block, Grid

#: Slicing pays where weights repeat after so many target pixels at most.
_MOST_PHASES: Final = 4

#: Taps that are kept: all tiles in a row of tiles have the same row taps.
_KEPT_TAPS: Final = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Taps:
    """The source pixels of each target pixel along one axis, and their weights."""

    first: int
    """The first source pixel that any target pixel needs."""
    index: NDArray[np.intp]
    """Shape (targets, taps): source pixels, counted from `first`."""
    weight: NDArray[np.float64]
    """Shape (targets, taps); each row sums up to 1, or is NaN off the source."""
    middle: NDArray[np.intp]
    """Shape (targets,): the source pixel under each centre, counted from `first`."""
    share: NDArray[np.float64]
    """Shape (targets,): what of all the kernel's weight falls inside the source."""
    size_px: float
    """Source pixels that a target pixel measures."""
    reaches_out: bool
    """Some kernel reached over the source's edge and was cut there."""
    phases: int = field(init=False)
    """The number of targets after which the weights repeat, further on; 0 for never,
    for too many, and for a single tap."""

    def __post_init__(self) -> None:
        """Find after how many targets the weights repeat."""
        object.__setattr__(self, "phases", _phases(self.index, self.weight))

    @property
    def takes_one(self) -> bool:
        """Whether each target pixel is a copy of one source pixel."""
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
        scale: How far the kernel is widened along y (see `widening.py`), 1 at most.

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
        scale: How far the kernel is widened along x, 1 at most.

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
    weigh = KERNELS[resampler].weigh
    if weigh is None:
        raise ValueError(f"{resampler.name} is no product of two axes")
    edges = np.arange(*pixels, dtype=np.float64) * step + start
    index, weight = weigh(edges, step, scale)
    inside = (index >= 0) & (index < size)
    used = (weight != 0) & inside
    if not used.any():
        return None
    reaches_out = bool((weight[~inside] != 0).any())
    whole = weight.sum(axis=1)
    weight = np.where(used, weight, 0.0)
    total = weight.sum(axis=1)
    with np.errstate(invalid="ignore"):  # no weight at all: 0 / 0 is NaN
        weight /= total[:, np.newaxis]
    middle = np.floor(edges + step / 2 + HAIR_PX)
    if not KERNELS[resampler].is_over_area:
        weight[(middle < 0) | (middle >= size)] = np.nan
    first, last = index[used].min(), index[used].max()
    return Taps(
        first=int(first),
        index=(index.clip(first, last) - first).astype(np.intp),
        weight=weight,
        middle=(middle.clip(first, last) - first).astype(np.intp),
        share=total / whole,
        size_px=step,
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
