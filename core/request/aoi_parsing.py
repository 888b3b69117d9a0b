# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads an area of interest from an extent, or from the geometries of a vector file."""

from __future__ import annotations

import re
from typing import Final

import shapely
import shapely.errors

from ..errors import InvalidRequest, MissingCrs, SourceMissing, SourceUnreadable
from ..geometry.crs import parse_crs
from ..io.paths import exists
from ..message import say
from .aoi import Aoi

_EXTENT: Final = re.compile(
    r"^\s*([^,\s]+)\s*,\s*([^,\s]+)\s*,\s*([^,\s]+)\s*,\s*([^,\s\[]+)\s*(?:\[(.*)\])?\s*$"
)


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
    return _read_area(text.strip())


def from_bounds(
    xmin: float, xmax: float, ymin: float, ymax: float, *, crs: str | None, label: str
) -> Aoi:
    """Build an area from an extent, in QGIS's order of the four numbers.

    Raises:
        InvalidRequest: The extent is empty or its CRS unknown.
    """
    if not (xmin < xmax and ymin < ymax):
        raise InvalidRequest(
            "AOI", label, say("The order is xmin,xmax,ymin,ymax [CRS].")
        )
    return Aoi(
        label=label,
        geometry=shapely.box(xmin, ymin, xmax, ymax),
        crs=parse_crs(crs, "AOI") if crs else None,
    )


def _numbers(texts: tuple[str, ...]) -> tuple[float, float, float, float] | None:
    try:
        xmin, xmax, ymin, ymax = (float(text) for text in texts)
    except ValueError:
        return None
    return xmin, xmax, ymin, ymax


def _read_area(text: str) -> Aoi:
    """Read the geometries of a vector file as one area.

    Args:
        text: The path, then optionally `|layername=NAME`.

    Raises:
        SourceMissing: The file does not exist.
        SourceUnreadable: The file is no vector file.
        MissingCrs: The file does not say its CRS.
    """
    path, _, rest = text.partition("|")
    layer = dict(part.partition("=")[::2] for part in rest.split("|") if part)
    if not exists(path):
        raise SourceMissing("AOI", path)
    # These imports take half a second; an extent does not need them.
    import pyogrio.errors  # noqa: PLC0415
    import pyogrio.raw  # noqa: PLC0415

    try:
        meta, _, shapes, _ = pyogrio.raw.read(
            path, layer=layer.get("layername"), columns=[], force_2d=True
        )
        parts = shapely.make_valid(shapely.from_wkb([] if shapes is None else shapes))
    except (
        pyogrio.errors.DataSourceError,
        pyogrio.errors.DataLayerError,
        shapely.errors.ShapelyError,
    ) as error:
        raise SourceUnreadable("AOI", path, str(error)) from error
    geometry = shapely.union_all(parts)
    if not geometry.is_empty and not meta["crs"]:
        raise MissingCrs("AOI", path)
    return Aoi(
        label=text,
        geometry=geometry,
        crs=parse_crs(meta["crs"], "AOI") if meta["crs"] else None,
    )
