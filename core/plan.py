# SPDX-License-Identifier: GPL-3.0-or-later
"""How each layer gets onto the grid, decided from headers alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from rasterio.enums import Resampling

from . import resampling
from .grid import Grid
from .message import say
from .ways import AllValid, Copied, Empty, Scaled, Warped, way_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely.geometry.base import BaseGeometry

    from .grid import Block
    from .source import Source
    from .ways import Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a run computes: part of a grid."""

    grid: Grid
    """The whole grid, which all blocks are counted in."""
    window: Block
    """The part of it that is asked for."""

    @property
    def dst_grid(self) -> Grid:
        """The grid of the result."""
        return self.grid.crop(self.window)


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerPlan:
    """What there is to do for one band of the result."""

    name: str
    way: Way
    """How its pixels come to be."""
    dst_grid: Grid
    """The whole target grid."""
    dtype: str
    """The float type of its values, NaN where there is none."""
    resampler: Resampling
    source: Source | None
    """None where the source has no such band."""
    tags: Mapping[str, str]
    """What the band says of itself in a file."""

    @property
    def keeps_values(self) -> bool:
        """Whether every pixel has one of the source file's own numbers."""
        source = self.source
        if source is None or source.is_scaled or source.as_coverage:
            return False
        return (
            isinstance(self.way, Copied) or self.resampler in resampling.VALUE_KEEPING
        )

    def summary(self) -> str:
        """Say in one line what happens to the layer."""
        match self.way:
            case Copied():
                return say(
                    "{name}: copied, {size}",
                    name=self.name,
                    size=size_name(self.dst_grid),
                )
            case Scaled(source=source, shrink=shrink) if shrink > 1:
                return say(
                    "{name}: {resampler}, {source} to {size}, from an overview "
                    "{shrink} times coarser",
                    name=self.name,
                    resampler=self.resampler.name,
                    source=placed_name(source),
                    size=size_name(self.dst_grid),
                    shrink=shrink,
                )
            case Scaled(source=source) | Warped(source=source):
                return say(
                    "{name}: {resampler}, {source} to {size}",
                    name=self.name,
                    resampler=self.resampler.name,
                    source=placed_name(source),
                    size=size_name(self.dst_grid),
                )
            case AllValid():
                return say("{name}: from the bands before it", name=self.name)
        return say("{name}: nothing to read, all nodata", name=self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What there is to do for a request; no pixel has been read for it."""

    product_name: str
    attributes: Mapping[str, str | float]
    """What travels with the result."""
    target: Target
    layers: tuple[LayerPlan, ...]
    mask: BaseGeometry | None
    """Polygons in the grid's CRS; what is outside becomes nodata."""
    warnings: tuple[str, ...] = ()

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

    @property
    def reads_tiles(self) -> bool:
        """Whether `Readers` keep all tiles that are read; masks have the bands'."""
        sources = [layer.source for layer in self.layers if layer.source is not None]
        return all(one.is_tiled and not one.has_mask for one in sources)

    def summary(self) -> tuple[str, ...]:
        """Say in a line each what the result is and what happens to each layer."""
        grid = self.target.dst_grid
        head = say(
            "{cols} x {rows} px at {size}, {crs}, {bands} bands",
            cols=grid.cols,
            rows=grid.rows,
            size=size_name(grid),
            crs=crs_name(grid),
            bands=len(self.layers),
        )
        return (head, *(layer.summary() for layer in self.layers))


def plan_layer(
    name: str,
    source: Source,
    resampler: Resampling,
    target: Target,
    tags: Mapping[str, str],
) -> LayerPlan:
    """Decide how a source gets onto a grid.

    Args:
        name: The name of the resulting band.
        source: What is read.
        resampler: How it is resampled.
        target: The grid, and the part of it that is asked for.
        tags: What the band should say of itself in a file.
    """
    way = way_of(source, resampler, target.grid, target.dst_grid)
    if isinstance(way, Scaled) and way.shrink > 1:
        tags = {**tags, "overview": str(way.shrink)}
    return LayerPlan(
        name=name,
        way=way,
        dst_grid=target.grid,
        dtype=source.working_dtype,
        resampler=resampler,
        source=source,
        tags=tags,
    )


def empty_layer(name: str, target: Target, tags: Mapping[str, str]) -> LayerPlan:
    """Plan a band in which every pixel is nodata."""
    return LayerPlan(
        name=name,
        way=Empty(),
        dst_grid=target.grid,
        dtype="float32",
        resampler=Resampling.nearest,
        source=None,
        tags=tags,
    )


def placed_name(source: Source) -> str:
    """Return the size of a source's pixels, or what else they come from."""
    if isinstance(source.georeference, Grid):
        return size_name(source.georeference)
    return say("from {points}", points=source.georeference.name)


def size_name(grid: Grid) -> str:
    """Return a grid's pixel size as users read it, with its unit."""
    x, y = grid.pixel_size
    unit = "deg" if grid.crs.is_geographic else "m"
    return f"{x:.6g} {unit}" if x == y else f"{x:.6g} x {y:.6g} {unit}"


def crs_name(grid: Grid) -> str:
    """Return a CRS as users know it: its authority code, else its WKT name."""
    authority = grid.crs.to_authority()
    return ":".join(authority) if authority else grid.crs.to_wkt().split('"')[1]
