# SPDX-License-Identifier: GPL-3.0-or-later
"""The area of interest: the part of the product that is asked for, in any CRS."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import rasterio.warp
import shapely

from ..errors import AoiOutside, InvalidRequest
from ..geometry.antimeridian import circle_of
from ..geometry.grid import SAME_PLACE_PX, move
from ..geometry.grid_text import bounds_text
from ..geometry.surroundings import surroundings
from ..geometry.transform_by import transform_by
from ..message import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from rasterio.crs import CRS
    from shapely.geometry.base import BaseGeometry

    from ..geometry.chosen_operation import ChosenOperations
    from ..geometry.grid import Block, Grid

    #: Moves points of shape (n, 2), x first.
    Mover = Callable[[NDArray[np.float64]], NDArray[np.float64]]

#: Edges are cut into pieces, so many along the area's extent, before they are
#: transformed to another CRS, where straight edges are curves.
_PIECES: Final = 256

#: x of no raster goes round the Earth more often.
_MOST_TURNS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Aoi:
    """An area of interest."""

    label: str
    """What the user gave, for messages."""
    geometry: BaseGeometry
    """The area; x and y in units of `crs`, x first."""
    crs: CRS | None
    """None where the area is in the CRS of the product."""

    def __post_init__(self) -> None:
        """Refuse an area that is empty or not finite."""
        if self.geometry.is_empty:
            raise InvalidRequest("AOI", self.label, say("It has no geometry in it."))
        if not np.isfinite(self.geometry.bounds).all():
            raise InvalidRequest("AOI", self.label, say("Its extent is not finite."))

    def on(self, grid: Grid) -> BaseGeometry:
        """Return the area near a grid in the grid's CRS, straight edges as curves.

        Where x goes round the Earth, the area is wherever the grid meets it. Parts far
        off are cut away before: a projection made for a zone puts the other side of the
        Earth in wrong places, or nowhere.

        Raises:
            AoiOutside: No part of the area is near the grid.
        """
        if self.crs is None or self.crs == grid.crs:
            return _turned(self.geometry, grid)
        near = shapely.intersection(self.geometry, surroundings(grid, self.crs))
        if near.is_empty:
            raise self._outside(grid)
        left, bottom, right, top = near.bounds
        piece = max(right - left, top - bottom) / _PIECES
        dense = shapely.segmentize(near, piece) if piece else near
        there = shapely.transform(dense, _mover(self.crs, grid.crs, grid.operations))
        if shapely.is_valid(there):
            return _turned(there, grid)
        # Parts a turn apart come to lie on each other: repaired or burnt as one they
        # cancel.
        parts = shapely.make_valid(shapely.get_parts(there))
        return _turned(shapely.union_all(parts), grid)

    def block_of(self, grid: Grid) -> Block:
        """Return the whole pixels of a grid that the area touches.

        Raises:
            AoiOutside: The area touches no pixel.
        """
        pixels = shapely.transform(self.on(grid), _to_pixels(grid))
        # Less a hair, so that an area that ends at the grid's edge does not touch it.
        hair = SAME_PLACE_PX
        inside = shapely.intersection(
            shapely.make_valid(pixels),
            shapely.box(hair, hair, grid.cols - hair, grid.rows - hair),
        )
        if inside.is_empty:
            raise self._outside(grid)
        block = grid.block_around(*inside.bounds).intersection(grid.whole)
        if block is None:
            raise self._outside(grid)
        return block

    def polygons_on(self, grid: Grid) -> BaseGeometry:
        """Return the area's polygons in the CRS of a grid, for blanking pixels outside.

        Raises:
            AoiOutside: No part of the area is near the grid.
            InvalidRequest: The area has no polygon in it.
        """
        if not any(
            part.area for part in getattr(self.geometry, "geoms", [self.geometry])
        ):
            raise InvalidRequest(
                "MASK_AOI",
                self.label,
                say("Points and lines enclose nothing: give polygons."),
            )
        polygons = _polygons_of(self.on(grid))
        if polygons.is_empty:
            raise self._outside(grid)
        return polygons

    def _outside(self, grid: Grid) -> AoiOutside:
        return AoiOutside(
            self.label,
            bounds_text(self.geometry.bounds, self.crs),
            bounds_text(grid.bounds, grid.crs),
        )


def _turned(geometry: BaseGeometry, grid: Grid) -> BaseGeometry:
    """Return an area shifted by the whole turns that bring it to a grid.

    Areas that none brings there, or a CRS without turns, stay as they are.
    """
    circle = circle_of(grid.crs)
    left, _, right, _ = geometry.bounds
    if circle is None or not math.isfinite(right - left):
        return geometry
    west, _, east, _ = grid.bounds
    first = math.floor((west - right) / circle.length) + 1
    last = math.ceil((east - left) / circle.length) - 1
    if first > last or first == last == 0:
        return geometry
    # An area around the Earth is as good as one that goes on for ever.
    turns = range(max(first, -_MOST_TURNS), min(last, _MOST_TURNS) + 1)
    shifts = [np.array([turn * circle.length, 0.0]) for turn in turns]
    copies = [
        shapely.transform(geometry, lambda points, by=shift: points + by)
        for shift in shifts
    ]
    return shapely.union_all(shapely.make_valid(copies)) if copies else geometry


def _polygons_of(geometry: BaseGeometry) -> BaseGeometry:
    """Return the polygons alone, without lines and points.

    Repairing a polygon may yield some too; burnt, they would have pixels of their own.
    """
    parts = shapely.get_parts(geometry)
    while (shapely.get_type_id(parts) > shapely.GeometryType.POLYGON).any():
        parts = shapely.get_parts(parts)  # collections of collections
    is_polygon = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    return shapely.MultiPolygon(list(parts[is_polygon]))


def _mover(src_crs: CRS, dst_crs: CRS, chosen: ChosenOperations) -> Mover:
    operation = chosen.between(src_crs, dst_crs)

    def moved(points: NDArray[np.float64]) -> NDArray[np.float64]:
        if operation:
            ends = operation, src_crs, dst_crs
            return np.column_stack(transform_by(*ends, points[:, 0], points[:, 1]))
        xs, ys = rasterio.warp.transform(src_crs, dst_crs, points[:, 0], points[:, 1])
        return np.column_stack([xs, ys])

    return moved


def _to_pixels(grid: Grid) -> Mover:
    inverse = ~grid.transform

    def moved(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(move(inverse, points[:, 0], points[:, 1]))

    return moved
