# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a raster's georeference: a grid, tie points or arrays of coordinates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from affine import Affine
from rasterio.crs import CRS
from rasterio.errors import CRSError, RasterioIOError

from ..errors import MissingCrs, MissingGeoreference, SourceUnreadable
from ..errors.library_words import own_words
from ..errors.root import listed
from ..geometry.antimeridian import circle_of
from ..geometry.grid import Grid
from ..io.dataset_pool import DatasetPool
from ..message import say
from ..rasterio_private import GdalError
from .gcps_rpcs import Gcps, Rpcs
from .geolocation import Geolocation
from .geolocation_arrays import NodeArrays, index_nodes

if TYPE_CHECKING:
    from rasterio.io import DatasetReader

#: What says where the pixels of a raster lie on the ground.
Georeference = Grid | Gcps | Rpcs | Geolocation

#: The greatest longitude, in degrees; larger coordinates are none.
_MOST_DEG: Final = 360.0

#: Transforms that count as missing where something else places the pixels, as in
#: GDAL (GDALCreateGenImgProjTransformer2).
_NO_TRANSFORM: Final = (Affine.identity(), Affine.scale(1.0, -1.0))


def georeference_of(src: DatasetReader, label: str, crs: CRS | None) -> Georeference:
    """Return a raster's georeference, the first in GDAL's order.

    The order is: geotransform, ground control points, rational polynomials,
    geolocation arrays.

    Args:
        src: The raster. Only geolocation arrays are read, some lines at a time.
        label: The row or parameter that asks, for messages.
        crs: The CRS of the coordinates; None for the file's.

    Raises:
        MissingCrs: The file does not say what CRS its coordinates are in.
        MissingGeoreference: The file does not say where its pixels are.
        SourceUnreadable: The file's tie points or arrays place nothing.
    """
    if not has_transform(src):
        if src.gcps[0]:
            return _gcps(src, label, crs)
        if src.tags(ns="RPC"):
            return _rpcs(src, label, crs)
        if src.tags(ns="GEOLOCATION"):
            return _geolocation(src, label, crs)
        if src.transform != _NO_TRANSFORM[1]:
            raise MissingGeoreference(label, src.name)
    return Grid(
        crs=_crs(src, label, crs or src.crs),
        transform=src.transform,
        rows=src.height,
        cols=src.width,
    )


def has_transform(src: DatasetReader) -> bool:
    """Tell whether a raster's pixels lie where its geotransform says."""
    return src.transform not in _NO_TRANSFORM and src.transform.determinant != 0


def _gcps(src: DatasetReader, label: str, crs: CRS | None) -> Gcps:
    points, own = src.gcps
    crs = _crs(src, label, crs or own)
    circle = circle_of(crs)
    xs = [point.x for point in points]
    if circle is not None and crs.is_geographic:
        xs = circle.together(np.array(xs)).tolist()
    gcps = Gcps(
        crs=crs,
        points=tuple(
            (point.col, point.row, x, point.y)
            for x, point in zip(xs, points, strict=True)
        ),
        rows=src.height,
        cols=src.width,
    )
    _try(src, label, gcps)
    return gcps


def _rpcs(src: DatasetReader, label: str, crs: CRS | None) -> Rpcs:
    """Read the coefficients, which are for longitudes and latitudes on WGS 84."""
    rpcs = Rpcs(
        crs=crs or CRS.from_epsg(4326),
        tags=tuple(src.tags(ns="RPC").items()),
        rows=src.height,
        cols=src.width,
    )
    _try(src, label, rpcs)
    return rpcs


def _try(src: DatasetReader, label: str, points: Gcps | Rpcs) -> None:
    try:
        points.transformer().close()
    except (GdalError, KeyError, ValueError) as error:
        reason = say(
            "its {points} place nothing: {problem}",
            points=points.name,
            problem=own_words(str(error)),
        )
        raise SourceUnreadable(label, src.name, reason) from error


def _geolocation(src: DatasetReader, label: str, crs: CRS | None) -> Geolocation:
    tags = src.tags(ns="GEOLOCATION")
    try:
        crs = _crs(src, label, crs or CRS.from_user_input(tags.get("SRS", "")))
        with DatasetPool() as pool:
            arrays = _arrays(src, tags, pool)
            index = index_nodes(arrays, pool, circle_of(crs))
    except CRSError as error:
        raise MissingCrs(label, src.name) from error
    except (KeyError, RasterioIOError) as error:
        reason = say(
            "its geolocation arrays ({files}) cannot be read: {problem}",
            files=listed(
                tags[key] for key in ("X_DATASET", "Y_DATASET") if key in tags
            ),
            problem=own_words(str(error)),
        )
        raise SourceUnreadable(label, src.name, reason) from error
    if index is None:
        reason = say("its geolocation arrays hold no coordinates")
        raise SourceUnreadable(label, src.name, reason)
    return Geolocation(
        crs=crs,
        rows=src.height,
        cols=src.width,
        arrays=arrays,
        index=index,
        offset=_pair(tags, "OFFSET", "0"),
        step=_pair(tags, "STEP", "1"),
        convention=tags.get("GEOREFERENCING_CONVENTION", "TOP_LEFT_CORNER"),
    )


def _arrays(src: DatasetReader, tags: dict[str, str], pool: DatasetPool) -> NodeArrays:
    x, y = (
        (_path(src, tags, f"{axis}_DATASET"), int(tags.get(f"{axis}_BAND", "1")))
        for axis in "XY"
    )
    x_shape, y_shape = pool.open(x[0]).shape, pool.open(y[0]).shape
    are_lines = x_shape[0] == 1 and y_shape[0] == 1
    rows = y_shape[1] if are_lines else x_shape[0]
    return NodeArrays(x=x, y=y, rows=rows, cols=x_shape[1], are_lines=are_lines)


def _path(src: DatasetReader, tags: dict[str, str], key: str) -> str:
    """Return the path of an array, relative to the working directory as in GDAL."""
    if tags.get(f"{key}_RELATIVE_TO_SOURCE", "NO").upper() in {"YES", "TRUE", "ON"}:
        return str(Path(src.name).parent / tags[key])
    return tags[key]


def _pair(tags: dict[str, str], word: str, default: str) -> tuple[float, float]:
    col, row = (
        float(tags.get(f"{axis}_{word}", default)) for axis in ("PIXEL", "LINE")
    )
    return col, row


def _like(src: DatasetReader) -> str:
    """Return a CRS of the kind that a raster's corners can be in."""
    corners = (*src.transform * (0, 0), *src.transform * (src.width, src.height))
    is_metric = max(map(abs, corners)) > _MOST_DEG
    return "EPSG:32632" if is_metric else "EPSG:4326"


def _crs(src: DatasetReader, label: str, crs: CRS | None) -> CRS:
    if not crs:
        raise MissingCrs(label, src.name, _like(src))
    return crs
