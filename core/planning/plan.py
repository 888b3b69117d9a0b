# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan of a run: the method of each layer, and the target that all share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from ..georeferencing.geolocation import Geolocation
from ..io.remote_names import any_remote
from ..request.domains import LINEAR
from ..resampling.kernels import KERNELS
from ..resampling.widening import widening
from ..sources.band_facts import NO_FACTS
from ..sources.contents import Coverage, Drawn
from ..sources.legend import UNKNOWN
from .burnt_method import Burnt

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
    from .target import Target


#: Warping is done in square tiles of this edge, cut from the whole target grid: nodes
#: of the transform are fixed to the grid, and a pixel is the same in every block.
TILE_PX: Final = 512

#: A tile that would need more source pixels than this a side is halved.
_MOST_SRC_PX: Final = 4096

#: The same limit for geolocation arrays, whose cells take some 200 bytes each.
_MOST_PLACED_PX: Final = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Empty:
    """No source is read: every pixel is nodata."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """The target's pixels are pixels of the source: they are copied."""

    source: Source
    src_offset: tuple[int, int]
    """The target's first pixel in the source: row, column."""
    cols_round: int | None = None
    """Columns after which the source begins anew, round the Earth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Warped:
    """Every target pixel is resampled from the source pixels around it or under it."""

    source: Source
    resampler: Resampling
    ratio: tuple[float, float]
    """Target pixels per source pixel along x and y, below 1 where coarser."""
    least_ratio: float | None = None
    """The least along either axis where it varies over the target, so that each square
    has a ratio of its own; None where one is right for all."""

    widening: tuple[float, float] = field(init=False)
    """How many times as wide kernels get along x and y for that ratio, 1 or more."""
    tile_px: int = field(init=False)
    """The edge of the tiles to warp at a time, halved until a tile fits in memory.

    Source and ratio alone decide on it, so that every run cuts the grid alike."""

    def __post_init__(self) -> None:
        """Derive the widening, and the size of the tiles."""
        object.__setattr__(self, "widening", widening(self.ratio))
        has_arrays = isinstance(self.source.georeference, Geolocation)
        most = _MOST_PLACED_PX if has_arrays else _MOST_SRC_PX
        least = self.least_ratio or min(self.ratio)
        size_px = TILE_PX
        while size_px > 1 and size_px / least > most:
            size_px //= 2
        object.__setattr__(self, "tile_px", size_px)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampled(Warped):
    """Warped at positions that are interpolated where they are smooth."""

    src_grid: Grid | None
    """The source's grid, shifted by whole turns to the target's longitudes; None where
    the target has several views of the source, and each square has its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaled(Warped):
    """The source has the target's CRS and axes, but other pixels.

    Beside invalid pixels, where kernels are not separable, a tile is warped.
    """

    src_grid: Grid
    """The source's grid, shifted by whole turns to the target's longitudes."""
    shrink: int = 1
    """The factor of the level that stands in for pixels where all are valid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AllValid:
    """1 where all of some layers have a value, else 0."""

    layers: tuple[LayerPlan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Tiles on several grids: each grid's are resampled, then one value is taken."""

    parts: tuple[LayerPlan, ...]
    """The layer as the tiles of each grid make it; the first with a value gives it."""
    boxes: tuple[Block | None, ...]
    """Target pixels beyond which a part has no value; None where nobody knows."""
    is_mean: bool = False
    """The mean counts where several have a value."""
    ranks: tuple[LayerPlan, ...] = ()
    """Which tile each value is of, where the order of the parts does not say it."""


Method = Empty | Copied | Scaled | Sampled | AllValid | Burnt | Merged


