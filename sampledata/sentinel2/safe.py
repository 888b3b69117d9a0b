# SPDX-License-Identifier: GPL-3.0-or-later
"""Writing the scene as a Sentinel-2 level-2A product: a folder in SAFE format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import rasterio
from rasterio.enums import ColorInterp
from rasterio.warp import transform

from ..markup import write
from ..place import PRODUCT_NAME, SENSING, TILE, UTM, Area
from .datatake_xml import ABSOLUTE_ORBIT, product_document
from .manifest import manifest_document
from .scene import CLOUD_COVER_PERCENT, Classes, Scene, classify
from .scene_images import Image, images, masks
from .swath import footprint
from .tile_xml import tile_document

if TYPE_CHECKING:
    from pathlib import Path

GRANULE_FOLDER = f"GRANULE/L2A_{TILE}_A{ABSOLUTE_ORBIT:06}_{SENSING}"

_SCL_PERCENT = {
    "DARK_FEATURES_PERCENTAGE": 2,
    "CLOUD_SHADOW_PERCENTAGE": 3,
    "VEGETATION_PERCENTAGE": 4,
    "NOT_VEGETATED_PERCENTAGE": 5,
    "WATER_PERCENTAGE": 6,
    "UNCLASSIFIED_PERCENTAGE": 7,
    "MEDIUM_PROBA_CLOUDS_PERCENTAGE": 8,
    "HIGH_PROBA_CLOUDS_PERCENTAGE": 9,
    "THIN_CIRRUS_PERCENTAGE": 10,
    "SNOW_ICE_PERCENTAGE": 11,
}


def write_safe(scene: Scene, folder: Path) -> Path:
    """Write the product into a folder and return its path."""
    product = folder / PRODUCT_NAME
    classes = classify(scene)
    image_files = []
    for image in images(scene, classes):
        place = f"IMG_DATA/R{image.pixel_m}m/{TILE}_{SENSING}"
        path = f"{GRANULE_FOLDER}/{place}_{image.name}_{image.pixel_m}m"
        _write_jp2(product / f"{path}.jp2", image, scene.area)
        image_files.append(path)
    mask_files = []
    for mask in masks(scene, classes):
        start = f"{TILE}_{SENSING}" if mask.name == "PVI" else "MSK"
        path = f"{GRANULE_FOLDER}/QI_DATA/{start}_{mask.name}.jp2"
        _write_jp2(product / path, mask, scene.area)
        mask_files.append((mask.name, path))
    percent = _content(classes)
    outline = _outline(scene.area)
    tile = tile_document(scene.area, percent, mask_files)
    write(tile, product / GRANULE_FOLDER / "MTD_TL.xml")
    document = product_document(image_files, outline, percent)
    write(document, product / "MTD_MSIL2A.xml")
    write(manifest_document(product, outline), product / "manifest.safe")
    return product


def _write_jp2(path: Path, image: Image, area: Area) -> None:
    """Write a lossless JPEG2000 in tiles of 1024, 15 bits deep unless uint8."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count, rows, cols = image.pixels.shape
    depth = {"NBITS": 15} if image.pixels.dtype == np.uint16 else {}
    with rasterio.open(
        path,
        "w",
        driver="JP2OpenJPEG",
        count=count,
        height=rows,
        width=cols,
        dtype=image.pixels.dtype,
        crs=UTM,
        transform=area.transform(image.pixel_m),
        QUALITY=100,
        REVERSIBLE="YES",
        BLOCKXSIZE=1024,
        BLOCKYSIZE=1024,
        **depth,
    ) as dataset:
        if image.name in {"TCI", "PVI"}:
            dataset.colorinterp = [ColorInterp.red, ColorInterp.green, ColorInterp.blue]
        dataset.write(image.pixels)


def _outline(area: Area) -> list[tuple[float, float]]:
    """Return longitude and latitude of the corners of the footprint."""
    lons, lats = transform(UTM, "EPSG:4326", *zip(*footprint(area), strict=True))
    return list(zip(lons, lats, strict=True))


def _content(classes: Classes) -> dict[str, float]:
    """Count the classes, in percent of what was seen, no data in percent of all."""
    counts = np.bincount(classes.scl.ravel(), minlength=12)
    seen = counts[1:].sum()
    land = seen - counts[6]
    share = {name: 100 * counts[code] / seen for name, code in _SCL_PERCENT.items()}
    return {
        "CLOUDY_PIXEL_PERCENTAGE": CLOUD_COVER_PERCENT,
        "CLOUDY_PIXEL_OVER_LAND_PERCENTAGE": 100 * counts[[8, 9]].sum() / land,
        "DEGRADED_MSI_DATA_PERCENTAGE": 0.0,
        "NODATA_PIXEL_PERCENTAGE": 100 * counts[0] / classes.scl.size,
        "SATURATED_DEFECTIVE_PIXEL_PERCENTAGE": 0.0,
        **share,
    }
