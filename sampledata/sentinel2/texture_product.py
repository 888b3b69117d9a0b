# SPDX-License-Identifier: GPL-3.0-or-later
"""A Sentinel-2 product of any size, with the bands that are stacked here.

True to the format, so that every system opens it; only the images that nobody reads
are left out. What the metadata say is the demo's.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import rasterio
import rasterio.shutil
from rasterio.warp import transform
from rasterio.windows import Window

from ..landscape.texture import Field, grain, make_field, strips
from ..markup import write
from ..place import PRODUCT_NAME, SENSING, TILE, UTM, Area
from .datatake_xml import product_document
from .manifest import manifest_document
from .safe import GRANULE_FOLDER
from .swath import detectors, footprint
from .tile_xml import tile_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Strips = Iterator[tuple[int, NDArray[np.uint8 | np.uint16]]]
    """The first row of each strip, and its pixels."""

BANDS = {"03": 10, "04": 10, "11": 20}
"""Bands of the product, and their pixels in metres."""

_LEVELS = {"03": (1_750, 520), "04": (1_900, 760), "11": (2_900, 1_100)}
"""Middle and swing of the counts of each band."""

_GRAIN = 22
"""Deviation of the noise in counts: about 100 MB for a whole band of 10 m."""

_JP2 = {
    "QUALITY": "100",
    "REVERSIBLE": "YES",
    "BLOCKXSIZE": "1024",
    "BLOCKYSIZE": "1024",
    "RESOLUTIONS": "6",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """What all bands see."""

    area: Area
    broad: Field
    """Over the pixels of 10 m."""


def write_product(area: Area, folder: Path) -> None:
    """Write the product into a folder."""
    product = folder / PRODUCT_NAME
    count = area.size_m // 10
    broad = make_field(count, count, wavelength_px=700, octaves=6, seed=11)
    ground = _Ground(area=area, broad=broad)
    images, masks = [], []
    for band, pixel_m in BANDS.items():
        name = f"IMG_DATA/R{pixel_m}m/{TILE}_{SENSING}_B{band}_{pixel_m}m"
        images.append(f"{GRANULE_FOLDER}/{name}")
        counts = _counts(ground, band, pixel_m)
        _write_jp2(product / f"{images[-1]}.jp2", counts, area, pixel_m, depth=15)
        name = f"{GRANULE_FOLDER}/QI_DATA/MSK_DETFOO_B{band}.jp2"
        masks.append((f"DETFOO_B{band}", name))
        seen = _seen(area, band, pixel_m)
        _write_jp2(product / name, seen, area, pixel_m, depth=8)
    _write_metadata(product, area, images, masks)


def _write_metadata(
    product: Path, area: Area, images: list[str], masks: list[tuple[str, str]]
) -> None:
    lons, lats = transform(UTM, "EPSG:4326", *zip(*footprint(area), strict=True))
    outline = list(zip(lons, lats, strict=True))
    percent = {"CLOUDY_PIXEL_PERCENTAGE": 0.0, "NODATA_PIXEL_PERCENTAGE": 2.0}
    write(tile_document(area, percent, masks), product / GRANULE_FOLDER / "MTD_TL.xml")
    write(product_document(images, outline, percent), product / "MTD_MSIL2A.xml")
    write(manifest_document(product, outline), product / "manifest.safe")


def _counts(ground: _Ground, band: str, pixel_m: int) -> Strips:
    """Make a band's numbers, 0 where no detector saw anything."""
    times = pixel_m // 10
    cols = ground.area.size_m // pixel_m
    middle, swing = _LEVELS[band]
    for first, seen in _seen(ground.area, band, pixel_m):
        rows = len(seen)
        broad = ground.broad.strip(first * times, rows * times, cols * times)
        light = middle + swing * broad[::times, ::times]
        light += _GRAIN * grain(int(band), first, rows, cols)
        counts = np.clip(np.rint(light), 1, 2**15 - 1)
        yield first, np.where(seen > 0, counts, 0).astype(np.uint16)


def _seen(area: Area, band: str, pixel_m: int) -> Strips:
    """Make a band's detector numbers."""
    count = area.size_m // pixel_m
    x = area.left + (np.arange(count) + 0.5)[np.newaxis] * pixel_m
    for first, rows in strips(count):
        lines = np.arange(first, first + rows) + 0.5
        y = area.top - lines[:, np.newaxis] * pixel_m
        yield first, detectors(x, y, area, band)


def _write_jp2(
    path: Path, pixels: Strips, area: Area, pixel_m: int, *, depth: int
) -> None:
    """Write a lossless JPEG2000 in tiles of 1024 and six resolution levels.

    The driver copies a whole raster, so there is one on the disk first.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    count = area.size_m // pixel_m
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        plain = Path(folder) / "plain.tif"
        with rasterio.open(
            plain,
            "w",
            driver="GTiff",
            count=1,
            height=count,
            width=count,
            dtype="uint8" if depth == 8 else "uint16",
            crs=UTM,
            transform=area.transform(pixel_m),
            tiled=True,
            blockxsize=1024,
            blockysize=1024,
        ) as dataset:
            for first, strip in pixels:
                dataset.write(strip, 1, window=Window(0, first, count, len(strip)))
        rasterio.shutil.copy(plain, path, driver="JP2OpenJPEG", NBITS=depth, **_JP2)