@dataclass(frozen=True, slots=True, kw_only=True)
class HeightShift:
    """From which heights to which: both CRSs have them."""

    src_crs: CRS
    dst_crs: CRS
    scale: float = 1.0
    """The unit of the values, in that of the heights of `dst_crs`."""
    offset_scale: float = 1.0
    """The unit of the heights of `src_crs`, in the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerPlan:
    """The plan of one band of the result."""

    name: str
    method: Method
    """How the band's pixels come to be."""
    dst_grid: Grid
    """The whole target grid."""
    dtype: str
    """The float type of the band's values, NaN where invalid."""
    resampler: Resampling
    source: Source | None
    """None where the file has no such band, and for bands made from other bands."""
    seen: TargetViews | None
    """The target's views of the source; None without a source."""
    tags: Mapping[str, str]
    """The band's metadata in a file."""
    reason: str = ""
    """Why the resampler was taken, a sentence's end; empty where the user named it."""
    is_open: bool = False
    """Whether the source holds classes has to be seen yet, in its pixels."""
    heights: str = ""
    """What heights its values are in the result; empty where they are none known."""
    has_other_heights: bool = False
    """They are not the heights of the grid's CRS."""
    height_shift: HeightShift | None = None
    """What makes them heights of the grid's CRS, where the source's are others."""
    domain: str = LINEAR
    """What is averaged: the values, or what they are a measure of."""
    time: str = ""
    """Which time of its source it holds, a clause; empty where none was chosen."""
    tile_names: tuple[str, ...] = ()
    """All tiles of the row, read or not; none of a single source."""

    @property
    def parts(self) -> tuple[LayerPlan, ...]:
        """The plans of the tiles of each grid, or the plan itself."""
        return self.method.parts if isinstance(self.method, Merged) else (self,)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources whose files are read, each tile one."""
        own = filter(None, (part.source for part in self.parts))
        return tuple(file for one in own for file in one.files)

    @property
    def mixes_classes(self) -> bool:
        """Whether codes of the source are resampled by a kernel not made for them."""
        if isinstance(self.method, Merged):
            return any(part.mixes_classes for part in self.parts)
        is_classes = self.source is not None and self.source.legend.is_classes
        is_resampled = isinstance(self.method, Warped)
        return is_resampled and is_classes and not KERNELS[self.resampler].suits_classes

    @property
    def keeps_values(self) -> bool:
        """Whether every pixel has one of the source file's own numbers."""
        if isinstance(self.method, Burnt):
            return np.dtype(self.method.dtype).kind in "iu"
        source = self.source
        if source is None or source.is_changed or self.height_shift is not None:
            return False
        if isinstance(self.method, Merged):
            return not self.method.is_mean and all(p.keeps_values for p in self.parts)
        return isinstance(self.method, Copied) or KERNELS[self.resampler].keeps_values

    @property
    def number_type(self) -> str | None:
        """The type of the numbers that values are made of; None where there are none.

        A numpy name: of the source's file, or of what is burnt.
        """
        if isinstance(self.method, Burnt):
            return self.method.dtype
        return self.source.dtype if self.source else None

    @property
    def legend(self) -> Legend:
        """What the values of the result stand for, where they are the source's."""
        if isinstance(self.method, Burnt):
            return self.method.legend
        is_kept = self.source is not None and self.keeps_values
        return self.source.legend if self.source and is_kept else UNKNOWN

    @property
    def facts(self) -> BandFacts:
        """What the source's file says that holds for the result's values as well."""
        source = self.source
        if source is None or isinstance(source.contents, Coverage | Drawn):
            return NO_FACTS
        return source.facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The plan of a request; blocks are not read for it."""

    product_name: str
    short_name: str
    """The product's place and day, or what else tells it in a few letters."""
    attributes: Mapping[str, str | float]
    """The product's attributes that travel with the result."""
    target: Target
    layers: tuple[LayerPlan, ...]
    exo_names: tuple[str, ...]
    """The names of the layers that the table asks for."""
    mask: BaseGeometry | None
    """Polygons in the grid's CRS; pixels outside become nodata."""
    warnings: tuple[str, ...] = ()

    @property
    def stack_dtype(self) -> str:
        """The type that holds every layer: float64 where float32 changes integers."""
        wide = any(
            layer.number_type is not None
            and np.dtype(layer.number_type).kind in "iu"
            and layer.dtype == "float64"
            for layer in self.layers
        )
        return "float64" if wide else "float32"

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources to read, in the order of their layers."""
        return tuple(source for layer in self.layers for source in layer.sources)

    @property
    def deferred_files(self) -> tuple[DeferredFile, ...]:
        """The files that have to be made before any pixel is read."""
        return tuple(filter(None, (one.deferred_file for one in self.sources)))

    @property
    def is_online(self) -> bool:
        """A source is an address, or the user allows files to name some."""
        return any_remote(source.path for source in self.sources)

    @property
    def reads_tiles(self) -> bool:
        """Whether `DatasetPool` keeps all tiles that the run reads.

        Mask bands are read past the pool; mask files are tiled as their bands are.
        """
        return all(one.is_tiled and not one.has_mask for one in self.sources)
