# SPDX-License-Identifier: GPL-3.0-or-later
"""Tell how long features take to be burnt, beside GDAL's rasterizing of the same.

    python benchmarks/features.py [COUNT] [--side PIXELS]

Polygons of 20 points each, of 7 classes, are strewn over a grid of 10 m pixels, a tenth
of them on each other. GDAL burns them by centres, without shares; shares it can only
count, on a grid 10 times as fine that is averaged (gdal_rasterize, gdalwarp).
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyogrio.raw
import rasterio
import rasterio.features
import shapely
from affine import Affine
from paths import HERE  # first: it makes the other modules known

# isort: split
import sys

sys.path.insert(0, str(HERE / "systems"))
import exogenous_core

exogenous_core.register_package()

from exogenous.core import Request, collocate, parse_exo  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

_PIXEL_M: Final = 10.0
_FINER: Final = 10

#: What is burnt, as rows have it.
_ROWS: Final = (
    {"burn": "share"},
    {"burn": "kind"},
    {"burn": "kind", "touch": "centre"},
    {"burn": "count"},
    {"burn": "distance"},
)


def main() -> None:
    """Measure, and print a line for each way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=20_000)
    parser.add_argument("--side", type=int, default=2000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _compare(Path(folder), asked.count, asked.side)


def _compare(folder: Path, count: int, side: int) -> None:
    transform = Affine(_PIXEL_M, 0, 600_000, 0, -_PIXEL_M, 5_000_000)
    product = _product(folder, transform, side)
    shapes, kinds = _shapes(transform, count, side)
    path = _written(folder, shapes, kinds)
    print(f"{count} polygons on {side} x {side} px")
    for row in _ROWS:
        exo = parse_exo({"e": {"path": str(path), **row}})
        request = Request(product=str(product), layers=exo)
        took = _took(lambda asked=request: collocate(asked, str(folder / "out")))
        print(f"  Exogenous, {' '.join(row.values())}: {took:.2f} s")
    grid = {"out_shape": (side, side), "transform": transform}
    pairs = [*zip(shapes, kinds.tolist(), strict=True)]
    took = _took(lambda: rasterio.features.rasterize(pairs, **grid, dtype="uint8"))
    print(f"  GDALRasterizeGeometries, centres, in memory: {took:.2f} s")
    took = _took(lambda: _counted(shapes, transform, side))
    print(f"  the same on pixels {_FINER} times as fine, averaged: {took:.2f} s")


def _took(work: Callable[[], Any]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def _product(folder: Path, transform: Affine, side: int) -> Path:
    path = folder / "product.tif"
    size = {"height": side, "width": side, "count": 1, "dtype": "uint8"}
    with rasterio.open(
        path, "w", driver="GTiff", crs="EPSG:32632", transform=transform, **size
    ) as dst:
        dst.write(np.ones((1, side, side), dtype=np.uint8))
    return path


def _shapes(
    transform: Affine, count: int, side: int
) -> tuple[NDArray[np.object_], NDArray[np.int32]]:
    rng = np.random.default_rng(1)
    x, y = transform * rng.uniform(0, side, (2, count))
    radius = rng.uniform(0.1, 0.6, count) * _PIXEL_M * side / np.sqrt(count)
    shapes = shapely.buffer(shapely.points(x, y), radius, quad_segs=5)
    return shapes, rng.integers(1, 8, count, dtype=np.int32)


def _written(
    folder: Path, shapes: NDArray[np.object_], kinds: NDArray[np.int32]
) -> Path:
    path = folder / "shapes.gpkg"
    pyogrio.raw.write(
        str(path),
        shapely.to_wkb(shapes),
        [kinds],
        ["kind"],
        crs="EPSG:32632",
        geometry_type="Polygon",
    )
    return path


def _counted(
    shapes: NDArray[np.object_], transform: Affine, side: int
) -> NDArray[np.float64]:
    fine = side * _FINER
    burnt = rasterio.features.rasterize(
        shapes,
        out_shape=(fine, fine),
        transform=transform * Affine.scale(1 / _FINER),
        dtype="uint8",
    )
    shape = (side, _FINER, side, _FINER)
    means: NDArray[np.float64] = burnt.reshape(shape).mean(axis=(1, 3))
    return means


if __name__ == "__main__":
    main()
