# SPDX-License-Identifier: GPL-3.0-or-later
"""Rasters placed by control points or by rational polynomials, not by a grid."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Final

import numpy as np
from rasterio.control import GroundControlPoint
from rasterio.rpc import RPC
from rasterio.transform import GCPTransformer, RPCTransformer

from ..geometry.antimeridian import circle_of
from ..geometry.grid import Block
from ..message import say
from .source_window import SourceExtent

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from rasterio.crs import CRS
    from typing_extensions import Self

#: Points on a side of the lattice that stands for a raster's outline.
_LATTICE: Final = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class TiePoints(ABC):
    """Pixels placed by one of GDAL's transformers.

    Columns and rows are counted from the raster's upper-left corner, 0.5 in the
    middle of the first pixel; coordinates on the ground are in units of the CRS.
    """

    name: ClassVar[str]
    """The kind of tie points, for messages."""

    crs: CRS
    rows: int
    cols: int

    @property
    def whole(self) -> Block:
        """All the pixels."""
        return Block(row_off=0, col_off=0, rows=self.rows, cols=self.cols)

    @property
    def centre(self) -> float | None:
        """The longitude to unwrap coordinates around, None for no unwrapping."""
        return None

    @abstractmethod
    def crop(self, block: Block) -> Self:
        """Return the tie points of a block of the pixels."""

    @abstractmethod
    def transformer(self) -> GCPTransformer | RPCTransformer:
        """Return the transformer between pixels and coordinates."""

    def pixels_at(
        self, x: NDArray[np.float64], y: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return columns and rows of points on the ground."""
        circle = circle_of(self.crs)
        if circle is not None and self.centre is not None:
            x = circle.unwrap(x, self.centre)
        with self.transformer() as transformer:
            rows, cols = transformer.rowcol(x, y, op=np.positive)
        return cols, rows

    def extent(
        self, x: NDArray[np.float64], y: NDArray[np.float64]
    ) -> SourceExtent | None:
        """Return the rectangle around points on the ground, None without pixels."""
        cols, rows = self.pixels_at(x, y)
        exist = np.isfinite(cols) & np.isfinite(rows)
        return SourceExtent.around(cols[exist], rows[exist]) if exist.any() else None

    def outline(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the ground coordinates of a lattice all over the raster."""
        cols, rows = np.meshgrid(
            np.linspace(0, self.cols, _LATTICE), np.linspace(0, self.rows, _LATTICE)
        )
        with self.transformer() as transformer:
            xs, ys = transformer.xy(rows.ravel(), cols.ravel(), offset="ul")
        return xs, ys


@dataclass(frozen=True, slots=True, kw_only=True)
class Gcps(TiePoints):
    """Pixels placed by a polynomial through ground control points.

    The polynomial is GDAL's, of the order that GDAL takes for the number of points: 1,
    and 2 from six points on.
    """

    name: ClassVar[str] = say("ground control points")

    points: tuple[tuple[float, float, float, float], ...]
    """Column, row, x, y of each point. Longitudes do not jump between points."""

    @property
    def centre(self) -> float | None:
        """The longitude in the middle of the points, None in a projected CRS."""
        if circle_of(self.crs) is None or not self.crs.is_geographic:
            return None
        xs = [x for _, _, x, _ in self.points]
        return (min(xs) + max(xs)) / 2

    def crop(self, block: Block) -> Self:
        """Return the points as counted from a block of the pixels."""
        points = tuple(
            (col - block.col_off, row - block.row_off, x, y)
            for col, row, x, y in self.points
        )
        return replace(self, points=points, rows=block.rows, cols=block.cols)

    def transformer(self) -> GCPTransformer:
        """Return GDAL's polynomial, fitted to the points."""
        return GCPTransformer(
            [GroundControlPoint(row, col, x, y) for col, row, x, y in self.points]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rpcs(TiePoints):
    """Pixels placed by rational polynomials, at one height above the ellipsoid."""

    name: ClassVar[str] = say("rational polynomials (RPC)")

    tags: tuple[tuple[str, str], ...]
    """The coefficients as GDAL's metadata have them (GDAL RFC 22)."""

    @property
    def height(self) -> str:
        """The ground's height in metres: the file's, else 0, as in GDAL."""
        return dict(self.tags).get("HEIGHT_DEFAULT", "0")

    def crop(self, block: Block) -> Self:
        """Return the coefficients as counted from a block of the pixels."""
        off = {"LINE_OFF": block.row_off, "SAMP_OFF": block.col_off}
        tags = tuple(
            (key, repr(float(text) - off[key]) if key in off else text)
            for key, text in self.tags
        )
        return replace(self, tags=tags, rows=block.rows, cols=block.cols)

    def transformer(self) -> RPCTransformer:
        """Return GDAL's polynomials."""
        return RPCTransformer(RPC.from_gdal(dict(self.tags)), RPC_HEIGHT=self.height)
