# SPDX-License-Identifier: GPL-3.0-or-later
"""What the shapes in one tile have of its pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from ..burning.cells import (
    Cells,
    centre_cells,
    line_cells,
    point_cells,
    polygon_cells,
)
from ..burning.edges import joined
from ..burning.overlaps import groups_on_each_other, united
from ..request.burning import AREA
from ..sources.vector.shapes import LINE, POINT, POLYGON, shapes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from ..burning.edges import Edges, Ints
    from ..geometry.grid import Block
    from ..sources.vector.shapes import Shapes

#: So many pixels' amounts are in memory at a time, an owner's at least.
_MOST_CELLS: Final = 4_000_000


class BurntTile:
    """The parts of shapes that meet a tile."""

    def __init__(self, shapes: Shapes, tile: Block) -> None:
        """Find the parts.

        Args:
            shapes: All that there are.
            tile: Pixels of the whole grid.
        """
        self.shapes, self.tile = shapes, tile
        self._corner = np.array([tile.col_off, tile.row_off], dtype=np.float64)
        self._end = self._corner + np.array([tile.cols, tile.rows])
        #: Their numbers, in the order of features.
        found = shapes.parts_within(self._corner, self._end)
        order = np.argsort(shapes.feature[found], kind="stable")
        self.parts: Ints = found[order]

    @property
    def pixels(self) -> int:
        """How many pixels the tile has."""
        return self.tile.pixels

    def of_kind(self, kind: int) -> Ints:
        """Return the parts of one kind."""
        found: Ints = self.parts[self.shapes.kind[self.parts] == kind]
        return found

    def edges(self, parts: Ints, owner: Ints) -> Edges:
        """Return the edges of parts, counted from the tile's corner."""
        col, row = self._corner
        return self.shapes.edges(parts, owner, (float(col), float(row)))

    def polygon_areas(self, owner: Ints) -> Iterator[Cells]:
        """Yield the areas that owners have of pixels, all of an owner's at once.

        Where polygons of an owner lie on each other, the ground counts once.

        Args:
            owner: Of each of `parts`.
        """
        is_area = self.shapes.kind[self.parts] == POLYGON
        parts, owner = self.parts[is_area], owner[is_area]
        for parts, owner in self._some_owners(parts, owner):  # noqa: B020
            edges = self._edges_once(parts, owner)
            yield polygon_cells(edges, self.tile.rows, self.tile.cols)

    def polygon_centres(self, owner: Ints) -> Iterator[Cells]:
        """Yield the pixels whose centre owners' polygons have, as `polygon_areas`."""
        is_area = self.shapes.kind[self.parts] == POLYGON
        parts, owner = self.parts[is_area], owner[is_area]
        for parts, owner in self._some_owners(parts, owner):  # noqa: B020
            edges = self.edges(parts, owner)
            yield centre_cells(edges, self.tile.rows, self.tile.cols)

    def line_lengths(self, owner: Ints) -> Cells:
        """Return the lengths of owners' lines in pixels."""
        is_line = self.shapes.kind[self.parts] == LINE
        edges = self.edges(self.parts[is_line], owner[is_line])
        return line_cells(edges, self.tile.rows, self.tile.cols)

    def point_counts(self, owner: Ints) -> Cells:
        """Return how many points of owners pixels have."""
        is_point = self.shapes.kind[self.parts] == POINT
        xy = self.shapes.points(self.parts[is_point]) - self._corner
        tile = self.tile
        return point_cells(xy[:, 0], xy[:, 1], owner[is_point], tile.rows, tile.cols)

    def count(self, touch: str) -> Ints:
        """Count the features that pixels have something of.

        Args:
            touch: By what polygons have a pixel; lines and points have those that they
                touch.
        """
        feature = self.shapes.feature[self.parts]
        of_polygons = self.polygon_areas if touch == AREA else self.polygon_centres
        slight = [self.line_lengths(feature), self.point_counts(feature)]
        own = np.concatenate([_keys(cells, self.pixels) for cells in slight])
        found = np.zeros(self.pixels, dtype=np.int64)
        for cells in of_polygons(feature):
            keys = _keys(cells, self.pixels)
            own = np.setdiff1d(own, keys)
            found += np.bincount(keys % self.pixels, minlength=self.pixels)
        own = np.unique(own)
        return found + np.bincount(own % self.pixels, minlength=self.pixels)

    def _some_owners(self, parts: Ints, owner: Ints) -> Iterator[tuple[Ints, Ints]]:
        """Yield the parts of some owners at a time, by owners."""
        order = np.argsort(owner, kind="stable")
        parts, owner = parts[order], owner[order]
        low = np.maximum(self.shapes.low[parts], self._corner)
        high = np.minimum(self.shapes.high[parts], self._end)
        most = np.cumsum(np.prod(np.ceil(high - low) + 1, axis=1))
        first = np.flatnonzero(np.append(True, owner[1:] != owner[:-1])[: owner.size])
        start = 0
        for end in [*first[1:], owner.size] if owner.size else []:
            taken = most[end - 1] - (most[start - 1] if start else 0)
            if taken > _MOST_CELLS or end == owner.size:
                yield parts[start:end], owner[start:end]
                start = int(end)

    def _edges_once(self, parts: Ints, owner: Ints) -> Edges:
        """Return the edges of polygons, united where those of an owner overlap."""
        together = self._may_overlap(parts, owner)
        apart = self.edges(parts[~together], owner[~together])
        if not together.any():
            return apart
        polygons = self._clipped(parts[together])
        owner, feature = owner[together], self.shapes.feature[parts[together]]
        group = groups_on_each_other(polygons, owner, feature)
        numbers, size = np.unique(group, return_counts=True)
        is_alone = np.isin(group, numbers[size == 1])
        own = self.edges(parts[together][is_alone], owner[is_alone])
        if is_alone.all():
            return joined([apart, own])
        unions, of = united(polygons[~is_alone], group[~is_alone])
        made = shapes_of(unions, of, owner[of])
        every = np.arange(unions.size)
        return joined([apart, own, made.edges(every, owner[of], (0.0, 0.0))])

    def _may_overlap(self, parts: Ints, owner: Ints) -> NDArray[np.bool_]:
        """Tell which polygons' bounds share ground with others' of their owner."""
        low, high = self.shapes.low[parts], self.shapes.high[parts]
        boxes = shapely.box(*low.T, *high.T)
        feature = self.shapes.feature[parts]
        a, b = shapely.STRtree(boxes).query(boxes)
        same = (a != b) & (owner[a] == owner[b]) & (feature[a] != feature[b])
        a, b = a[same], b[same]
        is_shared = (np.minimum(high[a], high[b]) > np.maximum(low[a], low[b])).all(
            axis=1
        )
        found = np.zeros(parts.size, dtype=np.bool_)
        found[a[is_shared]] = True
        return found

    def _clipped(self, parts: Ints) -> NDArray[np.object_]:
        """Return polygons counted from the tile's corner, cut to the tile."""
        polygons: NDArray[np.object_] = shapely.transform(
            self.shapes.polygons(parts), lambda xy: xy - self._corner
        )
        whole = (self.shapes.low[parts] >= self._corner).all(axis=1)
        whole &= (self.shapes.high[parts] <= self._end).all(axis=1)
        box = shapely.box(0, 0, self.tile.cols, self.tile.rows)
        polygons[~whole] = shapely.intersection(polygons[~whole], box)
        return polygons


def _keys(cells: Cells, pixels: int) -> Ints:
    return cells.owner * pixels + cells.pixel
