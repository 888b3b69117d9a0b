# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan as a lazy xarray Dataset: pixels are computed when they are used."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import dask.array as da
import numpy as np
import xarray as xr

from ..compute.polygon_mask import read_inside
from ..environment import raster_environment
from ..geometry.grid import Block, move
from ..message import say
from ..request.request import refuse_duplicates
from .band_tags import band_attributes, told_crs
from .shared_pool import shared_pool

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from rasterio.crs import CRS

    from ..geometry.grid import Grid
    from ..planning.plan import LayerPlan, Plan

#: The edge of a dask chunk, a multiple of that of the tiles that are warped at a time.
CHUNK_PX = 1024


def to_dataset(plan: Plan) -> xr.Dataset:
    """Build the dataset of a plan.

    Returns:
        One variable per layer, named as the layer, dimensions (band, y, x),
        float with NaN where there is no value; x and y are pixel centres in
        units of the CRS, which `spatial_ref` holds the CF way. On a rotated grid the
        coordinates are xc and yc, with dimensions (y, x).

    Raises:
        DuplicateName: A layer has the name of a coordinate.
    """
    grid = plan.target.dst_grid
    coords = _coordinates(grid, told_crs(grid, plan.layers))
    refuse_duplicates(
        [
            *(
                (name, say("a coordinate of the dataset"))
                for name in {"y", "x", *coords}
            ),
            *(
                (layer.name, say("layer {name!r}", name=layer.name))
                for layer in plan.layers
            ),
        ]
    )
    variables = {
        layer.name: xr.Variable(
            ("band", "y", "x"),
            _lazy(plan, layer)[np.newaxis],
            {**band_attributes(layer), "grid_mapping": "spatial_ref"},
        )
        for layer in plan.layers
    }
    return xr.Dataset(variables, coords=coords, attrs=attributes(plan))


def attributes(plan: Plan) -> dict[str, str | float]:
    """Return a result's attributes: the product's, and the layers' names in order."""
    names = " ".join(layer.name for layer in plan.layers)
    return {"long_name": names, **plan.attributes}


def _lazy(plan: Plan, layer: LayerPlan) -> da.Array:
    window = plan.target.window
    lazy: da.Array = da.map_blocks(  # type: ignore[no-untyped-call]
        _chunk,
        plan=plan,
        layer=layer,
        chunks=(
            _cuts(window.row_off, window.row_end),
            _cuts(window.col_off, window.col_end),
        ),
        dtype=layer.dtype,
        meta=np.empty((0, 0), dtype=layer.dtype),
    )
    return lazy


def _chunk(
    *, plan: Plan, layer: LayerPlan, block_info: dict[Any, Any] | None = None
) -> NDArray[Any]:
    rows, cols = (block_info or {})[None]["array-location"]
    block = Block(
        row_off=plan.target.window.row_off + rows[0],
        col_off=plan.target.window.col_off + cols[0],
        rows=rows[1] - rows[0],
        cols=cols[1] - cols[0],
    )
    keeps = not plan.reads_tiles
    environment = raster_environment(gdal_keeps_blocks=keeps, online=plan.is_online)
    with environment, shared_pool(plan) as pool:
        values = read_inside(layer, plan, block, pool)
        return values.astype(layer.dtype, copy=False)


def _cuts(start: int, end: int) -> tuple[int, ...]:
    """Return lengths of chunks, cut at multiples of the chunk size of the grid."""
    first = (start // CHUNK_PX + 1) * CHUNK_PX
    edges = [start, *range(first, end, CHUNK_PX), end]
    return tuple(b - a for a, b in itertools.pairwise(edges))


def _coordinates(grid: Grid, crs: CRS) -> dict[str, Any]:
    t = grid.transform
    wkt = crs.to_wkt()
    georeference = {
        "crs_wkt": wkt,
        "spatial_ref": wkt,
        "GeoTransform": " ".join(str(v) for v in t.to_gdal()),
    }
    return {
        **_centres(grid),
        "band": ("band", [1]),
        "spatial_ref": ((), 0, georeference),
    }


def _centres(grid: Grid) -> dict[str, Any]:
    col, row = np.arange(grid.cols) + 0.5, np.arange(grid.rows) + 0.5
    t = grid.transform
    if t.b or t.d:
        x, y = move(t, *np.meshgrid(col, row))
        return {"xc": (("y", "x"), x), "yc": (("y", "x"), y)}
    return {
        "x": ("x", t.c + t.a * col, {"axis": "X"}),
        "y": ("y", t.f + t.e * row, {"axis": "Y"}),
    }
