# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a Sentinel-2 product: a folder in SAFE format, or a .zip of that folder."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rasterio.warp import transform

from ..markup import write
from ..place import SENSING, TILE, UTM, Area
from .datatake_xml import datatake_document
from .image import Image, PolygonMask
from .jpeg2000 import write_jpeg2000
from .manifest import manifest_document
from .metadata import ABSOLUTE_ORBIT, Metadata
from .tile_xml import tile_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeProduct:
    """What a product holds. Images are made as they are written: write it once."""

    area: Area
    metadata: Metadata = field(default_factory=Metadata)
    images: Iterable[Image] = ()
    """Of IMG_DATA."""
    masks: Iterable[Image | PolygonMask] = ()
    """Of QI_DATA, the preview (`PVI`) among them."""
    outline: Sequence[tuple[float, float]] = ()
    """Corners (x, y) of what was seen, clockwise; the area's own where there are none.
    """
    granules: Sequence[str] = (f"A{ABSOLUTE_ORBIT:06}_{SENSING}",)
    """Ends of the folders' names; each holds all the images."""
    is_georeferenced: bool = True
    """The images say where they lie."""


def write_safe(product: SafeProduct, folder: Path) -> Path:
    """Write a product into a folder; return the product's path, which is new."""
    meta = product.metadata
    safe = folder / f"{meta.name}.SAFE"
    safe.mkdir(parents=True)
    images = []
    for granule in product.granules:
        inside = f"GRANULE/{meta.level}_{TILE}_{granule}"
        for part in ("IMG_DATA", "QI_DATA"):
            (safe / inside / part).mkdir(parents=True)
        images += _write_images(product, safe, inside)
        tile = tile_document(product.area, meta, _write_masks(product, safe, inside))
        write(tile, safe / inside / "MTD_TL.xml")
    outline = _longitudes_latitudes(product)
    document = datatake_document(meta, images, outline)
    write(document, safe / f"MTD_MSI{meta.level}.xml")
    write(manifest_document(safe, meta.level, outline), safe / "manifest.safe")
    return safe


def zip_safe(product: SafeProduct, folder: Path) -> Path:
    """Write a product as archives hand it out: its folder inside of a .zip."""
    safe = write_safe(product, folder / "unpacked")
    path = folder / f"{product.metadata.name}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(safe.rglob("*")):
            archive.write(file, file.relative_to(safe.parent))
    return path


def _write_images(product: SafeProduct, safe: Path, granule: str) -> list[str]:
    """Write IMG_DATA; return the paths below the product, without extension."""
    paths = []
    for image in product.images:
        place = f"{granule}/IMG_DATA"
        name = f"{TILE}_{SENSING}_{image.name}"
        if product.metadata.level == "L2A":
            size = f"{image.pixel_m:g}m"
            place, name = f"{place}/R{size}", f"{name}_{size}"
        paths.append(f"{place}/{name}")
        write_jpeg2000(
            image, safe / f"{paths[-1]}.jp2", **_georeference(product, image)
        )
    return paths


def _write_masks(
    product: SafeProduct, safe: Path, granule: str
) -> list[tuple[str, str]]:
    """Write QI_DATA; return the name and the path below the product of each mask."""
    masks = []
    for mask in product.masks:
        start = f"{TILE}_{SENSING}" if mask.name == "PVI" else "MSK"
        path = f"{granule}/QI_DATA/{start}_{mask.name}"
        if isinstance(mask, PolygonMask):
            path += ".gml"
            (safe / path).write_text(mask.gml, encoding="utf-8")
        else:
            path += ".jp2"
            write_jpeg2000(mask, safe / path, **_georeference(product, mask))
        masks.append((mask.name, path))
    return masks


def _georeference(product: SafeProduct, image: Image) -> dict[str, Any]:
    if not product.is_georeferenced:
        return {}
    return {"crs": UTM, "transform": product.area.transform(image.pixel_m)}


def _longitudes_latitudes(product: SafeProduct) -> list[tuple[float, float]]:
    corners = product.outline or product.area.corners
    lons, lats = transform(UTM, "EPSG:4326", *zip(*corners, strict=True))
    return list(zip(lons, lats, strict=True))
