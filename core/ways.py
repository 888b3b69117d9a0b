# SPDX-License-Identifier: GPL-3.0-or-later
"""The ways in which a layer's pixels may come to be, and which one it takes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from rasterio.enums import Resampling

from . import placing, resampling
from .errors import GaussElsewhere
from .geolocation import Geolocation
from .grid import Grid
from .levels import shrink_for
from .picking import PICKED
from .resampling import RADIUS_PX
from .same_axes import can_resample, run_alike
from .sampling import NOT_WIDENED, REACH_PX
from .sights import sights

if TYPE_CHECKING:
    from .plan import LayerPlan
    from .source import Source

#: Warping is done in squares of this many pixels, cut from the whole target
#: grid. GDAL interpolates the transform along the rows of such a square, so the
#: nodes are fixed to the grid and a pixel is the same in whatever block.
TILE_PX: Final = 512

#: A square that would need more source pixels than this a side is halved.
_MOST_SRC_PX: Final = 4096

#: Target pixels per source pixel below which more are touched than `core/picking.py`
#: picks from, wherever they lie.
_LEAST_PICKED_RATIO: Final = 0.6

#: The same where each pixel has its own place: GDAL keeps some 100 bytes of each.
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
    """Every target pixel is looked up in the source and resampled."""

    source: Source
    resampler: Resampling
    ratio: tuple[float, float]
    """Target pixels per source pixel along x and y, below 1 where coarser."""
    src_grid: Grid | None = None
    """The source's grid, moved by whole turns to the target's longitudes, where the
    source is seen in one place and `core/sampling.py` has the kernel."""

    @property
    def tile_px(self) -> int:
        """The edge of the squares to warp at a time, halved until they fit in memory.

        It depends on the source and the ratio, so that every run cuts the grid
        alike.
        """
        is_placed = isinstance(self.source.georeference, Geolocation)
        most = _MOST_PLACED_PX if is_placed else _MOST_SRC_PX
        size_px = TILE_PX
        while size_px > 1 and size_px / min(self.ratio) > most:
            size_px //= 2
        return size_px


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaled:
    """The source has the target's CRS and axes, but other pixels."""

    src_grid: Grid
    """The source's grid, moved by whole turns to the target's longitudes."""
    shrink: int = 1
    """Of the resolution level that stands in for pixels where all are valid."""
    warped: Warped
    """How pixels come to be beside invalid ones, where kernels do not factor."""

    @property
    def source(self) -> Source:
        """What is read."""
        return self.warped.source


@dataclass(frozen=True, slots=True, kw_only=True)
class AllValid:
    """1 where all of some layers have a value, else 0."""

    layers: tuple[LayerPlan, ...]


Way = Empty | Copied | Scaled | Warped | AllValid


def way_of(source: Source, resampler: Resampling, grid: Grid, dst: Grid) -> Way:
    """Decide how a source gets onto a grid.

    Args:
        source: What is read.
        resampler: How it is resampled.
        grid: The whole target grid.
        dst: The part of it that is asked for.

    Raises:
        GaussElsewhere: That kernel has no meaning on the grid.
    """
    if not placing.overlap(source.georeference, dst):
        return Empty()
    if resampler in resampling.IDENTICAL_ON_OWN_GRID:
        copied = _copied(source, grid)
        if copied is not None:
            return copied
    warped = Warped(
        source=source,
        resampler=resampler,
        ratio=placing.ratio(source.georeference, grid),
    )
    src_grid = _seen_once(source, grid)
    if src_grid is not None and _can_scale(src_grid, grid, resampler):
        shrink = shrink_for(source, resampler, warped.ratio)
        return Scaled(src_grid=src_grid, shrink=shrink, warped=warped)
    if resampler is Resampling.gauss:
        raise GaussElsewhere(source.label, source.path)
    can_sample = _can_sample(warped, grid)
    return replace(warped, src_grid=src_grid) if can_sample else warped


def _copied(source: Source, dst: Grid) -> Copied | None:
    """Plan a copy where the target has the source's pixels, seen in one place."""
    seen = [sight for sight in sights(source.georeference, dst) if sight.is_met]
    grids = [sight.georeference for sight in seen]
    if len(grids) != 1 or not isinstance(grids[0], Grid):
        return None
    offset = placing.whole_offset(grids[0], dst)
    if offset is None:
        return None
    return Copied(source=source, src_offset=offset, cols_round=seen[0].cols_round)


def _seen_once(source: Source, dst: Grid) -> Grid | None:
    """Return the grid of a source with edges where a target sees one piece of it."""
    seen = [s for s in sights(source.georeference, dst) if s.is_met]
    if len(seen) != 1 or seen[0].cols_round is not None or seen[0].is_round:
        return None
    if seen[0].centre is not None:
        return None
    src_grid = seen[0].georeference
    return src_grid if isinstance(src_grid, Grid) else None


def _can_scale(src: Grid, dst: Grid, resampler: Resampling) -> bool:
    """Tell whether to work along the axes."""
    is_picked = resampler in PICKED and run_alike(src, dst)
    return is_picked or can_resample(src, dst, resampler)


def _can_sample(warped: Warped, dst: Grid) -> bool:
    """Tell whether positions are all that is needed to resample with numpy."""
    if warped.resampler in PICKED:
        # Where edges meet, interpolated ones may be a hair too far: GDAL's are not.
        is_elsewhere = warped.source.georeference.crs != dst.crs
        return is_elsewhere and min(warped.ratio) >= _LEAST_PICKED_RATIO
    if warped.source.as_coverage or warped.resampler not in REACH_PX:
        return False
    is_widened = warped.resampler in RADIUS_PX and min(warped.ratio) < NOT_WIDENED
    return warped.resampler is Resampling.nearest or not is_widened
