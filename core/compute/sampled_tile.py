# SPDX-License-Identifier: GPL-3.0-or-later
"""Resamples a tile at its pixels' positions in its source."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..geometry.antimeridian import circle_of
from ..geometry.grid import Grid
from ..georeferencing.gcps_rpcs import Gcps, Rpcs
from ..georeferencing.geolocation import Geolocation
from ..georeferencing.grid_coords import grid_coords
from ..georeferencing.poles import NEAR_POLE_PX, pole_near
from ..georeferencing.tie_point_coords import (
    exact_coords,
    fit_tie_points,
    fitted_coords,
)
from ..georeferencing.views import source_views
from ..resampling.around_centres.weigh import reach_px, weigh
from ..resampling.kernels import KERNELS
from ..resampling.limits import Limit
from ..resampling.placed_coords import PlacedCoords
from ..resampling.transform_fit import SourceCoords, fit
from ..sources.decode import read_values
from ..sources.wraparound import read_round
from .transform_cache import positions, tie_point_positions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ..geometry.grid import Block
    from ..georeferencing.read import Georeference
    from ..georeferencing.views import SourceView
    from ..planning.plan import Sampled
    from ..resampling.kernel import Kernel
    from ..resampling.kernel_shapes import Shape
    from ..resampling.placed_coords import Coords
    from .tile_context import TileContext


#: So few pixels a side are looked up one by one where nothing is smooth.
_FEW_PX: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a tile sees a source."""

    coords: Coords
    src: Georeference
    """Where a grid, it is moved by whole turns to where the tile sees it."""
    cols_round: int | None = None
    """Columns after which the source begins anew, round the Earth."""

    def there(self, window: Block) -> Block | None:
        """Return what the source has of a window, None if nothing."""
        whole = self.src.whole
        if self.cols_round is not None:
            whole = replace(whole, col_off=window.col_off, cols=window.cols)
        return window.intersection(whole)


def sampled_tile(context: TileContext[Sampled]) -> NDArray[Any] | Limit:
    """Resample a tile at its pixels' positions.

    Args:
        context: The method, the tile and the open files.

    Returns:
        Values with the tile's shape; or the limit where it has to be cut, which no
        single pixel has.
    """
    places = _places(context)
    kernel, tile = KERNELS[context.method.resampler], context.tile
    if places is Limit.ROUND_THE_EARTH and tile.pixels == 1 and kernel.of_covered:
        # Few tiles hold a pole.
        from .outlined_pixel import outlined_pixel  # noqa: PLC0415

        return outlined_pixel(context, kernel.of_covered)
    if isinstance(places, Limit):
        return places
    dtype = context.method.source.working_dtype
    out: NDArray[Any] | None = None
    for place in places:
        found = _sampled(context, place, kernel)
        # A source that ends shortly before it would begin anew is seen at both ends.
        out = found if out is None else np.where(np.isnan(out), found, out)
    return np.full((tile.rows, tile.cols), np.nan, dtype) if out is None else out


def _places(context: TileContext[Sampled]) -> list[_Place] | Limit:
    """Return where a tile sees its source, or the limit where it has to be cut.

    That is never one pixel, but where it goes round the Earth and areas are weighed.
    """
    match context.method.source.georeference:
        case Geolocation() as src:
            coords: Coords | Limit | None = _in_arrays(context, src)
        case Gcps() | Rpcs() as src:
            coords = _by_tie_points(context, src)
        case _:
            return _in_grid(context)
    if coords is None or coords is Limit.OFF_SOURCE:
        return []
    if isinstance(coords, Limit):
        return coords
    return [_Place(coords=coords, src=src)]


def _in_arrays(context: TileContext[Sampled], src: Geolocation) -> PlacedCoords | None:
    # Few sources have arrays, and their modules take a while to import.
    from ..georeferencing.array_coords import array_coords  # noqa: PLC0415

    return array_coords(
        src,
        context.dst_grid,
        context.tile,
        context.pool,
        from_corners=KERNELS[context.method.resampler].is_over_area,
    )


def _by_tie_points(
    context: TileContext[Sampled], src: Gcps | Rpcs
) -> Coords | Limit | None:
    """Return positions; few pixels are looked up where nothing is smooth."""
    dst, tile = context.dst_grid, context.tile
    if not source_views(src, dst.crop(tile)):
        return Limit.OFF_SOURCE
    if context.square is None:
        size_px = context.method.tile_px
        found = tie_point_positions(src, dst, tile, size_px, context.pool)
    else:
        (coefficients,) = fit_tie_points(src, dst, [tile])
        found = fitted_coords(coefficients, src, dst, tile)
    if found is Limit.NOT_SMOOTH and _has_few(tile):
        return exact_coords(src, dst, tile)
    return found


