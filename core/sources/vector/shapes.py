# SPDX-License-Identifier: GPL-3.0-or-later
"""Shapes in pixels of a grid, as flat arrays that hold millions of points."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from ...burning.edges import Edges

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ...burning.edges import Floats, Ints

#: The kinds of parts.
POINT, LINE, POLYGON = 0, 1, 2

#: Points beyond so many bytes are kept in a file that memory is mapped to.
_MOST_BYTES: Final = 64_000_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shapes:
    """Points, lines and polygons, each a part of a feature.

    x is counted in columns and y in rows, from the grid's outer corner. Rings end where
    they began; shells have a positive area -∮ x dy, holes a negative one.
    """

    xy: Floats
    """Shape (points, 2), ring by ring."""
    ring_start: Ints
    """The first point of each ring, and the end of the last."""
    part_start: Ints
    """The first ring of each part, and the end of the last."""
    kind: NDArray[np.int8]
    feature: Ints
    """The number of each part's feature, from 0 in the order of the layer."""
    value: Ints
    """The number of each part's value."""
    low: Floats
    high: Floats
    """The bounds of each part, shape (parts, 2)."""

    def parts_within(self, low: Floats, high: Floats) -> Ints:
        """Return the parts whose bounds meet a rectangle, in their order."""
        meets = (self.high >= low).all(axis=1) & (self.low <= high).all(axis=1)
        return np.flatnonzero(meets)

    def edges(self, parts: Ints, owner: Ints, offset: tuple[float, float]) -> Edges:
        """Return the edges of parts, counted from another corner.

        Args:
            parts: Numbers of lines or polygons.
            owner: The owner of each.
            offset: The corner's column and row.
        """
        start, end = self._points_of(parts)
        count = np.maximum(end - start - 1, 0)
        of_ring = np.repeat(np.arange(start.size), count)
        first = start[of_ring] + np.arange(of_ring.size)
        first -= (np.cumsum(count) - count)[of_ring]
        rings = np.diff(self.part_start)[parts]
        a = self.xy[first] - offset
        b = self.xy[first + 1] - offset
        return Edges(
            x0=a[:, 0],
            y0=a[:, 1],
            x1=b[:, 0],
            y1=b[:, 1],
            owner=np.repeat(owner, rings)[of_ring],
        )

    def _points_of(self, parts: Ints) -> tuple[Ints, Ints]:
        """Return the first point, and the end, of each ring of some parts."""
        rings: Ints = np.diff(self.part_start)[parts]
        before = np.repeat(np.cumsum(rings) - rings, rings)
        first = np.repeat(self.part_start[parts], rings)
        ring: Ints = first + np.arange(before.size) - before
        return self.ring_start[ring], self.ring_start[ring + 1]

    def points(self, parts: Ints) -> Floats:
        """Return the places of parts that are points, shape (parts, 2)."""
        found: Floats = self.xy[self.ring_start[self.part_start[parts]]]
        return found

    def polygons(self, parts: Ints) -> NDArray[np.object_]:
        """Return parts that are polygons as objects of shapely."""
        start, end = self._points_of(parts)
        count = end - start
        at = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        rings = np.diff(self.part_start)[parts]
        made: NDArray[np.object_] = shapely.from_ragged_array(
            shapely.GeometryType.POLYGON,
            np.asarray(self.xy[at + np.repeat(start, count)]),
            (_starts(count), _starts(rings)),
        )
        return made


def _starts(count: Ints) -> Ints:
    return np.append(0, np.cumsum(count))


