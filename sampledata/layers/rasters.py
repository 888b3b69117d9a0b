# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the rasters that lie over a product: a mosaic, a DEM, a land-cover map.

Each comes in strips, so that no raster has to fit into memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import rasterio
import rasterio.shutil
from rasterio.crs import CRS
from rasterio.windows import Window

from ..landscape.spectra import MAP_CLASSES
from ..markup import Element, add, write
from ..place import UTM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from affine import Affine
    from numpy.typing import NDArray
    from rasterio.io import DatasetWriter

    Strips = Iterable[tuple[int, NDArray[Any]]]
    """First row of each strip, and its pixels (rows, cols)."""

NODATA = -32768
MAP_NODATA = 255

DEM_CRS, MAP_CRS = CRS.from_epsg(4326), CRS.from_epsg(3035)

_COG = {
    "COMPRESS": "DEFLATE",
    "PREDICTOR": "FLOATING_POINT",
    "BLOCKSIZE": "256",
    "OVERVIEW_RESAMPLING": "AVERAGE",
    "NUM_THREADS": "ALL_CPUS",
}
_FLOAT32: dict[str, Any] = {"dtype": "float32", "nodata": NODATA}
_CLASSES: dict[str, Any] = {"dtype": "uint8", "nodata": MAP_NODATA}
_TILED: dict[str, Any] = {"tiled": True, "compress": "deflate"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RasterGrid:
    """The pixels of a raster; its CRS goes with what the raster is."""

    transform: Affine
    rows: int
    cols: int


def write_mosaic(path: Path, grid: RasterGrid, strips: Strips) -> None:
    """Write backscatter in dB: Float32, EPSG:32632, a cloud-optimised GeoTIFF."""
    plain = path.with_name(f"{path.stem}.plain.tif")
    _write(plain, grid, strips, crs=UTM, **_FLOAT32)
    rasterio.shutil.copy(plain, path, driver="COG", **_COG)
    plain.unlink()


def write_dem(path: Path, grid: RasterGrid, strips: Strips) -> None:
    """Write heights: Float32 metres, EPSG:4326."""

    def describe(dataset: DatasetWriter) -> None:
        dataset.units = ("metre",)

    profile = {"crs": DEM_CRS, "predictor": 3, **_FLOAT32, **_TILED}
    _write(path, grid, strips, describe, **profile)


def write_land_cover(path: Path, grid: RasterGrid, strips: Strips) -> None:
    """Write classes: uint8, EPSG:3035, with a palette and the classes' names."""
    colours = {code: colour for code, (_, colour) in MAP_CLASSES.items()}

    def describe(dataset: DatasetWriter) -> None:
        dataset.write_colormap(1, colours)

    _write(path, grid, strips, describe, crs=MAP_CRS, **_CLASSES, **_TILED)
    side_file = path.with_name(f"{path.name}.aux.xml")
    write(_category_names(), side_file, declared=False)


def _write(
    path: Path,
    grid: RasterGrid,
    strips: Strips,
    describe: Callable[[DatasetWriter], None] = lambda _: None,
    **profile: Any,
) -> None:
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        bigtiff="IF_SAFER",
        count=1,
        height=grid.rows,
        width=grid.cols,
        transform=grid.transform,
        **profile,
    ) as dataset:
        for first, strip in strips:
            window = Window(0, first, grid.cols, len(strip))
            dataset.write(strip, 1, window=window)
        describe(dataset)


def _category_names() -> Element:
    """Name the classes for GDAL's side file, in which it allows no declaration."""
    document = Element("PAMDataset")
    names = add(add(document, "PAMRasterBand", band=1), "CategoryNames")
    for code in range(max(MAP_CLASSES) + 1):
        add(names, "Category", MAP_CLASSES[code][0] if code in MAP_CLASSES else "")
    return document
