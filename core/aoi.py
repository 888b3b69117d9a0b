# SPDX-License-Identifier: GPL-3.0-or-later
"""Which part of the product is asked for: polygons or an extent, in any CRS."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pyogrio.errors
import pyogrio.raw
import rasterio.warp
import shapely
from rasterio.crs import CRS
from rasterio.errors import CRSError

from .environment import raster_environment
from .errors import (
    AoiOutside,
    InvalidRequest,
    MissingCrs,
    SourceMissing,
    SourceUnreadable,
)
from .grid import move
from .paths import exists

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from .grid import Block, Grid

    #: Moves points of shape (n, 2), x first.
    Mover = Callable[[NDArray[np.float64]], NDArray[np.float64]]

#: Straight edges are cut into this many pieces of the whole extent before they
#: are moved to another CRS, where they are curves.
_PIECES: Final = 256

_EXTENT: Final = re.compile(
    r"^\s*([^,\s]+)\s*,\s*([^,\s]+)\s*,\s*([^,\s]+)\s*,\s*([^,\s\[]+)\s*(?:\[(.*)\])?\s*$"
)


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
        """Refuse an area without extent."""
        if self.geometry.is_empty:
            raise InvalidRequest("AOI", self.label, "It has no geometry in it.")

    def in_crs(self, crs: CRS) -> BaseGeometry:
        """Return the area in another CRS, its edges bent as they should be."""
        if self.crs is None or self.crs == crs:
            return self.geometry
        left, bottom, right, top = self.geometry.bounds
        piece = max(right - left, top - bottom) / _PIECES
        dense = shapely.segmentize(self.geometry, piece) if piece else self.geometry
        return shapely.transform(dense, _mover(self.crs, crs))

    def block_of(self, grid: Grid) -> Block:
        """Return the whole pixels of a grid that the area touches.

        Raises:
            AoiOutside: It touches none.
        """
        area = self.in_crs(grid.crs)
        pixels = shapely.transform(area, _to_pixels(grid))
        if np.isfinite(pixels.bounds).all():
            block = grid.block_around(*pixels.bounds).intersection(grid.whole)
            if block is not None:
                return block
        raise AoiOutside(self.label, _rounded(area.bounds), _rounded(grid.bounds))

    def polygons_in(self, crs: CRS) -> BaseGeometry:
        """Return the area in another CRS, for blanking what is outside it.

        Raises:
            InvalidRequest: The area has no polygon in it.
        """
        area = self.in_crs(crs)
        if not any(part.area for part in getattr(area, "geoms", [area])):
            raise InvalidRequest(
                "MASK_AOI",
                self.label,
                "Points and lines enclose nothing: give polygons.",
            )
        return area


def from_text(text: str) -> Aoi:
    """Read an extent as QGIS writes it, or the polygons of a vector file.

    Args:
        text: `xmin,xmax,ymin,ymax`, then optionally the CRS in brackets (else
            the product's), or the path of a vector file, then optionally
            `|layername=NAME`.

    Raises:
        InvalidRequest: The extent is empty or its CRS unknown.
        SourceMissing: The file does not exist.
        SourceUnreadable: The file is no vector file.
        MissingCrs: The file does not say its CRS.
    """
    extent = _EXTENT.match(text)
    numbers = _numbers(extent.groups()[:4]) if extent else None
    if extent and numbers:
        return from_bounds(*numbers, crs=extent.group(5), label=text.strip())
    return _from_file(text.strip())


def from_bounds(
    xmin: float, xmax: float, ymin: float, ymax: float, *, crs: str | None, label: str
) -> Aoi:
    """Build an area from an extent, in QGIS's order of the four numbers.

    Raises:
        InvalidRequest: The extent is empty or its CRS unknown.
    """
    if not (xmin < xmax and ymin < ymax):
        raise InvalidRequest("AOI", label, "The order is xmin,xmax,ymin,ymax [CRS].")
    return Aoi(
        label=label,
        geometry=shapely.box(xmin, ymin, xmax, ymax),
        crs=parse_crs(crs, "AOI") if crs else None,
    )


@raster_environment()
def parse_crs(text: str, parameter: str) -> CRS:
    """Turn an authority code, an EPSG number, WKT or PROJ text into a CRS.

    Raises:
        InvalidRequest: It is none of these.
    """
    code = f"EPSG:{text.strip()}" if text.strip().isdecimal() else text
    try:
        return CRS.from_user_input(code)
    except (CRSError, ValueError, TypeError) as error:  # rasterio's parsers leak
        raise InvalidRequest(
            parameter, text, 'Give the CRS like "EPSG:4326", or as WKT.'
        ) from error


def _from_file(text: str) -> Aoi:
    path, _, rest = text.partition("|")
    layer = dict(part.partition("=")[::2] for part in rest.split("|") if part)
    if not exists(path):
        raise SourceMissing("AOI", path)
    try:
        meta, _, shapes, _ = pyogrio.raw.read(
            path, layer=layer.get("layername"), columns=[]
        )
    except pyogrio.errors.DataSourceError as error:
        raise SourceUnreadable("AOI", path, str(error)) from error
    if shapes is None or not meta["crs"]:
        raise MissingCrs("AOI", path)
    parts = [shape for shape in shapely.from_wkb(shapes) if shape is not None]
    return Aoi(
        label=text,
        geometry=shapely.union_all(shapely.force_2d(parts)),
        crs=parse_crs(meta["crs"], "AOI"),
    )


def _numbers(texts: tuple[str, ...]) -> tuple[float, float, float, float] | None:
    try:
        xmin, xmax, ymin, ymax = (float(text) for text in texts)
    except ValueError:
        return None
    return xmin, xmax, ymin, ymax


def _mover(src_crs: CRS, dst_crs: CRS) -> Mover:
    def moved(points: NDArray[np.float64]) -> NDArray[np.float64]:
        xs, ys = rasterio.warp.transform(src_crs, dst_crs, points[:, 0], points[:, 1])
        return np.column_stack([xs, ys])

    return moved


def _to_pixels(grid: Grid) -> Mover:
    inverse = ~grid.transform

    def moved(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(move(inverse, points[:, 0], points[:, 1]))

    return moved


def _rounded(bounds: tuple[float, ...]) -> str:
    return ", ".join(f"{value:.6g}" for value in bounds)
