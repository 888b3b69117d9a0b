# SPDX-License-Identifier: GPL-3.0-or-later
"""Features on a grid: read once, when they are first needed."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from ...errors import Cancelled, MissingCrs
from ...geometry.antimeridian import circle_of
from ...geometry.surroundings import surroundings
from ...progress import never
from .metric import Metric
from .on_grid import Placing, only
from .reading import batches
from .shapes import joined

if TYPE_CHECKING:
    from collections.abc import Callable

    from rasterio.crs import CRS

    from ...burning.distances import Segments
    from ...geometry.grid import Grid
    from .attribute import Attribute
    from .files import Bounds
    from .header import FeatureSource
    from .shapes import Shapes


class GridFeatures:
    """Features of a layer as shapes in pixels of a grid."""

    def __init__(
        self,
        source: FeatureSource,
        grid: Grid,
        attribute: Attribute | None = None,
        *,
        is_everywhere: bool = False,
    ) -> None:
        """Take the features; nothing is read yet.

        Args:
            source: Which.
            grid: The whole target grid.
            attribute: What is burnt of them; features without a value are left out.
            is_everywhere: Keep features beyond the grid.

        Raises:
            MissingCrs: Nobody says in which CRS they are.
        """
        self.source, self.grid, self.attribute = source, grid, attribute
        self._is_everywhere = is_everywhere
        self.crs = _crs(source)
        self._lock = Lock()
        self._shapes: Shapes | None = None
        self._segments: Segments | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """Go to another process without the shapes, which are read there again."""
        ends = self.source, self.grid, self.attribute, self._is_everywhere
        return _travelled, ends

    def load(self, is_cancelled: Callable[[], bool] = never) -> Shapes:
        """Return the shapes; read them where that was not done yet.

        Raises:
            Cancelled: Reading was given up.
            ExogenousError: They cannot be read.
        """
        with self._lock:
            if self._shapes is None:
                self._shapes = self._read(is_cancelled)
            return self._shapes

    def segments(self) -> Segments:
        """Return the edges of the shapes in metres, made once."""
        shapes = self.load()
        with self._lock:
            if self._segments is None:
                self._segments = Metric(grid=self.grid).segments(shapes)
            return self._segments

    def _read(self, is_cancelled: Callable[[], bool]) -> Shapes:
        placing = Placing(
            crs=self.crs, grid=self.grid, is_everywhere=self._is_everywhere
        )
        columns = [self.attribute.name] if self.attribute else []
        found = []
        for batch in batches(self.source, columns, bounds=self._bounds()):
            if is_cancelled():
                raise Cancelled
            value = np.zeros(batch.number.size, dtype=np.int64)
            if self.attribute:
                value = self.attribute.indices(batch.columns[self.attribute.name])
            wanted = only(batch.geometries, value >= 0)
            found.append(placing.shapes(wanted, batch.number, value))
        return joined(found)

    def _bounds(self) -> Bounds | None:
        """Return where features have to be looked for; None for everywhere."""
        if self._is_everywhere:
            return None
        if self.crs == self.grid.crs:
            return self.grid.bounds if circle_of(self.crs) is None else None
        around = surroundings(self.grid, self.crs)
        own = self.source.header.bounds
        if own is not None:
            around = shapely.intersection(around, shapely.box(*own))
        return None if around.is_empty else around.bounds


def _crs(source: FeatureSource) -> CRS:
    crs = source.crs or source.header.crs
    if crs is None:
        raise MissingCrs(source.label, source.path)
    return crs


def _travelled(
    source: FeatureSource,
    grid: Grid,
    attribute: Attribute | None,
    is_everywhere: bool,  # noqa: FBT001  (pickled by position)
) -> GridFeatures:
    return GridFeatures(source, grid, attribute, is_everywhere=is_everywhere)
