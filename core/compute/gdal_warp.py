# SPDX-License-Identifier: GPL-3.0-or-later
"""Resamples an array in memory with GDAL's warper."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from affine import Affine
from rasterio.enums import Resampling
from rasterio.io import MemoryFile

from ..geometry.antimeridian import circle_of
from ..geometry.grid import Grid
from ..geometry.pixel_alignment import in_source_pixels
from ..geometry.transform_points import reproject
from ..georeferencing.gcps_rpcs import Gcps, Rpcs
from ..georeferencing.geolocation import Geolocation
from ..resampling.transform_fit import TOLERANCE_PX
from . import gdal_vrt as xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from rasterio.crs import CRS

    from ..georeferencing.read import Georeference
    from ..io.dataset_pool import DatasetPool

#: What stands for no coordinate in an array of them: GDAL compares, and nothing
#: equals NaN.
_NOWHERE: Final = -1e30

#: Where a raster in memory is does not matter, only that it is somewhere: rasterio
#: warns otherwise.
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
        values: Shape (rows, cols) of `src`, float, NaN where there is none; or bytes,
            all of them valid.
        src: What places the values.
        dst: The target's grid, at most 512 columns wide.
        resampler: The kernel.
        ratio: Target pixels per source pixel along x and y. GDAL would work it
            out anew for each call, and kernels of neighbouring tiles would
            differ in width.
        pool: Open files, for arrays of coordinates.
        centre: The longitude that the source's places are put around.

    Returns:
        Values with the shape of `dst` and the type of `values`, float32 for bytes;
        NaN where there is none.
    """
    if isinstance(src, Grid) and src.crs == dst.crs and centre is None:
        src, dst = in_source_pixels(src, dst)
    if resampler is Resampling.mode and values.dtype == np.float64:
        return _most_frequent(values, src, dst, ratio, pool=pool, centre=centre)
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
    found = out.astype(np.float32)
    found[out == none] = np.nan
    return found


def _unused(values: NDArray[np.uint8]) -> int | None:
    """Return a byte that is not among some, if there is one."""
    unused = np.flatnonzero(np.bincount(values.ravel(), minlength=256) == 0)
    return int(unused[0]) if unused.size else None


def _most_frequent(
    values: NDArray[Any],
    src: Georeference,
    dst: Grid,
    ratio: tuple[float, float],
    *,
    pool: DatasetPool,
    centre: float | None,
) -> NDArray[Any]:
    """Find the most frequent value; GDAL tells only values apart that float32 does."""
    valid = ~np.isnan(values)
    different, code = np.unique(values[valid], return_inverse=True)
    codes = np.full(values.shape, np.nan, dtype=np.float32)
    codes[valid] = code
    found = warp_values(
        codes, src, dst, Resampling.mode, ratio, pool=pool, centre=centre
    )
    out: NDArray[Any] = np.full(found.shape, np.nan, dtype=values.dtype)
    is_there = ~np.isnan(found)
    out[is_there] = different[found[is_there].astype(np.intp)]
    return out


@contextmanager
def _transformer(
    src: Georeference, dst: Grid, centre: float | None, pool: DatasetPool
) -> Iterator[str]:
    """Describe the way from the target's pixels to the source's."""
    match src:
        case Grid():
            placed = xml.grid_xml(src)
        case Gcps():
            placed = xml.gcps_xml(src)
        case Rpcs():
            placed = xml.rpcs_xml(src)
        case Geolocation():
            with _arrays(src, dst.crs, pool) as (placed, crs, middle):
                way = xml.reprojection_xml(crs, dst.crs, middle)
                # What leads from places to nodes is not smooth.
                yield xml.transformer_xml(placed, dst, way, 0.0)
            return
    way = xml.reprojection_xml(src.crs, dst.crs, centre)
    yield xml.transformer_xml(placed, dst, way, TOLERANCE_PX)


@contextmanager
def _arrays(
    src: Geolocation, dst_crs: CRS, pool: DatasetPool
) -> Iterator[tuple[str, CRS, float | None]]:
    """Put the coordinates of some pixels into memory.

    Longitudes are put around their middle, so that none jumps; around a pole,
    where every one occurs, the places are given in the target's CRS.

    Returns:
        What places the pixels, the CRS of it, and the longitude in the middle.
    """
    nodes = src.nodes
    x, y = src.arrays.read(nodes, pool)
    crs, centre, circle = src.crs, None, circle_of(src.crs)
    exist = np.isfinite(x)
    if circle is not None and exist.any():
        arc = circle.arc(x[exist])
        if arc.is_round:
            crs = dst_crs
            x[exist], y[exist] = reproject(x[exist], y[exist], src.crs, dst_crs)
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
    """Put values into a raster in memory, and give its name."""
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
