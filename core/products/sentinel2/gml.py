# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the polygons of mask files in GML, as products had before baseline 04.00."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from ...message import say
from ..metadata_file import UnreadableFile, parse, text_of

if TYPE_CHECKING:
    from collections.abc import Container
    from xml.etree.ElementTree import Element  # nosec B405

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

#: No coordinate of any UTM zone is larger.
_FARTHEST_M: Final = 1e8

#: No code of a CRS has more digits.
_MOST_DIGITS: Final = 6


def read_polygons(
    data: bytes, name: str, *, epsg: int | None, types: Container[str] | None = None
) -> BaseGeometry | None:
    """Read the union of a mask's polygons.

    Polygons of neighbouring detectors overlap; their union is one valid geometry.

    Args:
        data: The content of the file.
        name: The file, for messages.
        epsg: The CRS of the product; the file's must be the same.
        types: The `maskType` of the features that count, None for all.

    Returns:
        Polygons, x and y in the CRS of the product; None where there are none.

    Raises:
        UnreadableFile: The file is no GML mask, or is in another CRS.
    """
    root = parse(data, name)
    _refuse_other_crs(root, name, epsg)
    polygons = [
        _polygon(element, name)
        for feature in root.iterfind(".//{*}MaskFeature")
        if types is None or text_of(feature, "maskType") in types
        for element in feature.iterfind(".//{*}Polygon")
    ]
    parts = shapely.get_parts(shapely.make_valid(polygons))
    filled = [part for part in parts if part.area]
    return shapely.union_all(filled) if filled else None


def _refuse_other_crs(root: Element, name: str, epsg: int | None) -> None:
    for element in root.iter():
        found = re.search(r"([0-9]+)$", element.get("srsName", ""))
        if found and epsg and found[1] != str(epsg):
            code = found[1][:_MOST_DIGITS]
            raise UnreadableFile(
                name,
                say("it is in EPSG:{found}, not EPSG:{epsg}", found=code, epsg=epsg),
            )


def _polygon(element: Element, name: str) -> BaseGeometry:
    outer = [_ring(ring, name) for ring in element.iterfind("{*}exterior//{*}posList")]
    holes = [_ring(ring, name) for ring in element.iterfind("{*}interior//{*}posList")]
    if len(outer) != 1:
        raise UnreadableFile(
            name, say("a polygon has {count} outlines", count=len(outer))
        )
    try:
        return shapely.Polygon(outer[0], holes)
    except (ValueError, shapely.errors.GEOSException) as error:
        raise UnreadableFile(name, str(error)) from error


def _ring(element: Element, name: str) -> NDArray[np.float64]:
    """Return the points of a ring, x and y; heights are dropped."""
    dimension = 3 if element.get("srsDimension") == "3" else 2
    try:
        numbers = np.array((element.text or "").split(), dtype=np.float64)
        points = numbers.reshape(-1, dimension)[:, :2]
    except ValueError as error:
        raise UnreadableFile(
            name, say("its coordinates are no list of points")
        ) from error
    if not (np.abs(points) < _FARTHEST_M).all():  # nor NaN
        raise UnreadableFile(name, say("its coordinates are no list of points"))
    return points
