# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads an area of interest from a vector file."""

from __future__ import annotations

import pyogrio.errors
import pyogrio.raw
import shapely
import shapely.errors

from .aoi import Aoi, parse_crs
from .errors import MissingCrs, SourceMissing, SourceUnreadable
from .paths import exists


def read_area(text: str) -> Aoi:
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
