# SPDX-License-Identifier: GPL-3.0-or-later
"""Sources and targets drawn at random: projections, sizes, shifts, types, nodata."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import rasterio
import rasterio.warp
from affine import Affine
from rasterio.crs import CRS
from rasterio.enums import ColorInterp

from exogenous.core.geometry.grid import Grid
from exogenous.core.resampling import kernels as resampling

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.random import Generator
    from numpy.typing import NDArray

#: A place inside each, as longitude and latitude.
PLACES = {
    "EPSG:32629": (-8, 53),
    "EPSG:32733": (15, -30),
    "EPSG:3035": (10, 50),
    "EPSG:2154": (3, 46.5),
    "EPSG:3857": (5, 45),
    "EPSG:3413": (-45, 80),
    "EPSG:3031": (30, -75),
    "EPSG:3995": (10, 86),
    "EPSG:5070": (-96, 38),
    "EPSG:4326": (10, 45),
    "EPSG:3832": (178, 10),
    "EPSG:6933": (20, 30),
    "EPSG:3577": (134, -25),
    "+proj=sinu +R=6371007.181": (15, 40),
    "+proj=lcc +lat_1=33 +lat_2=45 +lat_0=39 +lon_0=-96 +datum=WGS84": (-100, 40),
    "+proj=geos +h=35785831 +lon_0=0 +sweep=y": (10, 30),
    "+proj=moll +R=6371000": (20, 20),
    "+proj=omerc +lat_0=4 +lonc=115 +alpha=53 +gamma=53 +k=1 +datum=WGS84": (113, 3),
    # A rotated pole, as of regional climate models.
    "+proj=ob_tran +o_proj=longlat +o_lon_p=0 +o_lat_p=37 +lon_0=10 "
    "+to_meter=0.0174532925199433 +R=6371229": (10, 50),
}

DTYPES = ("uint8", "int16", "uint16", "int32", "float32", "float64")


@dataclass(frozen=True)
class Warp:
    """What is warped onto what, and how."""

    src: Grid
    dst: Grid
    kernel: str
    dtype: str
    nodata: str
    values: NDArray[Any]
    valid: NDArray[np.bool_]

    @property
    def hole(self) -> float:
        """What stands where there is no value."""
        if self.nodata == "nan":
            return float("nan")
        return {"uint8": 255.0, "uint16": 65535.0}.get(self.dtype, -9999.0)


def draw(seed: int) -> Warp:
    """Draw a warp; the same for the same seed."""
    rng = np.random.default_rng(seed)
    src_name, dst_name, lon, lat = _projections(rng)
    metres, times = 10 ** rng.uniform(0.5, 4), rng.uniform(0.15, 6)
    if metres * times * 40 > 4e5:
        metres /= 20
    src = _grid(rng, src_name, lon, lat, metres, rng.integers(40, 150, 2))
    if rng.random() < 0.3:  # turned, south up, or both
        t, rows = src.transform, src.rows
        turned = Affine.rotation(float(rng.uniform(-180, 180)), (t.c, t.f)) * t
        flipped = t * Affine(1, 0, 0, 0, -1, rows)
        transform = turned if rng.random() < 0.5 else flipped
        src = Grid(crs=src.crs, transform=transform, rows=rows, cols=src.cols)
    off = rng.uniform(-0.5, 0.5, 2) * metres * np.array([src.cols, src.rows])
    dst = _grid(
        rng, dst_name, lon, lat, metres * times, rng.integers(12, 60, 2), tuple(off)
    )
    dtype = str(rng.choice(DTYPES))
    kinds = ["none", "declared", "mask", "alpha", "override"]
    nodata = str(rng.choice([*kinds, "nan"] if dtype.startswith("f") else kinds))
    values, valid = _values(rng, src, dtype)
    return Warp(
        src=src,
        dst=dst,
        kernel=str(rng.choice([method.name for method in resampling.WARPERS])),
        dtype=dtype,
        nodata=nodata,
        values=values,
        valid=valid | (nodata == "none"),
    )


def _projections(rng: Generator) -> tuple[str, str, float, float]:
    """Draw two projections that have a place in common."""
    src = str(rng.choice(list(PLACES)))
    lon, lat = np.array(PLACES[src]) + rng.uniform(-1.5, 1.5, 2)
    near = [
        name
        for name, (x, y) in PLACES.items()
        if abs(x - lon) < 45 and abs(y - lat) < 40
    ]
    return src, str(rng.choice(near)), float(lon), float(lat)


@cache
def _crs(name: str) -> CRS:
    return CRS.from_user_input(name)


def _grid(
    rng: Generator,
    name: str,
    lon: float,
    lat: float,
    metres: float,
    shape: NDArray[Any],
    off: tuple[float, float] = (0.0, 0.0),
) -> Grid:
    """Place pixels of some size around a place, not always square ones."""
    crs = _crs(name)
    x, y = rasterio.warp.transform("EPSG:4326", crs, [lon] * 2, [lat, lat + 0.01])
    unit = float(np.hypot(x[1] - x[0], y[1] - y[0])) / 1113.2
    width, height = metres * unit, metres * unit * rng.choice([1, 1, 0.6, 1.7])
    rows, cols = (int(count) for count in shape)
    left = x[0] + off[0] * unit - width * cols / 2
    top = y[0] + off[1] * unit + height * rows / 2
    transform = Affine(width, 0, left, 0, -float(height), top)
    return Grid(crs=crs, transform=transform, rows=rows, cols=cols)


def _values(
    rng: Generator, src: Grid, dtype: str
) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    y, x = np.mgrid[: src.rows, : src.cols]
    field = 120 + 50 * np.sin(x / 6) + 40 * np.cos(y / 5) + rng.integers(0, 8, x.shape)
    if dtype == "int16":
        field -= 130
    return field.astype(dtype), rng.random(x.shape) > 0.04


def write(case: Warp, path: Path) -> str:
    """Write the source."""
    values = np.where(case.valid, case.values, np.array(case.hole).astype(case.dtype))
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=case.src.cols,
        height=case.src.rows,
        count=2 if case.nodata == "alpha" else 1,
        dtype=case.dtype,
        crs=case.src.crs,
        transform=case.src.transform,
        nodata=case.hole if case.nodata in {"declared", "nan"} else None,
    ) as dataset:
        dataset.write(values, 1)
        if case.nodata == "mask":
            dataset.write_mask(case.valid)
        if case.nodata == "alpha":
            # What GDAL's warper takes for opaque.
            most = {"uint16": 65535, "int16": 32767}.get(case.dtype, 255)
            dataset.write(np.where(case.valid, most, 0).astype(case.dtype), 2)
            dataset.colorinterp = [ColorInterp.gray, ColorInterp.alpha]
    return str(path)
