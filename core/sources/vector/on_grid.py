# SPDX-License-Identifier: GPL-3.0-or-later
"""Brings geometries onto a grid: repaired, cut to its surroundings, in its pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from ...geometry.antimeridian import circle_of
from ...geometry.grid import move
from ...geometry.surroundings import surroundings
from ...geometry.transform_points import reproject
from .curves import moved_edges
from .shapes import shapes_of

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from rasterio.crs import CRS

    from ...burning.edges import Floats, Ints
    from ...geometry.grid import Grid
    from .shapes import Shapes

#: How far an edge in another CRS may be off its curve, in pixels.
_SLACK_PX: Final = 1e-6

#: The same of what lies beyond the grid, in parts of its distance to it.
_SLACK_BEYOND: Final = 1e-3

#: x of no layer goes round the Earth more often.
_MOST_TURNS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """How geometries of a layer get onto a grid."""

    crs: CRS
    """The layer's."""
    grid: Grid
    is_everywhere: bool = False
    """Keep what lies beyond the grid, as distances to it are asked for."""

    def shapes(
        self, geometries: NDArray[np.object_], feature: Ints, value: Ints
    ) -> Shapes:
        """Return geometries as shapes in pixels of the grid.

        Invalid ones are repaired; those that are empty, or nowhere, are left out.

        Args:
            geometries: In the layer's CRS; None for none.
            feature: The number of the feature of each.
            value: The number of the value of each.
        """
        parts, of = _simple_parts(self._near(_repaired(geometries)))
        parts, of_part = self._moved(parts)
        of = of[of_part]
        parts, of_part = _simple_parts(parts)
        of = of[of_part]
        parts, of_part = self._all_turns(parts)
        of = of[of_part]
        if not self.is_everywhere:
            seen = self._meets(parts)
            parts, of = parts[seen], of[seen]
        return shapes_of(parts, feature[of], value[of])

    def _near(self, geometries: NDArray[np.object_]) -> NDArray[np.object_]:
        """Cut away what lies far off the grid, where the CRS is another."""
        if self.is_everywhere or self.crs == self.grid.crs:
            return geometries
        around = surroundings(self.grid, self.crs)
        shapely.prepare(around)
        near = shapely.intersects(around, geometries)
        cut = near & ~shapely.covers(around, geometries)
        geometries = only(geometries, near)
        geometries[cut] = shapely.intersection(geometries[cut], around)
        return geometries

    def _moved(self, parts: NDArray[np.object_]) -> tuple[NDArray[np.object_], Ints]:
        """Move simple parts to pixels; those with places that are none are left out."""
        if not parts.size:
            return parts, np.zeros(0, dtype=np.int64)
        if self.crs == self.grid.crs:
            return shapely.transform(parts, self._to_pixels), np.arange(parts.size)
        areas = shapely.get_dimensions(parts) == 2
        rings, part = shapely.get_rings(parts[areas], return_index=True)
        part = np.concatenate([np.flatnonzero(areas)[part], np.flatnonzero(~areas)])
        rings = np.concatenate([rings, parts[~areas]])
        xy, ring = shapely.get_coordinates(rings, return_index=True)
        there, ring = moved_edges(xy, ring, self._to_grid, self._slack)
        is_bad = np.zeros(parts.size, dtype=np.bool_)
        is_bad[part[ring[~np.isfinite(there).all(axis=1)]]] = True
        kept = np.flatnonzero(~is_bad)
        return _rebuilt(parts, kept, (there, ring, part)), kept

    def _to_grid(self, xy: Floats) -> Floats:
        x, y = reproject(
            xy[:, 0], xy[:, 1], self.crs, self.grid.crs, self.grid.operations
        )
        return self._to_pixels(np.column_stack([x, y]))

    def _to_pixels(self, xy: Floats) -> Floats:
        return np.column_stack(move(~self.grid.transform, xy[:, 0], xy[:, 1]))

    def _slack(self, low: Floats, high: Floats) -> Floats:
        """Return how far edges with some bounds may be off, in pixels."""
        end = np.array([self.grid.cols, self.grid.rows], dtype=np.float64)
        away = np.maximum(np.maximum(low - end, -high), 0.0).max(axis=1)
        beyond = _SLACK_BEYOND * away if self.is_everywhere else np.inf
        return np.where(away > 1, beyond, _SLACK_PX)

    def _all_turns(
        self, parts: NDArray[np.object_]
    ) -> tuple[NDArray[np.object_], Ints]:
        """Return parts, and copies of them at other turns round the Earth.

        Copies are made only where they meet the grid.
        """
        every = np.arange(parts.size)
        circle, t = circle_of(self.grid.crs), self.grid.transform
        if circle is None or t.b or t.d or not parts.size:
            return parts, every
        turn = circle.length / t.a
        found, of = [parts], [every]
        for number in (n for n in range(-_MOST_TURNS, _MOST_TURNS + 1) if n):
            shift = np.array([number * turn, 0.0])
            meets = self._meets(parts, shift)
            if meets.any():
                copies = shapely.transform(parts[meets], lambda xy, by=shift: xy + by)
                found.append(copies)
                of.append(every[meets])
        return np.concatenate(found), np.concatenate(of)

    def _meets(self, parts: NDArray[np.object_], shift: Any = 0.0) -> NDArray[np.bool_]:
        bounds = shapely.bounds(parts).reshape(-1, 4)
        low, high = bounds[:, :2] + shift, bounds[:, 2:] + shift
        end = np.array([self.grid.cols, self.grid.rows])
        found: NDArray[np.bool_] = ((high >= 0) & (low <= end)).all(axis=1)
        return found


