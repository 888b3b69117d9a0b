# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets a coarser resolution level of a JPEG2000 file stand in for its pixels.

A level is what a wavelet leaves of an image: a sample at every n-th pixel, counted from
the first, and, as far as it tells, straight lines between them (ITU-T T.800, annex F,
5/3 filter). So what a kernel gives to pixels goes to the samples before and after each,
and nothing is shifted. GDAL takes a sample for the n x n pixels that begin with its
own, which puts it (n - 1) / 2 pixels aside.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from rasterio.enums import Resampling

from .grid import Block
from .reading import is_valid, read_level
from .same_axes import resample
from .taps import col_taps, row_taps

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .grid import Grid
    from .plan import Scaled
    from .readers import Readers
    from .source import Source
    from .taps import Taps

#: The kernels that average. The others are about pixels themselves.
_KERNELS: Final = frozenset(
    {
        Resampling.average,
        Resampling.bilinear,
        Resampling.cubic,
        Resampling.gauss,
        Resampling.lanczos,
    }
)

#: Samples of a level are so many for each target pixel along an axis, at least.
_LEAST_SAMPLES: Final = 2

#: How far away pixels may lie that a sample has something of, in its own steps: 9
#: pixels make one of the next level (9/7 filter), and so on.
_REACH: Final = 4

#: Tiles of a target that need pixels are cut down to this, for their neighbours' sake.
LEAST_PX: Final = 64

#: Ratios are quotients of floats.
_HAIR: Final = 1e-9


def shrink_for(
    source: Source, resampler: Resampling, ratio: tuple[float, float]
) -> int:
    """Choose how much coarser than its pixels a source may be read.

    Where a number says "no data", nobody knows from a level which pixels have it.

    Args:
        source: What is read.
        resampler: The kernel.
        ratio: Target pixels per source pixel along x and y.

    Returns:
        A shrink factor of one of the source's levels, or 1.
    """
    tells_invalid = source.nodata is not None or source.has_mask or source.alpha_band
    if tells_invalid or source.as_coverage or resampler not in _KERNELS:
        return 1
    most = (1 + _HAIR) / (_LEAST_SAMPLES * max(ratio))
    return max((level for level in source.levels if level <= most), default=1)


def level_tile(
    way: Scaled, dst_grid: Grid, tile: Block, readers: Readers
) -> NDArray[Any] | None:
    """Resample a tile from a level.

    Args:
        way: How the pixels come to be.
        dst_grid: The whole target grid.
        tile: Pixels of it.
        readers: Open files.

    Returns:
        None where samples may have something of invalid pixels, or a kernel reaches
        over the source's edge and becomes another there.
    """
    kernel, (x_scale, y_scale) = way.warped.resampler, way.warped.ratio
    rows = row_taps(way.src_grid, dst_grid, tile, kernel, y_scale)
    cols = col_taps(way.src_grid, dst_grid, tile, kernel, x_scale)
    if rows is None or cols is None:
        return None
    if kernel is Resampling.cubic and (rows.reaches_out or cols.reaches_out):
        return None
    if not is_valid(way.source, _around(way, rows, cols), readers):
        return None
    row_samples, col_samples = (
        _on_samples(taps, way.shrink, -(-size // way.shrink))
        for taps, size in ((rows, way.src_grid.rows), (cols, way.src_grid.cols))
    )
    window = Block(
        row_off=row_samples.first,
        col_off=col_samples.first,
        rows=row_samples.count,
        cols=col_samples.count,
    )
    values = read_level(way.source, way.shrink, window, readers)
    return resample(values, row_samples, col_samples)


def _around(way: Scaled, rows: Taps, cols: Taps) -> Block:
    """Return all pixels that the samples have something of."""
    reach, whole = _REACH * way.shrink, way.src_grid.whole
    row, col = max(rows.first - reach, 0), max(cols.first - reach, 0)
    return Block(
        row_off=row,
        col_off=col,
        rows=min(rows.first + rows.count + reach, whole.rows) - row,
        cols=min(cols.first + cols.count + reach, whole.cols) - col,
    )


def _on_samples(taps: Taps, shrink: int, samples: int) -> Taps:
    """Hand the weights of pixels on to the samples before and after them.

    Args:
        taps: The weights of pixels.
        shrink: Pixels from one sample to the next.
        samples: How many there are along the axis. Beyond the last, it goes on.
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
