# SPDX-License-Identifier: GPL-3.0-or-later
"""The exogenous layers of the workloads: a mosaic, a DEM and a land-cover map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import rasterio
import rasterio.shutil
from rasterio.transform import from_origin
from rasterio.warp import transform
from rasterio.windows import Window

from ..landscape.spectra import MAP_CLASSES
from ..landscape.texture import grain, make_field, strips
from ..place import UTM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from affine import Affine
    from numpy.typing import NDArray

    from ..place import Area

NODATA = -32768
MAP_NODATA = 255

_COG = {
    "COMPRESS": "DEFLATE",
    "PREDICTOR": "FLOATING_POINT",
    "BLOCKSIZE": "256",
    "OVERVIEW_RESAMPLING": "AVERAGE",
    "NUM_THREADS": "ALL_CPUS",
}

Strip = tuple[int, "NDArray[Any]"]


def write_mosaic(area: Area, count: int, path: Path, seed: int = 0) -> None:
    """Write backscatter in dB: Float32 COG, 20 m, a corner of it without data.

    It starts where the product does and, as the seed's, ends before it.
    """
    plain = path.with_name(f"{path.stem}.plain.tif")
    profile = {
        "count": 1,
        "height": count,
        "width": count,
        "dtype": "float32",
        "crs": UTM,
        "transform": from_origin(area.left, area.top, 20, 20),
        "nodata": NODATA,
    }
    _write(plain, profile, _decibels(count, seed))
    rasterio.shutil.copy(plain, path, driver="COG", **_COG)
    plain.unlink()


def _decibels(count: int, seed: int) -> Iterator[Strip]:
    broad = make_field(count, count, wavelength_px=180, octaves=5, seed=31 + seed)
    columns = np.arange(count)
    for first, rows in strips(count):
        values = -12 + 5 * broad.strip(first, rows, count)
        values += 0.9 * grain(41 + seed, first, rows, count)
        lines = np.arange(first, first + rows)[:, np.newaxis]
        values[columns + 0.45 * lines < 0.12 * count] = NODATA
        yield first, values


def write_dem(area: Area, count: int, path: Path) -> None:
    """Write heights: Float32 metres, EPSG:4326, 2 x 1 arc-seconds.

    Nodata is declared and occurs nowhere, as in global models.
    """
    profile = {
        "count": 1,
        "height": count,
        "width": count,
        "dtype": "float32",
        "crs": "EPSG:4326",
        "transform": _around(area, "EPSG:4326", count, (2 / 3600, 1 / 3600)),
        "nodata": NODATA,
        **_tiled(predictor=3),
    }
    _write(path, profile, _heights(count))


def _heights(count: int) -> Iterator[Strip]:
    broad = make_field(count, count, wavelength_px=260, octaves=7, seed=51)
    for first, rows in strips(count):
        values = 650 + 600 * broad.strip(first, rows, count)
        values += 0.4 * grain(61, first, rows, count)
        yield first, np.maximum(values, 0)


def write_land_cover(area: Area, count: int, path: Path) -> None:
    """Write classes: uint8 with a palette, EPSG:3035, 10 m."""
    profile = {
        "count": 1,
        "height": count,
        "width": count,
        "dtype": "uint8",
        "crs": "EPSG:3035",
        "transform": _around(area, "EPSG:3035", count, (10, 10)),
        "nodata": MAP_NODATA,
        **_tiled(predictor=1),
    }
    colours = {code: colour for code, (_, colour) in MAP_CLASSES.items()}
    _write(
        path,
        profile,
        _classes(count),
        lambda dataset: dataset.write_colormap(1, colours),
    )


def _classes(count: int) -> Iterator[Strip]:
    """Cut a field into classes, with ragged borders."""
    codes = np.array(sorted(MAP_CLASSES), dtype=np.uint8)
    broad = make_field(count, count, wavelength_px=300, octaves=7, seed=71)
    for first, rows in strips(count):
        level = broad.strip(first, rows, count)
        level += 0.02 * grain(81, first, rows, count)
        index = np.floor((level + 1) / 2 * len(codes)).astype(np.int64)
        yield first, codes[np.clip(index, 0, len(codes) - 1)]


def _around(area: Area, crs: str, count: int, pixel: tuple[float, float]) -> Affine:
    """Centre a square image on the product."""
    half = area.size_m / 2
    xs, ys = transform(UTM, crs, [area.left + half], [area.top - half])
    left = round(xs[0] / pixel[0] - count / 2) * pixel[0]
    top = round(ys[0] / pixel[1] + count / 2) * pixel[1]
    return from_origin(left, top, *pixel)


def _tiled(predictor: int) -> dict[str, Any]:
    return {"tiled": True, "compress": "deflate", "predictor": predictor}


def _write(
    path: Path,
    profile: dict[str, Any],
    pixels: Iterator[Strip],
    also: Callable[[Any], None] = lambda _: None,
) -> None:
    with rasterio.open(path, "w", driver="GTiff", bigtiff="IF_SAFER", **profile) as out:
        also(out)
        for first, strip in pixels:
            window = Window(0, first, profile["width"], len(strip))
            out.write(strip, 1, window=window)
