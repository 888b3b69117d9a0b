# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests drawn at random: grids, types, nodata, kernels, options, wrong input."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import rasterio
from affine import Affine
from rasterio.warp import transform

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.random import Generator

_CRSS = ("EPSG:32631", "EPSG:32632", "EPSG:3035", "EPSG:4326", "EPSG:3857", "EPSG:2154")
_DTYPES = ("uint8", "int16", "uint16", "int32", "float32", "float64")
_KERNELS = (
    *("nearest", "bilinear", "cubic", "cubic_spline", "lanczos", "average", "mode"),
    *("max", "min", "med", "q1", "q3", "sum", "rms", "gauss", "sharpest"),
)
_OUTPUTS: tuple[dict[str, Any], ...] = (
    {},
    {},
    {"dtype": "int16"},
    {"dtype": "float32", "nodata": -9999.0},
    {"format": "COG"},
    {"creation": {"COMPRESS": "DEFLATE", "INTERLEAVE": "PIXEL"}},
    {"dtype": "complex64"},
)

#: A place in all of the CRSs, as longitude and latitude.
_PLACE = 5.0, 46.0


def drawn(count: int, folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Draw requests, and write their rasters into a folder."""
    folder.mkdir(parents=True)
    for seed in range(count):
        rng = np.random.default_rng(seed)
        yield f"drawn {seed}", _request(rng, folder, seed)


def _request(rng: Generator, folder: Path, seed: int) -> dict[str, Any]:
    size_m = float(10 ** rng.uniform(0.5, 3))
    product = _raster(rng, folder / f"p{seed}.tif", size_m, int(rng.integers(20, 300)))
    rows = []
    for number in range(int(rng.integers(1, 4))):
        times = float(rng.uniform(0.2, 6))
        path = folder / f"l{seed}_{number}.tif"
        row: dict[str, Any] = {
            "name": f"layer {number}",
            "path": _raster(rng, path, size_m * times, int(rng.integers(20, 400))),
            "resampler": str(rng.choice(_KERNELS)),
        }
        if rng.random() < 0.2:
            row |= {"scale": 0.5, "offset": -3}
        if rng.random() < 0.1:
            row["band"] = 7
        rows.append(row)
    kind = str(rng.choice(["stack", "collocate"]))
    request: dict[str, Any] = {"coverage": bool(rng.random() < 0.2)}
    if rng.random() < 0.3:
        request["strict"] = True
    if rng.random() < 0.4:
        request["pixel_size"] = size_m * float(rng.uniform(0.5, 5))
    if kind == "stack" and rng.random() < 0.5:
        request |= {"bands": ["1"], "validity": True}
    options = _OUTPUTS[int(rng.integers(len(_OUTPUTS)))]
    return {
        "kind": kind,
        "product": product,
        "exo": rows,
        "request": request,
        "options": options,
    }


def _raster(rng: Generator, path: Path, size_m: float, cols: int) -> str:
    """Write a raster around the place, some turned, some with invalid pixels."""
    crs, rows = str(rng.choice(_CRSS)), int(cols * rng.uniform(0.4, 1.5)) + 1
    x, y = (float(v[0]) for v in transform("EPSG:4326", crs, [_PLACE[0]], [_PLACE[1]]))
    size = size_m / 111_000 if crs == "EPSG:4326" else size_m
    off = rng.uniform(-0.3, 0.3, 2) * size * cols
    place = Affine.translation(x + off[0], y + off[1])
    turn = Affine.rotation(float(rng.uniform(-60, 60)) if rng.random() < 0.2 else 0.0)
    grid = Affine.translation(-cols / 2, -rows / 2)
    dtype = str(rng.choice(_DTYPES))
    values = rng.normal(120, 40, (rows, cols)).clip(0, 250).round(2).astype(dtype)
    nodata = 0 if rng.random() < 0.5 else None
    if nodata == 0:
        values[rng.random(values.shape) < 0.1] = 0
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=cols,
        height=rows,
        count=1,
        dtype=dtype,
        crs=crs,
        transform=place * turn * Affine.scale(size, -size) * grid,
        nodata=nodata,
    ) as dst:
        dst.write(values, 1)
    return str(path)