def shapes_of(geometries: NDArray[np.object_], feature: Ints, value: Ints) -> Shapes:
    """Return geometries in pixels as shapes.

    Args:
        geometries: Points, lines and polygons, finite and not empty.
        feature: The number of the feature of each.
        value: The number of the value of each.
    """
    kinds = shapely.get_dimensions(geometries).astype(np.int8)
    rings, part_of_ring = _rings(geometries, kinds)
    xy, ring_of_point = shapely.get_coordinates(rings, return_index=True)
    count = np.bincount(ring_of_point, minlength=rings.size)
    bounds = shapely.bounds(geometries).reshape(-1, 4)
    return Shapes(
        xy=xy,
        ring_start=_starts(count),
        part_start=_starts(np.bincount(part_of_ring, minlength=geometries.size)),
        kind=kinds,
        feature=feature,
        value=value,
        low=bounds[:, :2],
        high=bounds[:, 2:],
    )


def _rings(
    geometries: NDArray[np.object_], kinds: NDArray[np.int8]
) -> tuple[NDArray[np.object_], Ints]:
    """Return rings, lines and points, in order, and the number of the part of each."""
    oriented = geometries.copy()
    areas = kinds == POLYGON
    oriented[areas] = _oriented(geometries[areas])
    rings, of_polygon = shapely.get_rings(oriented[areas], return_index=True)
    others = np.flatnonzero(~areas)
    part = np.concatenate([np.flatnonzero(areas)[of_polygon], others])
    order = np.argsort(part, kind="stable")
    return np.concatenate([rings, oriented[others]])[order], part[order]


def _oriented(polygons: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return polygons with shells of positive area -∮ x dy and holes of negative.

    That is clockwise where y runs up.
    """
    shells = shapely.get_exterior_ring(polygons)
    is_right = not shapely.is_ccw(shells).any()
    rings, polygon = shapely.get_rings(polygons, return_index=True)
    is_shell = np.append(True, polygon[1:] != polygon[:-1])[: polygon.size]
    turned = shapely.is_ccw(rings) == is_shell
    if is_right and not turned.any():
        return polygons
    rings = np.where(turned, shapely.reverse(rings), rings)
    xy, of_ring = shapely.get_coordinates(rings, return_index=True)
    offsets = (
        _starts(np.bincount(of_ring, minlength=rings.size)),
        _starts(np.bincount(polygon, minlength=polygons.size)),
    )
    made: NDArray[np.object_] = shapely.from_ragged_array(
        shapely.GeometryType.POLYGON, xy, offsets
    )
    return made


def joined(several: list[Shapes]) -> Shapes:
    """Return the shapes of several sets, one after the other."""
    points = np.cumsum([0, *(one.xy.shape[0] for one in several)])
    rings = np.cumsum([0, *(one.ring_start.size - 1 for one in several)])
    starts = zip(several, points, rings, strict=False)
    ring_start, part_start = [np.zeros(1, np.int64)], [np.zeros(1, np.int64)]
    for one, point, ring in starts:
        ring_start.append(one.ring_start[1:] + point)
        part_start.append(one.part_start[1:] + ring)
    return Shapes(
        xy=_kept([one.xy for one in several]),
        ring_start=np.concatenate(ring_start).astype(np.int64),
        part_start=np.concatenate(part_start).astype(np.int64),
        kind=np.concatenate([np.zeros(0, np.int8), *(one.kind for one in several)]),
        feature=np.concatenate(
            [np.zeros(0, np.int64), *(one.feature for one in several)]
        ),
        value=np.concatenate([np.zeros(0, np.int64), *(one.value for one in several)]),
        low=np.concatenate([np.zeros((0, 2)), *(one.low for one in several)]),
        high=np.concatenate([np.zeros((0, 2)), *(one.high for one in several)]),
    )


def _kept(points: list[Floats]) -> Floats:
    """Return all points, in memory or, where they are many, in a file."""
    if sum(one.nbytes for one in points) <= _MOST_BYTES:
        return np.concatenate([np.zeros((0, 2)), *points])
    with tempfile.TemporaryFile(prefix="exogenous-shapes-") as file:
        for one in points:
            one.tofile(file)
        file.flush()
        # The mapping keeps the file, which has no name any more, as long as it lives.
        return np.memmap(file, dtype=np.float64, mode="r").reshape(-1, 2)
