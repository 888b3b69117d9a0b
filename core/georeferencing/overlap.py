# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a target and a source overlap, and whether they share their pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..geometry.grid import SAME_PLACE_PX, Grid, move
from .views import shared, source_views

if TYPE_CHECKING:
    from ..geometry.grid import Block
    from .read import Georeference
    from .views import SourceView


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
