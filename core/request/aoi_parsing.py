# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads an area of interest from an extent, or from the geometries of a vector file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
import shapely.errors

from ..errors import AreaWithoutCrs, InvalidRequest, Parameter, SourceMissing
from ..geometry.crs import parse_crs
from ..io.near_names import what_is_there
from ..io.paths import exists, readable
from ..io.vector_layers import UnreadableFile, UnreadableLayer
from ..io.vector_reader import vector_reader
from ..io.vectors import vectors_of
from ..message import say
from .aoi import Aoi
from .plain_values import path_text
from .vector_file import (
    GIVE_AN_AREA,
    filter_leaves_nothing,
    no_features,
    unreadable,
    vector_file,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .vector_file import VectorFile

_EXTENT: Final = re.compile(
    r"^\s*([^,\s]+)\s*,\s*([^,\s]+)\s*,\s*([^,\s]+)\s*,\s*([^,\s\[]+)\s*(?:\[(.*)\])?\s*$"
)


_TURN_DEG: Final = 360.0

#: What is wider across 180 degrees has its west and east mixed up.
_MOST_ACROSS_DEG: Final = 180.0

_ORDER: Final = say(
    "The order is xmin,xmax,ymin,ymax [CRS]. Across 180 degrees give longitudes with "
    "their CRS, like 170,-170,-20,-10 [EPSG:4326]."
)


def from_text(text: str) -> Aoi:
    """Read an extent as QGIS writes it, or the polygons of a vector file.

    Args:
        text: `xmin,xmax,ymin,ymax`, then optionally the CRS in brackets (else
            the product's), or the path of a vector file, then optionally
            `|layername=NAME`, `|layerid=NUMBER` and `|subset=FILTER`.

    Raises:
        InvalidRequest: The extent is empty or its CRS unknown; the file has several
            layers, or a filter leaves nothing of it.
        SourceMissing: The file does not exist.
        SourceUnreadable: The file is no vector file.
        AreaWithoutCrs: The file does not say its CRS.
    """
    text = path_text(text, "AOI", GIVE_AN_AREA)
    extent = _EXTENT.match(text)
    numbers = _numbers(extent.groups()[:4]) if extent else None
    if extent and numbers:
        return from_bounds(*numbers, crs=extent.group(5), label=text.strip())
    return _read_area(text.strip())


def from_bounds(
    xmin: float, xmax: float, ymin: float, ymax: float, *, crs: str | None, label: str
) -> Aoi:
    """Build an area from an extent, in QGIS's order of the four numbers.

    In longitudes it may cross 180 degrees, from 170 to -170. It then lies on either
    side of the Earth's seam, wherever a product has that.

    Raises:
        InvalidRequest: The extent is empty or its CRS unknown.
    """
    known = parse_crs(crs, "AOI") if crs else None
    east = xmax + _TURN_DEG if xmax < xmin else xmax
    is_across = known is not None and known.is_geographic and east > xmax
    if is_across and east - xmin < _MOST_ACROSS_DEG and ymin < ymax:
        geometry = shapely.union_all(
            [
                shapely.box(xmin, ymin, east, ymax),
                shapely.box(xmin - _TURN_DEG, ymin, xmax, ymax),
            ]
        )
        return Aoi(label=label, geometry=geometry, crs=known)
    if not (xmin < xmax and ymin < ymax):
        raise InvalidRequest("AOI", label, _ORDER)
    return Aoi(label=label, geometry=shapely.box(xmin, ymin, xmax, ymax), crs=known)


def _numbers(texts: tuple[str, ...]) -> tuple[float, float, float, float] | None:
    try:
        xmin, xmax, ymin, ymax = (float(text) for text in texts)
    except ValueError:
        return None
    return xmin, xmax, ymin, ymax


def _read_area(text: str) -> Aoi:
    """Read the geometries of a vector file as one area, see `from_text`."""
    file = vector_file(text)
    if not exists(file.path):
        remedy = what_is_there(file.path)
        raise SourceMissing(Parameter("AOI"), file.path, remedy)
    with vectors_of(file.path, Parameter("AOI")):
        crs, parts = _shapes(text, file)
    if file.subset and not len(parts):
        raise filter_leaves_nothing(text)
    geometry = shapely.union_all(parts)
    if not geometry.is_empty and not crs:
        raise AreaWithoutCrs(file.path)
    return Aoi(
        label=text,
        geometry=geometry,
        crs=parse_crs(crs, "AOI") if crs else None,
    )


def _shapes(text: str, file: VectorFile) -> tuple[str | None, NDArray[np.object_]]:
    """Read the CRS and the geometries that are meant, see `from_text`."""
    try:
        shapes = vector_reader().shapes(
            readable(file.path), file.only_layer(text), file.subset
        )
        flat = shapely.force_2d(shapely.from_wkb(np.array(shapes.wkb, dtype=object)))
        parts = shapely.make_valid(flat)
    except (UnreadableFile, shapely.errors.ShapelyError) as error:
        raise unreadable(file.path, str(error)) from error
    except UnreadableLayer as error:
        raise no_features(text, file, str(error)) from error
    return shapes.crs, parts