def _repaired(geometries: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return geometries with what is invalid made valid, as far as it is finite."""
    finite = np.isfinite(shapely.bounds(geometries)).all(axis=1)
    geometries = only(geometries, finite)
    wrong = ~shapely.is_valid(geometries) & finite
    geometries[wrong] = shapely.make_valid(geometries[wrong])
    return geometries


def only(
    geometries: NDArray[np.object_], wanted: NDArray[np.bool_]
) -> NDArray[np.object_]:
    """Return geometries with None in the place of those that are not wanted."""
    kept = geometries.copy()
    kept[~wanted] = None
    return kept


def _simple_parts(
    geometries: NDArray[np.object_],
) -> tuple[NDArray[np.object_], Ints]:
    """Return points, lines and polygons, and the number of the geometry of each."""
    parts, of = shapely.get_parts(geometries, return_index=True)
    while (shapely.get_type_id(parts) > shapely.GeometryType.POLYGON).any():
        parts, inner = shapely.get_parts(parts, return_index=True)
        of = of[inner]
    there = ~shapely.is_empty(parts)
    return parts[there], of[there]


def _rebuilt(
    parts: NDArray[np.object_],
    kept: Ints,
    lines: tuple[Floats, Ints, Ints],
) -> NDArray[np.object_]:
    """Build parts anew of the points that they have elsewhere.

    Args:
        parts: What they were.
        kept: The numbers of those to build.
        lines: Points, the number of the ring of each, and of the part of each ring.
    """
    there, ring, part = lines
    made = np.full(parts.size, None, dtype=np.object_)
    kind = shapely.get_type_id(parts)
    of_point = part[ring]
    is_kept = np.zeros(parts.size, dtype=np.bool_)
    is_kept[kept] = True
    for one in np.unique(kind[kept]):
        chosen = is_kept & (kind == one)
        points = chosen[of_point]
        xy, own, of = there[points], ring[points], of_point[points]
        if one == shapely.GeometryType.POINT:
            made[of] = shapely.points(xy)
            continue
        _, first = np.unique(own, return_index=True)
        starts = np.append(first, own.size)
        if one == shapely.GeometryType.POLYGON:
            rings = np.bincount(of[first], minlength=parts.size)[chosen]
            offsets = starts, np.append(0, np.cumsum(rings))
            polygons = shapely.from_ragged_array(
                shapely.GeometryType.POLYGON, xy, offsets
            )
            made[chosen] = _repaired(polygons)
        else:
            made[chosen] = shapely.from_ragged_array(
                shapely.GeometryType.LINESTRING, xy, (starts,)
            )
    return made[kept]
