# SPDX-License-Identifier: GPL-3.0-or-later
"""Masks beside a band: rasters of flags, and polygons, that make pixels invalid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from ..errors import SourceUnreadable
from ..geometry import rasterize as burning
from ..geometry.grid import Block
from ..io.raster import open_raster
from ..message import say

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..geometry.grid import Grid
    from ..io.dataset_pool import DatasetPool


@dataclass(frozen=True, slots=True, kw_only=True)
class RasterMask:
    """A raster of flags over the extent of a band, at any resolution."""

    path: str
    bands: tuple[int, ...] = (1,)
    """1-based bands of flags, any of which makes a pixel invalid."""
    bits: int | None = None
    """The bits of each number that count, as flags of 16 bits; None for all."""
    valid_where_zero: bool = True
    """True: any non-zero flag makes a pixel invalid. False: any zero does."""
    counts_wherever: bool = False
    """True: a pixel coarser than the flags is invalid where any flag in it says so.
    False: the flag at its centre decides."""

    def check(self, label: str) -> None:
        """Check the header of the mask before any pixel is read.

        Args:
            label: The band or row that is masked, for messages.

        Raises:
            SourceUnreadable: The file is damaged, or has too few bands.
        """
        with open_raster(self.path, label) as src:
            if max(self.bands) > src.count:
                raise SourceUnreadable(
                    label,
                    self.path,
                    say(
                        "it has {count} bands of flags, and {needed} are needed. "
                        "nodata or raw leaves it out: in the dialog in Cleaning of the "
                        "product's bands, in a command by CLEANING.",
                        count=src.count,
                        needed=max(self.bands),
                    ),
                )
            dtype = src.dtypes[min(self.bands) - 1]
            if self.bits is not None and not dtype.startswith(("int", "uint")):
                reason = say("it has {dtype} in place of flags", dtype=dtype)
                raise SourceUnreadable(label, self.path, reason)

    def valid(self, grid: Grid, block: Block, pool: DatasetPool) -> NDArray[np.bool_]:
        """Read the mask of a block, True where pixels are valid.

        Flags are read at their own resolution: a JPEG2000 file's coarser levels would
        be averages of flags.

        Args:
            grid: The grid of the band that is masked; the mask covers its extent.
            block: The pixels of that grid.
            pool: Open files.
        """
        src = pool.open(self.path)
        span = _touched if self.counts_wherever else _nearest
        top, bottom = span(block.row_off, block.row_end, src.height, grid.rows)
        left, right = span(block.col_off, block.col_end, src.width, grid.cols)
        window = Block(
            row_off=int(top[0]),
            col_off=int(left[0]),
            rows=int(bottom[-1] - top[0]),
            cols=int(right[-1] - left[0]),
        )
        bad = np.zeros((window.rows, window.cols), dtype=np.bool_)
        for band in self.bands:
            flags = pool.read(self.path, band, window)
            if self.bits is not None:
                flags = flags & self.bits
            bad |= flags != 0 if self.valid_where_zero else flags == 0
            damaged = pool.damaged(self.path, band, window)
            if damaged is not None:
                bad |= damaged
        bad = _any_between(bad, top - top[0], bottom - top[0])
        return ~_any_between(bad.T, left - left[0], right - left[0]).T


@dataclass(frozen=True, slots=True, kw_only=True)
class PolygonMask:
    """Polygons in the CRS of a band."""

    wkb: bytes
    """The polygons as well-known binary; x and y in the band's CRS."""
    valid_inside: bool

    def check(self, label: str) -> None:
        """Do nothing: the polygons have been read already."""

    def valid(
        self,
        grid: Grid,
        block: Block,
        pool: DatasetPool,  # noqa: ARG002  (one signature for all masks)
    ) -> NDArray[np.bool_]:
        """Draw the mask of a block; a polygon covers pixels whose centre it holds."""
        area, shape = shapely.from_wkb(self.wkb), (block.rows, block.cols)
        outside: NDArray[np.bool_] = np.ones(shape, dtype=np.bool_)
        if not area.is_empty:
            outside = burning.outside(area, grid, block)
        return ~outside if self.valid_inside else outside


Mask = RasterMask | PolygonMask


def _nearest(
    start: int, end: int, flags: int, pixels: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the index of the flag at each pixel's centre, and the index after it.

    Args:
        start: The first pixel along one axis.
        end: The pixel after the last.
        flags: The number of flags along the axis.
        pixels: The number of pixels along the axis.
    """
    first = (2 * np.arange(start, end) + 1) * flags // (2 * pixels)
    return first, first + 1


def _touched(
    start: int, end: int, flags: int, pixels: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the index of the first flag each pixel touches, and the end of them."""
    pixel = np.arange(start, end)
    return pixel * flags // pixels, -(-(pixel + 1) * flags // pixels)


def _any_between(
    bad: NDArray[np.bool_], first: NDArray[np.int64], end: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Tell for each range of rows whether any row in it is bad."""
    if len(first) == len(bad) and (end - first == 1).all():
        return bad
    if (end - first == 1).all():
        return bad[first]
    # reduceat needs an index that follows each range, also the last.
    padded = np.concatenate([bad, np.zeros_like(bad[:1])])
    edges = np.stack([first, end], axis=1).ravel()
    found: NDArray[np.bool_] = np.logical_or.reduceat(padded, edges, axis=0)[::2]
    return found
