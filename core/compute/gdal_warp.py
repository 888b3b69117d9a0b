# SPDX-License-Identifier: GPL-3.0-or-later
"""Resamples an array in memory with GDAL's warper."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from affine import Affine
from rasterio.io import MemoryFile

from ..geometry.antimeridian import circle_of
from ..geometry.grid import Grid
from ..geometry.pixel_alignment import in_source_pixels
from ..geometry.transform_points import reproject
from ..georeferencing.gcps_rpcs import Gcps, Rpcs
from ..georeferencing.geolocation import Geolocation
from ..resampling.kernels import KERNELS
from ..resampling.transform_fit import TOLERANCE_PX
from . import gdal_vrt as xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from rasterio.crs import CRS
    from rasterio.enums import Resampling

    from ..georeferencing.read import Georeference
    from ..io.dataset_pool import DatasetPool

#: The nodata value in arrays of coordinates: GDAL tests for equality, and nothing
#: equals NaN.
_NOWHERE: Final = -1e30

#: The transform of rasters in memory: any but the identity, of which rasterio warns.
_ANY: Final = Affine.scale(2.0, -2.0)


def warp_values(
    values: NDArray[Any],
    src: Georeference,
    dst: Grid,
    resampler: Resampling,
    ratio: tuple[float, float],
    *,
    pool: DatasetPool,
    centre: float | None = None,
) -> NDArray[Any]:
    """Resample values onto a grid with GDAL's kernels.

    Args:
        values: Shape (rows, cols) of `src`, float, NaN where invalid; or bytes, all of
            them valid.
        src: The georeference of the values.
        dst: The target's grid, at most 512 columns wide.
        resampler: The kernel.
        ratio: Target pixels per source pixel along x and y. GDAL would compute it
            anew for each call, and kernels of neighbouring tiles would differ in
            width.
        pool: Open files, for arrays of coordinates.
        centre: The longitude to unwrap the source's longitudes around.

    Returns:
        Values with the shape of `dst` and the type of `values`, float32 for bytes;
        NaN where invalid.
    """
    if isinstance(src, Grid) and src.crs == dst.crs and centre is None:
        src, dst = in_source_pixels(src, dst)
    if KERNELS[resampler].counts_votes and values.dtype == np.float64:
        return _most_frequent(
            values, src, dst, resampler, ratio, pool=pool, centre=centre
        )
    none = None
    if values.dtype == np.uint8:
        none = _unused(values)
        values = values.astype(np.float32) if none is None else values
    with (
        _transformer(src, dst, centre, pool) as transformer,
        _in_memory(values) as path,
        MemoryFile(
            xml.warped_xml(
                path, values, dst, transformer, resampler, ratio, none
            ).encode(),
            ext=".vrt",
        ) as text,
        text.open() as warped,
    ):
        out: NDArray[Any] = warped.read(1)
    if none is None:
        return out
    floats = out.astype(np.float32)
    floats[out == none] = np.nan
    return floats


def _unused(values: NDArray[np.uint8]) -> int | None:
    """Return a byte that none of the values has, None where all occur."""
    unused = np.flatnonzero(np.bincount(values.ravel(), minlength=256) == 0)
    return int(unused[0]) if unused.size else None


def _most_frequent(
    values: NDArray[Any],
    src: Georeference,
    dst: Grid,
    resampler: Resampling,
    ratio: tuple[float, float],
    *,
    pool: DatasetPool,
    centre: float | None,
) -> NDArray[Any]:
    """Warp by `mode` over codes of the values, because GDAL's `mode` is in float32."""
    valid = ~np.isnan(values)
    different, code = np.unique(values[valid], return_inverse=True)
    codes = np.full(values.shape, np.nan, dtype=np.float32)
    codes[valid] = code
    warped = warp_values(codes, src, dst, resampler, ratio, pool=pool, centre=centre)
    out: NDArray[Any] = np.full(warped.shape, np.nan, dtype=values.dtype)
    has_code = ~np.isnan(warped)
    out[has_code] = different[warped[has_code].astype(np.intp)]
    return out


@contextmanager
def _transformer(
    src: Georeference, dst: Grid, centre: float | None, pool: DatasetPool
) -> Iterator[str]:
    """Describe the transform from the target's pixels to the source's."""
    match src:
        case Grid():
            placed = xml.grid_xml(src)
        case Gcps():
            placed = xml.gcps_xml(src)
        case Rpcs():
            placed = xml.rpcs_xml(src)
        case Geolocation():
            with _arrays(src, dst, pool) as (placed, crs, middle):
                way = xml.reprojection_xml(crs, dst, middle)
                # The transform from coordinates to nodes is not smooth.
                yield xml.transformer_xml(placed, dst, way, 0.0)
            return
    way = xml.reprojection_xml(src.crs, dst, centre)
    yield xml.transformer_xml(placed, dst, way, TOLERANCE_PX)


@contextmanager
def _arrays(
    src: Geolocation, dst: Grid, pool: DatasetPool
) -> Iterator[tuple[str, CRS, float | None]]:
    """Put the coordinates of some pixels into rasters in memory.

    Longitudes are unwrapped around their middle, so that none jumps; around a pole,
    where every longitude occurs, the nodes are given in the target's CRS.

    Returns:
        XML of the arrays, the CRS of the coordinates, and the longitude in the middle.
    """
    nodes = src.nodes
    x, y = src.arrays.read(nodes, pool)
    crs, centre, circle = src.crs, None, circle_of(src.crs)
    exist = np.isfinite(x)
    if circle is not None and exist.any():
        arc = circle.arc(x[exist])
        if arc.is_round:
            crs, nodes_there = dst.crs, (x[exist], y[exist])
            x[exist], y[exist] = reproject(
                *nodes_there, src.crs, dst.crs, dst.operations
            )
        else:
            centre = arc.centre
            x = circle.unwrap(x, centre)
    tags = {
        "X_BAND": "1",
        "Y_BAND": "1",
        "PIXEL_OFFSET": repr(src.offset[0] + src.step[0] * nodes.col_off),
        "LINE_OFFSET": repr(src.offset[1] + src.step[1] * nodes.row_off),
        "PIXEL_STEP": repr(src.step[0]),
        "LINE_STEP": repr(src.step[1]),
        "GEOREFERENCING_CONVENTION": src.convention,
    }
    with _in_memory(x, _NOWHERE) as x_path, _in_memory(y, _NOWHERE) as y_path:
        tags |= {"X_DATASET": x_path, "Y_DATASET": y_path}
        yield xml.geolocation_xml(tags.items()), crs, centre


@contextmanager
def _in_memory(values: NDArray[Any], nodata: float | None = None) -> Iterator[str]:
    """Put values into a raster in memory, and yield its name."""
    if nodata is not None:
        values = np.where(np.isfinite(values), values, nodata)
    rows, cols = values.shape
    with MemoryFile() as memory:
        with memory.open(
            driver="GTiff",
            width=cols,
            height=rows,
            count=1,
            dtype=values.dtype.name,
            nodata=nodata,
            transform=_ANY,
            blockysize=rows,
        ) as dataset:
            dataset.write(values, 1)
        yield memory.name
