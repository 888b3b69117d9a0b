# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a target and a source overlap, and the ratio of their pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ..geometry.antimeridian import circle_of
from ..geometry.grid import SAME_PLACE_PX, Grid, move
from ..geometry.transform_points import reproject
from .geolocation import Geolocation
from .views import places, shared, source_views

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..geometry.grid import Block
    from .gcps_rpcs import TiePoints
    from .read import Georeference
    from .source_window import SourceExtent
    from .views import SourceView

#: GDAL takes a ratio this near to a whole number for that number
#: (GDALWarpKernel::PerformWarp), so that 9.98 source pixels count as 10.
_NEAR_WHOLE: Final = 0.05

#: GDAL distrusts a ratio along x that is so many times less than the ratio along y.
_ODDLY_WIDE: Final = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetViews:
    """A target's views of a source, looked up once for a layer."""

    views: tuple[SourceView, ...]
    """The views from the whole target grid."""
    is_met: bool
    """The part of the target that is asked for may share ground with the source."""

    @property
    def met(self) -> tuple[SourceView, ...]:
        """The views in which the whole target grid may share ground with the source."""
        return tuple(view for view in self.views if view.is_met)


def target_views(src: Georeference, grid: Grid, window: Block) -> TargetViews:
    """Look up a target's views of a source.

    Args:
        src: The source's georeference.
        grid: The whole target grid.
        window: The part of the target grid that is asked for.
    """
    views = source_views(src, grid)
    is_whole = window == grid.whole
    part = grid if is_whole else grid.crop(window)
    if isinstance(src, Grid):
        seen = views if is_whole else source_views(src, part)
        is_met = any(view.is_met for view in seen)
    else:
        is_met = shared(src, part) is not None
    return TargetViews(views=views, is_met=is_met)


def ratio(
    src: Georeference, dst: Grid, views: Sequence[SourceView]
) -> tuple[float, float]:
    """Return target pixels per source pixel along x and y, below 1 where coarser.

    The ratio decides how far kernels are widened. GDAL computes it anew for every
    chunk from the chunk's bounding rectangle; here it is computed once for the
    whole target by the same rule (GDALWarpKernel::PerformWarp), so that blocks
    agree with one another and with a warp of the whole target in one chunk.
    Polynomials and arrays mean nothing far from the source: for them the rule is
    applied to the part of the target that the source may cover.

    Args:
        src: The source's georeference.
        dst: The whole target grid.
        views: The whole target's views of the source.
    """
    if isinstance(src, Grid):
        extent, part = views[0].extent if views else None, dst.whole
    else:
        part = shared(src, dst) or dst.whole
        extent = _extent_of(src, dst, part)
    if extent is None:
        return 1.0, 1.0
    x = _rounded(part.cols / max(extent.right - extent.left, SAME_PLACE_PX))
    y = _rounded(part.rows / max(extent.bottom - extent.top, SAME_PLACE_PX))
    if isinstance(src, Grid) and y > _ODDLY_WIDE * x:
        x = _sampled(src, dst) or x
    # GDAL would take other samples in each tile. All above 1 act alike.
    x = max(x, min(y, 1.0) / _ODDLY_WIDE)
    return x, min(y, _ODDLY_WIDE * x)


def _rounded(scale: float) -> float:
    whole = round(1 / scale)
    if scale < 1 and abs(1 / scale - whole) < _NEAR_WHOLE:
        return 1 / whole
    return scale


def _sampled(src: Grid, dst: Grid) -> float | None:
    """Return the mean ratio along x at points all over a target, as GDAL does.

    Near a pole the bounding rectangle is as wide as the Earth, and tells no ratio.
    Points next to a cut or the pole itself, where the ratio is less than a tenth of
    the greatest, do not count.
    """
    lattice = np.meshgrid(
        np.linspace(0, dst.cols, min(10, dst.cols)),
        np.linspace(0, dst.rows, min(10, dst.rows)),
    )
    col, row = (axis.ravel() for axis in lattice)
    next_col = col + np.where(col < dst.cols, 1.0, -1.0)
    next_row = row + np.where(row < dst.rows, 1.0, -1.0)
    x, right, below = (
        reproject(*move(dst.transform, *place), dst.crs, src.crs)[0]
        for place in ((col, row), (next_col, row), (col, next_row))
    )
    circle = circle_of(src.crs)
    if circle is not None:
        right, below = (x + circle.unwrap(other - x, 0.0) for other in (right, below))
    with np.errstate(divide="ignore", invalid="ignore"):
        size_px = np.maximum(np.abs(right - x), np.abs(below - x))
        ratios = abs(src.transform.a) / size_px
    ratios = ratios[np.isfinite(ratios)]
    return float(ratios[ratios > ratios.max() / 10].mean()) if ratios.size else None


def _extent_of(
    src: TiePoints | Geolocation, dst: Grid, part: Block
) -> SourceExtent | None:
    points = src.gcps_near(dst.crop(part)) if isinstance(src, Geolocation) else src
    xs, ys = places(dst, part, points.crs)
    return points.extent(xs, ys) if xs.size else None


def whole_offset(src: Grid, dst: Grid) -> tuple[int, int] | None:
    """Return the offset of a target whose pixels are pixels of the source.

    Returns:
        (row, column) of the target's first pixel in the source, None where the
        two are not cut from one grid.
    """
    if src.crs != dst.crs:
        return None
    to_src = ~src.transform
    first = move(to_src, *move(dst.transform, 0.0, 0.0))
    col_off, row_off = (round(value) for value in first)
    for col in (0.0, float(dst.cols)):
        for row in (0.0, float(dst.rows)):
            x, y = move(to_src, *move(dst.transform, col, row))
            if max(abs(x - col - col_off), abs(y - row - row_off)) > SAME_PLACE_PX:
                return None
    return row_off, col_off
