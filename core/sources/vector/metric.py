# SPDX-License-Identifier: GPL-3.0-or-later
"""Shapes and pixels in metres, for distances: in a plane, or in space for degrees.

In a projected CRS distances are those of its plane, as everywhere in GIS. Degrees are
no plane: there places are points in space, on the ellipsoid, and chords become arcs.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ...burning.distances import Segments, nearest
from ...geometry.grid import move
from .shapes import POINT

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from rasterio.crs import CRS

    from ...geometry.grid import Block, Grid
    from .shapes import Shapes

    Floats = NDArray[np.float64]

#: An ellipsoid in WKT 1: metres, and the inverse of the flattening.
_ELLIPSOID: Final = re.compile(r'SPHEROID\["[^"]*",([-+.\deE]+),([-+.\deE]+)')

#: Edges in degrees are cut into pieces so long: the chord of 0.01 degree lies 0.02 m
#: below its arc. Far off pieces are longer, in parts of the distance.
_PIECE_DEG: Final = 0.01
_PIECE_PART: Final = 0.02

_MOST_PIECES: Final = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """How places of a grid's CRS become metres."""

    grid: Grid

    @property
    def is_round(self) -> bool:
        """Whether places are angles on an ellipsoid."""
        return bool(self.grid.crs.is_geographic)

    def _centres(self, tile: Block) -> Floats:
        """Return the places of pixels' centres, shape (rows, cols, dimensions)."""
        row, col = np.mgrid[: tile.rows, : tile.cols] + 0.5
        x, y = move(self.grid.transform, col + tile.col_off, row + tile.row_off)
        return self._places(x, y)

    def segments(self, shapes: Shapes) -> Segments:
        """Return the edges of all shapes, points without length among them."""
        points = shapes.points(np.flatnonzero(shapes.kind == POINT))
        parts = np.flatnonzero(shapes.kind != POINT)
        edges = shapes.edges(parts, parts, (0.0, 0.0))
        ends = np.stack(
            [
                np.concatenate([edges.x0, points[:, 0]]),
                np.concatenate([edges.y0, points[:, 1]]),
                np.concatenate([edges.x1, points[:, 0]]),
                np.concatenate([edges.y1, points[:, 1]]),
            ]
        )
        x0, y0 = move(self.grid.transform, ends[0], ends[1])
        x1, y1 = move(self.grid.transform, ends[2], ends[3])
        if self.is_round:
            x0, y0, x1, y1 = self._pieces(x0, y0, x1, y1)
        start = self._places(x0, y0)
        return Segments(start=start, way=self._places(x1, y1) - start)

    def distances(
        self, tile: Block, inside: NDArray[np.bool_], segments: Segments
    ) -> Floats:
        """Return how far pixels' centres are from segments, along the ground.

        Args:
            tile: Pixels of the grid.
            inside: Which of them are 0, shape (rows, cols).
            segments: At least one.
        """
        straight = nearest(self._centres(tile), ~inside, segments)
        return self._along_ground(np.where(inside, 0.0, straight))

    def _along_ground(self, distances: Floats) -> Floats:
        """Return distances along the ground, of straight ones."""
        if not self.is_round:
            return distances
        axis, flattening = _ellipsoid(self.grid.crs)
        radius = axis * (1 - flattening / 3)
        half: Floats = np.arcsin(np.minimum(distances / (2 * radius), 1.0))
        return 2 * radius * half

    def _places(self, x: Floats, y: Floats) -> Floats:
        unit = self._unit
        if not self.is_round:
            return np.stack([x * unit, y * unit], axis=-1)
        axis, flattening = _ellipsoid(self.grid.crs)
        square = flattening * (2 - flattening)
        lon, lat = x * unit, y * unit
        across = axis / np.sqrt(1 - square * np.sin(lat) ** 2)
        return np.stack(
            [
                across * np.cos(lat) * np.cos(lon),
                across * np.cos(lat) * np.sin(lon),
                across * (1 - square) * np.sin(lat),
            ],
            axis=-1,
        )

    @property
    def _unit(self) -> float:
        """Metres in the CRS's unit, or radians."""
        return float(self.grid.crs.units_factor[1])

    def _pieces(
        self, x0: Floats, y0: Floats, x1: Floats, y1: Floats
    ) -> tuple[Floats, Floats, Floats, Floats]:
        """Cut edges into pieces that are straight in space as well."""
        left, bottom, right, top = self.grid.bounds
        away = np.maximum.reduce(
            [
                np.minimum(x0, x1) - right,
                left - np.maximum(x0, x1),
                np.minimum(y0, y1) - top,
                bottom - np.maximum(y0, y1),
                np.zeros_like(x0),
            ]
        )
        degree = math.radians(1) / self._unit
        piece = np.maximum(_PIECE_DEG * degree, _PIECE_PART * away)
        length = np.hypot(x1 - x0, y1 - y0)
        count = np.clip(np.ceil(length / piece), 1, _MOST_PIECES).astype(np.int64)
        edge = np.repeat(np.arange(x0.size), count)
        number = np.arange(edge.size) - np.repeat(np.cumsum(count) - count, count)
        start, end = number / count[edge], (number + 1) / count[edge]
        dx, dy = (x1 - x0)[edge], (y1 - y0)[edge]
        return (
            x0[edge] + start * dx,
            y0[edge] + start * dy,
            x0[edge] + end * dx,
            y0[edge] + end * dy,
        )


def _ellipsoid(crs: CRS) -> tuple[float, float]:
    """Return the larger half axis in metres, and the flattening."""
    found = _ELLIPSOID.search(crs.to_wkt())
    if found is None:
        return 6378137.0, 1 / 298.257223563
    inverse = float(found[2])
    return float(found[1]), 1 / inverse if inverse else 0.0
