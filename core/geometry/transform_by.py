# SPDX-License-Identifier: GPL-3.0-or-later
"""Transforms points by an operation that is given, not found by PROJ.

rasterio's transform takes no operation, so that GDAL's own is called.
"""

from __future__ import annotations

import ctypes
import threading
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..errors import InvalidRequest
from ..message import say
from ..rasterio_private import library

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from rasterio.crs import CRS

#: GDAL's transformers, which no two threads may share.
_OWN: Final = threading.local()

#: OAMS_TRADITIONAL_GIS_ORDER in ogr_srs_api.h.
_X_BEFORE_Y: Final = 0


def transform_by(
    operation: str,
    src_crs: CRS,
    dst_crs: CRS,
    xs: NDArray[np.float64],
    ys: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Transform places by an operation, infinite where it has none for them.

    Args:
        operation: A PROJ text, x before y.
        src_crs: The places'.
        dst_crs: The CRS they are wanted in.
        xs: One dimension.
        ys: As many.

    Raises:
        InvalidRequest: GDAL or PROJ knows no such operation.
    """
    gdal = library("gdal")
    transformer = gdal and _transformer(gdal, operation, src_crs, dst_crs)
    if not gdal or not transformer:
        raise InvalidRequest(
            "OPERATIONS",
            operation,
            say(
                "The project's transform settings name it, and it cannot be used here: "
                "choose another there."
            ),
        )
    x, y = (np.array(one, dtype=np.float64) for one in (xs, ys))
    z, done = np.zeros_like(x), np.zeros(x.size, dtype=np.intc)
    doubles = ctypes.POINTER(ctypes.c_double)
    gdal.OCTTransformEx(
        ctypes.c_void_p(transformer),
        x.size,
        *(one.ctypes.data_as(doubles) for one in (x, y, z)),
        done.ctypes.data_as(ctypes.POINTER(ctypes.c_int)),
    )
    x[done == 0] = y[done == 0] = np.inf
    return x, y


def _transformer(
    gdal: ctypes.CDLL, operation: str, src_crs: CRS, dst_crs: CRS
) -> int | None:
    """Return this thread's transformer, made once; it lives as long as the thread."""
    own: dict[Any, int | None] = _OWN.__dict__.setdefault("transformers", {})
    key = operation, src_crs.to_wkt(), dst_crs.to_wkt()
    if key not in own:
        own[key] = _made(gdal, *key)
    return own[key]


def _made(gdal: ctypes.CDLL, operation: str, src: str, dst: str) -> int | None:
    for name in (
        *("OSRNewSpatialReference", "OCTNewCoordinateTransformationOptions"),
        "OCTNewCoordinateTransformationEx",
    ):
        getattr(gdal, name).restype = ctypes.c_void_p
    ends = []
    for wkt in (src, dst):
        end = ctypes.c_void_p(gdal.OSRNewSpatialReference(wkt.encode()))
        gdal.OSRSetAxisMappingStrategy(end, _X_BEFORE_Y)
        ends.append(end)
    options = ctypes.c_void_p(gdal.OCTNewCoordinateTransformationOptions())
    gdal.OCTCoordinateTransformationOptionsSetOperation(
        options, operation.encode(), False
    )
    made: int | None = gdal.OCTNewCoordinateTransformationEx(*ends, options)
    gdal.OCTDestroyCoordinateTransformationOptions(options)
    for end in ends:
        gdal.OSRDestroySpatialReference(end)
    return made
