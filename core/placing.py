# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a target and a source meet, and how much coarser the one is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .geolocation import Geolocation
from .grid import SAME_PLACE_PX, Grid, move
from .sights import places, shared, sights

if TYPE_CHECKING:
    from .georeference import Georeference
    from .grid import Block
    from .reach import Reach
    from .tie_points import TiePoints

#: GDAL takes a ratio this near to a whole number for that number
#: (GDALWarpKernel::PerformWarp), so that 9.98 source pixels count as 10.
_NEAR_WHOLE: Final = 0.05


def overlap(src: Georeference, dst: Grid) -> bool:
    """Tell whether a target and a source may share ground."""
    if isinstance(src, Grid):
        return any(sight.is_met for sight in sights(src, dst))
    return shared(src, dst) is not None


def ratio(src: Georeference, dst: Grid) -> tuple[float, float]:
    """Return target pixels per source pixel along x and y, below 1 where coarser.

    It decides how far kernels are widened. GDAL works it out anew for every
    chunk from the chunk's bounding rectangle; here it is found once for the
    whole target by the same rule (GDALWarpKernel::PerformWarp), so that blocks
    agree with one another and with a warp of the whole in one chunk. Polynomials
    and arrays say nothing of places far from the source: there the rule is
    applied to the part of the target that has some of it.
    """
    if isinstance(src, Grid):
        seen = sights(src, dst)
        reach, part = seen[0].reach if seen else None, dst.whole
    else:
        part = shared(src, dst) or dst.whole
        reach = _reach_of(src, dst, part)
    if reach is None:
        return 1.0, 1.0
    return (
        _rounded(part.cols / max(reach.right - reach.left, SAME_PLACE_PX)),
        _rounded(part.rows / max(reach.bottom - reach.top, SAME_PLACE_PX)),
    )


def _rounded(scale: float) -> float:
    whole = round(1 / scale)
    if scale < 1 and abs(1 / scale - whole) < _NEAR_WHOLE:
        return 1 / whole
    return scale


def _reach_of(src: TiePoints | Geolocation, dst: Grid, part: Block) -> Reach | None:
    points = src.gcps_near(dst.crop(part)) if isinstance(src, Geolocation) else src
    xs, ys = places(dst, part, points.crs)
    return points.reach(xs, ys) if xs.size else None


def whole_offset(src: Grid, dst: Grid) -> tuple[int, int] | None:
    """Return where a target starts in a source whose very pixels it has.

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
