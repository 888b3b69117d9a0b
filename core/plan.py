# SPDX-License-Identifier: GPL-3.0-or-later
"""How each layer gets onto the grid, decided from headers alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

import numpy as np
from rasterio.enums import Resampling

from . import placing, resampling
from .grid import Block, Grid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely.geometry.base import BaseGeometry

    from .source import Source

#: Warping is done in squares of this many pixels, cut from the whole target
#: grid. GDAL interpolates the transform along the rows of such a square, so the
#: nodes are fixed to the grid and a pixel is the same in whatever block.
TILE_PX: Final = 512

#: A square that would need more source pixels than this a side is halved.
_MOST_SRC_PX: Final = 4096


class Way(Enum):
    """How a layer's pixels come to be."""

    EMPTY = "empty"
    """There is nothing to read: every pixel is nodata."""
    COPIED = "copied"
    """The source has the target's very pixels."""
    WARPED = "warped"
    """Every target pixel is looked up in the source and resampled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerPlan:
    """What there is to do for one band of the result."""

    name: str
    way: Way
    dst_grid: Grid
    """The whole target grid, of which results are windows."""
    dtype: str
    """The float type of its values, NaN where there is none."""
    resampler: Resampling
    source: Source | None
    """None where nothing is read."""
    src_grid: Grid | None = None
    """The source's grid, moved by whole turns to the target's longitudes."""
    ratio: tuple[float, float] = (1.0, 1.0)
    """Target pixels per source pixel along x and y."""
    tile_px: int = TILE_PX
    """The edge of the squares that are warped at a time."""
    src_offset: tuple[int, int] = (0, 0)
    """Where the target's first pixel is in a copied source: row, column."""
    tags: Mapping[str, str]
    """What the band says of itself in a file."""

    @property
    def keeps_values(self) -> bool:
        """Whether every pixel has one of the source file's own numbers."""
        if self.source is None or self.source.is_scaled:
            return False
        return self.way is Way.COPIED or self.resampler in resampling.VALUE_KEEPING

    def summary(self) -> str:
        """Say in one line what happens to the layer."""
        if self.source is None or self.way is Way.EMPTY:
            return f"{self.name}: nothing to read, all nodata"
        src, dst = self.source.grid, self.dst_grid
        sizes = f"{_size(src)} to {_size(dst)}"
        if self.way is Way.COPIED:
            return f"{self.name}: copied, {_size(dst)}"
        return f"{self.name}: {self.resampler.name}, {sizes}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What there is to do for a request; no pixel has been read for it."""

    product_name: str
    attributes: Mapping[str, str | float]
    """What travels with the result."""
    grid: Grid
    """The whole target grid."""
    window: Block
    """The part of it that is asked for."""
    layers: tuple[LayerPlan, ...]
    mask: BaseGeometry | None
    """Polygons in the grid's CRS; what is outside becomes nodata."""
    warnings: tuple[str, ...] = ()

    @property
    def dst_grid(self) -> Grid:
        """The grid of the result."""
        return self.grid.crop(self.window)

    @property
    def stack_dtype(self) -> str:
        """The type that holds every layer: float64 where float32 changes integers."""
        wide = any(
            layer.source is not None
            and np.dtype(layer.source.dtype).kind in "iu"
            and layer.dtype == "float64"
            for layer in self.layers
        )
        return "float64" if wide else "float32"

    def summary(self) -> tuple[str, ...]:
        """Say in a line each what the result is and what happens to each layer."""
        grid = self.dst_grid
        head = (
            f"{grid.cols} x {grid.rows} px at {_size(grid)}, "
            f"{crs_name(grid)}, {len(self.layers)} bands"
        )
        return (head, *(layer.summary() for layer in self.layers))


def plan_layer(
    name: str,
    source: Source,
    resampler: Resampling,
    dst_grid: Grid,
    window: Block,
    tags: Mapping[str, str],
) -> LayerPlan:
    """Decide how a source gets onto a grid.

    Args:
        name: The name of the resulting band.
        source: What is read.
        resampler: How it is resampled.
        dst_grid: The whole target grid.
        window: The part of it that is asked for.
        tags: What the band should say of itself in a file.
    """
    src_grid = placing.shifted_to(source.grid, dst_grid)
    offset = placing.whole_offset(src_grid, dst_grid)
    copied = offset is not None and resampler in resampling.IDENTICAL_ON_OWN_GRID
    way = Way.COPIED if copied else Way.WARPED
    ratio = (1.0, 1.0) if copied else placing.ratio(src_grid, dst_grid)
    if not _overlaps(src_grid, dst_grid.crop(window)):
        way = Way.EMPTY
    return LayerPlan(
        name=name,
        way=way,
        dst_grid=dst_grid,
        dtype=source.working_dtype,
        resampler=resampler,
        source=source,
        src_grid=src_grid,
        ratio=ratio,
        tile_px=_tile_px(ratio),
        src_offset=offset or (0, 0),
        tags=tags,
    )


def empty_layer(name: str, dst_grid: Grid, tags: Mapping[str, str]) -> LayerPlan:
    """Plan a band in which every pixel is nodata."""
    return LayerPlan(
        name=name,
        way=Way.EMPTY,
        dst_grid=dst_grid,
        dtype="float32",
        resampler=Resampling.nearest,
        source=None,
        tags=tags,
    )


def _tile_px(ratio: tuple[float, float]) -> int:
    """Halve the square until the source pixels under it fit in memory.

    It depends on the ratio alone, so that every run cuts the grid alike.
    """
    size_px = TILE_PX
    while size_px > 1 and size_px / min(ratio) > _MOST_SRC_PX:
        size_px //= 2
    return size_px


def _overlaps(src: Grid, dst: Grid) -> bool:
    found = placing.reach(src, dst)
    return (
        found is not None
        and found.left < src.cols
        and found.top < src.rows
        and found.right > 0
        and found.bottom > 0
    )


def _size(grid: Grid) -> str:
    x, y = grid.pixel_size
    unit = "deg" if grid.crs.is_geographic else "m"
    return f"{x:.6g} {unit}" if x == y else f"{x:.6g} x {y:.6g} {unit}"


def crs_name(grid: Grid) -> str:
    """Return a CRS as users know it: its authority code, else its WKT name."""
    authority = grid.crs.to_authority()
    return ":".join(authority) if authority else grid.crs.to_wkt().split('"')[1]
