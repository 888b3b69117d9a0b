# SPDX-License-Identifier: GPL-3.0-or-later
"""Views: a source as a target sees it, once or several times around the Earth."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
from affine import Affine

from ..geometry.antimeridian import circle_of, recentred
from ..geometry.grid import Grid, move
from ..geometry.transform_points import reproject_existing
from .poles import pole_near
from .source_window import SourceExtent

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from rasterio.crs import CRS

    from ..geometry.antimeridian import Circle
    from ..geometry.grid import Block
    from .gcps_rpcs import TiePoints
    from .geolocation import Geolocation
    from .read import Georeference

#: Points a side of the lattice that stands for a target.
_LATTICE: Final = 22

#: Columns that a grid may lack of the whole way round the Earth and still close:
#: headers give 0.0083333 for 1/120 of a degree.
_CLOSING_PX: Final = 0.5

#: How much further than its outline a source may reach, as a share of its extent: the
#: polynomials to the ground and back are fitted separately.
_AROUND: Final = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A source as a target sees it.

    Where x goes round the Earth a source is in several places: what is 350 to 360
    degrees east is 10 to 0 degrees west as well.
    """

    georeference: Georeference
    """The source's georeference; a grid is shifted by whole turns."""
    extent: SourceExtent
    """The target's extent in pixels of the source."""
    cols_round: int | None = None
    """Columns after which the source begins anew; None where it has an edge."""
    centre: float | None = None
    """The longitude to unwrap PROJ's longitudes around, None where they fit."""

    is_round: bool = False
    """The target goes most of the way round the Earth: x jumps somewhere within."""

    @property
    def is_met(self) -> bool:
        """Whether the target and the source may share ground."""
        return self.extent.meets(
            self.georeference.whole, goes_round=self.cols_round is not None
        )

    def window(
        self, radius_px: tuple[float, float], beyond_px: tuple[int, int] = (0, 0)
    ) -> Block | None:
        """Return the source's pixels that the target needs, None if it needs none.

        Columns may lie beyond the edges of a source that begins anew.

        Args:
            radius_px: How far a kernel reaches, in source pixels, (x, y).
            beyond_px: How far the window may go on beyond the source, (x, y).
        """
        return self.extent.window(
            self.georeference.whole,
            radius_px,
            beyond_px,
            goes_round=self.cols_round is not None,
        )


def source_views(src: Georeference, dst: Grid) -> tuple[SourceView, ...]:
    """Return the views of a source from a target.

    Args:
        src: The source's georeference.
        dst: The target's grid, in any CRS.

    Returns:
        No view where no point of the target exists in the source's CRS.
    """
    xs, ys = places(dst, dst.whole, src.crs)
    if not xs.size:
        return ()
    if not isinstance(src, Grid):
        # Far from the tie points a polynomial leads anywhere, even into the source.
        extent = src.extent(xs, ys) if shared(src, dst, _AROUND) else None
        if extent is None:
            return ()
        return (SourceView(georeference=src, extent=extent, centre=src.centre),)
    circle = circle_of(src.crs)
    if circle is None:
        return (SourceView(georeference=src, extent=_extent(src, xs, ys)),)
    if src.crs != dst.crs:
        return _seen_round(src, circle, dst, xs, ys)
    return _turned(src, circle, xs, ys)


def shared(
    src: TiePoints | Geolocation, dst: Grid, around: float = 0.0
) -> Block | None:
    """Return the part of a target that a source may cover, None for none.

    Args:
        src: The source's georeference.
        dst: The target's grid.
        around: How much further than its outline the source may reach, as a share of
            its extent.
    """
    xs, ys = reproject_existing(*src.outline(), src.crs, dst.crs, dst.operations)
    if not xs.size:
        return None
    circle = circle_of(dst.crs)
    if circle is not None:
        xs = circle.unwrap(xs, _middle(dst))
    cols, rows = move(~dst.transform, xs, ys)
    x, y = np.ptp(cols) * around, np.ptp(rows) * around
    covered = dst.block_around(
        cols.min() - x, rows.min() - y, cols.max() + x, rows.max() + y
    )
    return covered.intersection(dst.whole)


def places(
    dst: Grid, block: Block, crs: CRS
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the coordinates, in another CRS, of a lattice over a block of a target.

    Points that do not exist in that CRS are left out.
    """
    cols, rows = np.meshgrid(
        block.col_off + np.linspace(0, block.cols, _LATTICE),
        block.row_off + np.linspace(0, block.rows, _LATTICE),
    )
    xs, ys = move(dst.transform, cols.ravel(), rows.ravel())
    return reproject_existing(xs, ys, dst.crs, crs, dst.operations)


def _seen_round(
    src: Grid,
    circle: Circle,
    dst: Grid,
    xs: NDArray[np.float64],
    ys: NDArray[np.float64],
) -> tuple[SourceView, ...]:
    """Return the views where PROJ may put points at both ends of a circle."""
    arc = circle.arc(xs)
    centre = arc.centre
    has_pole = arc.is_wide and pole_near(dst, dst.whole, src.crs) is not None
    is_round = arc.is_round or has_pole
    if arc.is_round:
        # Around a pole every x occurs. A source that does not go round the Earth is
        # cut on the opposite side.
        if _cols_round(src, circle) is None:
            centre = float(circle.unwrap(np.array(_middle(src)), circle.middle))
        ends = centre + circle.length * np.array([-0.5, 0.5])
        xs, ys = np.append(circle.unwrap(xs, centre), ends), np.append(ys, ys[:2])
    else:
        as_found, xs = xs, circle.unwrap(xs, centre)
        if np.array_equal(xs, as_found) and not arc.nears_the_cut:
            return _turned(src, circle, xs, ys)
    if src.crs.is_geographic:
        return _turned(src, circle, xs, ys, centre=centre, is_round=is_round)
    off = centre - circle.middle
    src = replace(
        _shifted(src, -off), crs=recentred(src.crs, 360 * off / circle.length)
    )
    return _turned(src, circle, xs - off, ys, is_round=is_round)


def _turned(
    src: Grid,
    circle: Circle,
    xs: NDArray[np.float64],
    ys: NDArray[np.float64],
    *,
    centre: float | None = None,
    is_round: bool = False,
) -> tuple[SourceView, ...]:
    """Return the views of a grid shifted by whole turns to a target's points."""
    cols_round = _cols_round(src, circle)
    nearest = round(((xs.min() + xs.max()) / 2 - _middle(src)) / circle.length)
    views = []
    # Both ends of a source that does not close may be near the target.
    for turns in (nearest,) if cols_round else (nearest, nearest - 1, nearest + 1):
        grid = _shifted(src, turns * circle.length)
        views.append(
            SourceView(
                georeference=grid,
                extent=_extent(grid, xs, ys),
                cols_round=cols_round,
                centre=centre,
                is_round=is_round,
            )
        )
    return tuple(views)


def _cols_round(src: Grid, circle: Circle) -> int | None:
    t = src.transform
    cols = circle.length / abs(t.a) if t.a else 0.0
    if t.b or t.d or src.cols < cols - _CLOSING_PX or cols < 1:
        return None
    return round(cols)


def _extent(
    src: Grid, xs: NDArray[np.float64], ys: NDArray[np.float64]
) -> SourceExtent:
    return SourceExtent.around(*move(~src.transform, xs, ys))


def _middle(src: Grid) -> float:
    return move(src.transform, src.cols / 2, src.rows / 2)[0]


def _shifted(src: Grid, x: float) -> Grid:
    t = src.transform
    return replace(src, transform=Affine(t.a, t.b, t.c + x, t.d, t.e, t.f))