def _in_grid(context: TileContext[Sampled]) -> list[_Place] | Limit:
    method, dst_grid, tile = context.method, context.dst_grid, context.tile
    src = method.src_grid
    if src is not None and context.square is None:
        coords = positions(src, dst_grid, tile, method.tile_px, context.pool)
        return Limit.NOT_SMOOTH if coords is None else [_Place(coords=coords, src=src)]
    views = source_views(method.source.georeference, dst_grid.crop(tile))
    weighs_areas = KERNELS[method.resampler].is_over_area
    if (weighs_areas or tile.pixels > 1) and _goes_round(context, views):
        return Limit.ROUND_THE_EARTH
    places = []
    for view in views:
        place = _place(context, view)
        if isinstance(place, Limit):
            return place
        places += place
    return places


def _goes_round(context: TileContext[Sampled], views: Sequence[SourceView]) -> bool:
    """Tell whether a tile goes most of the way round the Earth, or nears a pole."""
    crs = context.method.source.georeference.crs
    if circle_of(crs) is None:
        return False
    pole = pole_near(context.dst_grid, context.tile, crs, NEAR_POLE_PX)
    return pole is not None or any(view.is_round for view in views)


def _place(context: TileContext[Sampled], view: SourceView) -> list[_Place] | Limit:
    """Return where a tile lies in a view, none where it lies nowhere."""
    src, dst_grid, tile = view.georeference, context.dst_grid, context.tile
    if not isinstance(src, Grid):
        raise TypeError(f"{src.name} give no positions to interpolate")
    (coefficients,) = fit(src, dst_grid, [tile], view.centre)
    coords: Coords | None
    if not np.isnan(coefficients).any():
        coords = SourceCoords(coefficients=coefficients, shape=(tile.rows, tile.cols))
    elif _has_few(tile):
        from_corners = KERNELS[context.method.resampler].is_over_area
        coords = grid_coords(
            src, dst_grid, tile, view.centre, from_corners=from_corners
        )
    else:
        return Limit.NOT_SMOOTH
    if coords is None:
        return []
    return [_Place(coords=coords, src=src, cols_round=view.cols_round)]


def _has_few(tile: Block) -> bool:
    return max(tile.rows, tile.cols) <= _FEW_PX


def _sampled(
    context: TileContext[Sampled], place: _Place, kernel: Kernel
) -> NDArray[Any]:
    if kernel.shape is not None:
        found = _around_centres(context, place, kernel, kernel.shape)
    else:
        found = _at_positions(context, place, kernel)
    if not isinstance(place.coords, PlacedCoords):
        return found
    return _without(place.coords.missing, found, context.method.source.working_dtype)


def _without(
    missing: NDArray[np.bool_], values: NDArray[Any], dtype: str
) -> NDArray[Any]:
    """Return values, NaN where pixels have no place."""
    if not missing.any():
        return values
    out: NDArray[Any] = values.astype(dtype, copy=False)
    out[missing] = np.nan
    return out


def _around_centres(
    context: TileContext[Sampled], place: _Place, kernel: Kernel, shape: Shape
) -> NDArray[Any]:
    """Weigh the source pixels around centres.

    Where all are valid and the kernel has its own width, it has a faster form.
    """
    source, coords = context.method.source, place.coords
    wide = context.widening
    simple = kernel.at_positions if wide == (1.0, 1.0) else None
    reach = kernel.reach_px if simple is not None else reach_px(shape, wide)
    window = coords.window(reach, from_edges=False)
    there = place.there(window)
    if there is None:
        return np.full(coords.shape, np.nan, source.working_dtype)
    window_origin = window.row_off, window.col_off
    values = _read(context, place, window)
    if simple is not None and there == window and np.isfinite(values).all():
        return simple(values, window_origin, coords, source.working_dtype)
    return weigh(values, window_origin, coords, shape, wide)


def _read(
    context: TileContext[Sampled],
    place: _Place,
    window: Block,
    *,
    as_stored: bool = False,
) -> NDArray[Any]:
    source, pool = context.method.source, context.pool
    if place.cols_round is None and place.there(window) == window:
        return read_values(source, window, pool, as_stored=as_stored)
    return read_round(source, window, place.cols_round, pool, as_stored=as_stored)


def _at_positions(
    context: TileContext[Sampled], place: _Place, kernel: Kernel
) -> NDArray[Any]:
    """Take or weigh the source pixels under pixels and centres."""
    source, coords = context.method.source, place.coords
    if kernel.at_positions is None:
        raise ValueError(f"{kernel.resampler.name} is not sampled at positions")
    window = coords.window(kernel.reach_px, from_edges=kernel.counts_from_edges)
    if place.there(window) is None:
        return np.full(coords.shape, np.nan, source.working_dtype)
    values = _read(context, place, window, as_stored=kernel.keeps_values)
    window_origin = window.row_off, window.col_off
    return kernel.at_positions(values, window_origin, coords, source.working_dtype)
