# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run will do: the method of each layer, and the target that all share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from ..georeferencing.geolocation import Geolocation
from ..request.domains import LINEAR
from ..resampling.kernels import KERNELS
from ..sources.band_facts import NO_FACTS
from ..sources.contents import Coverage, Drawn
from ..sources.legend import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rasterio.crs import CRS
    from rasterio.enums import Resampling
    from shapely.geometry.base import BaseGeometry

    from ..geometry.grid import Block, Grid
    from ..georeferencing.overlap import TargetViews
    from ..sources.band_facts import BandFacts
    from ..sources.deferred_files import DeferredFile
    from ..sources.legend import Legend
    from ..sources.source import Source


#: Warping is done in squares of this many pixels, cut from the whole target
#: grid. GDAL interpolates the transform along the rows of such a square, so the
#: nodes are fixed to the grid and a pixel is the same in whatever block.
TILE_PX: Final = 512

#: A square that would need more source pixels than this a side is halved.
_MOST_SRC_PX: Final = 4096

#: The same where each pixel has a place of its own: GDAL keeps some 100 bytes of each.
_MOST_PLACED_PX: Final = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Empty:
    """There is nothing to read: every pixel is nodata."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """The source has the target's very pixels."""

    source: Source
    src_offset: tuple[int, int]
    """Where the target's first pixel is in the source: row, column."""
    cols_round: int | None = None
    """Columns after which the source begins anew, round the Earth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Warped:
    """Every target pixel is looked up in the source and resampled, by GDAL."""

    source: Source
    resampler: Resampling
    ratio: tuple[float, float]
    """Target pixels per source pixel along x and y, below 1 where coarser."""

    tile_px: int = field(init=False)
    """The edge of the squares to warp at a time, halved until they fit in memory.

    It depends on the source and the ratio, so that every run cuts the grid alike."""

    def __post_init__(self) -> None:
        """Find the size of the squares."""
        has_arrays = isinstance(self.source.georeference, Geolocation)
        most = _MOST_PLACED_PX if has_arrays else _MOST_SRC_PX
        size_px = TILE_PX
        while size_px > 1 and size_px / min(self.ratio) > most:
            size_px //= 2
        object.__setattr__(self, "tile_px", size_px)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampled(Warped):
    """The same at interpolated positions, as far as the kernels here go in a tile."""

    src_grid: Grid
    """The source's grid, moved by whole turns to the target's longitudes; the target
    sees the source in one place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaled(Warped):
    """The source has the target's CRS and axes, but other pixels.

    Beside invalid pixels, where kernels are no product of two, a tile is warped.
    """

    src_grid: Grid
    """The source's grid, moved by whole turns to the target's longitudes."""
    shrink: int = 1
    """Of the resolution level that stands in for pixels where all are valid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AllValid:
    """1 where all of some layers have a value, else 0."""

    layers: tuple[LayerPlan, ...]


Method = Empty | Copied | Scaled | Sampled | Warped | AllValid


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
class HeightShift:
    """From which heights to which: both CRSs have them."""

    src_crs: CRS
    dst_crs: CRS


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerPlan:
    """What there is to do for one band of the result."""

    name: str
    method: Method
    """How its pixels come to be."""
    dst_grid: Grid
    """The whole target grid."""
    dtype: str
    """The float type of its values, NaN where there is none."""
    resampler: Resampling
    source: Source | None
    """None where the source has no such band."""
    seen: TargetViews | None
    """What the target sees of the source; None where there is none."""
    tags: Mapping[str, str]
    """What the band says of itself in a file."""
    reason: str = ""
    """Why the resampler was taken, a sentence's end; empty where the user named it."""

    is_open: bool = False
    """Whether the source holds classes has to be seen yet, in its pixels."""

    heights: str = ""
    """What heights its values are in the result; empty where they are none, or nobody
    says which."""
    has_other_heights: bool = False
    """They are not the heights of the grid's CRS."""
    height_shift: HeightShift | None = None
    """What makes them heights of the grid's CRS, where the source's are others."""
    domain: str = LINEAR
    """What is averaged: the values, or what they are a measure of."""

    @property
    def mixes_classes(self) -> bool:
        """Whether the source holds codes, and the resampler is not made for them."""
        is_classes = self.source is not None and self.source.legend.is_classes
        return is_classes and not KERNELS[self.resampler].suits_classes

    @property
    def keeps_values(self) -> bool:
        """Whether every pixel has one of the source file's own numbers."""
        source = self.source
        if source is None or source.is_scaled or source.contents.are_everywhere:
            return False
        if self.height_shift is not None:
            return False
        return isinstance(self.method, Copied) or KERNELS[self.resampler].keeps_values

    @property
    def legend(self) -> Legend:
        """What the values of the result stand for, where they are the source's."""
        is_kept = self.source is not None and self.keeps_values
        return self.source.legend if self.source and is_kept else UNKNOWN

    @property
    def facts(self) -> BandFacts:
        """What the source's file says that holds for the result's values as well."""
        source = self.source
        is_told = source is not None and not isinstance(
            source.contents, Coverage | Drawn
        )
        return source.facts if source and is_told else NO_FACTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What there is to do for a request; no block has been read for it."""

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
    def sources(self) -> tuple[Source, ...]:
        """What is read, in the order of the layers that read."""
        return tuple(one.source for one in self.layers if one.source is not None)

    @property
    def deferred_files(self) -> tuple[DeferredFile, ...]:
        """The files that have to be made before anything is read."""
        files = (source.deferred_file for source in self.sources)
        return tuple(file for file in files if file is not None)

    @property
    def reads_tiles(self) -> bool:
        """Whether `DatasetPool` keep all tiles that are read; masks have the bands'."""
        return all(one.is_tiled and not one.has_mask for one in self.sources)
