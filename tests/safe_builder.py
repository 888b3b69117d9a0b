# SPDX-License-Identifier: GPL-3.0-or-later
"""Tiny Sentinel-2 products, made to order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from exogenous.sampledata.place import Area
from exogenous.sampledata.sentinel2.gml import mask_text
from exogenous.sampledata.sentinel2.image import Image, PolygonMask
from exogenous.sampledata.sentinel2.metadata import Metadata
from exogenous.sampledata.sentinel2.safe import SafeProduct, write_safe, zip_safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

#: The extent of every made product: 240 m, so that 10, 20 and 60 m divide it.
EXTENT_M = 240
CORNER = (300000.0, 6700020.0)
EPSG = 32632

_QI_DATA = ("PVI", "CLDPRB", "SNWPRB")


@dataclass(kw_only=True)
class SafeBuilder:
    """What a product should be; `write` makes it."""

    name: str = "S2C_MSIL2A_20251017T111101_N0511_R137_T32VLM_20251017T151300"
    uri: str | None = None
    baseline: str | None = "05.11"
    images: dict[tuple[str, float], NDArray[Any]] = field(default_factory=dict)
    """By band and pixel size: `("04", 10)`, `("SCL", 20)`, `("CLDPRB", 20)`."""
    masks: dict[tuple[str, str], Any] = field(default_factory=dict)
    """By kind and band: an array (JPEG2000), or the text of a GML file."""
    quantification: str | None = "10000"
    offsets: Mapping[int, float] | None = None
    """By band_id; None for -1000 each."""
    cloud_cover: str | None = "2.722754"
    orbit: str | None = "DESCENDING"
    georeferenced: bool = True
    granules: tuple[str, ...] = ("A1",)

    def write(self, parent: Path) -> Path:
        return write_safe(self._product(), parent)

    def zip(self, parent: Path) -> Path:
        """Write the product as archives hand it out: the folder inside a .zip."""
        return zip_safe(self._product(), parent)

    def _product(self) -> SafeProduct:
        return SafeProduct(
            area=Area(left=CORNER[0], top=CORNER[1], size_m=EXTENT_M),
            metadata=self._metadata(),
            images=[
                Image.of(band if band.isalpha() else f"B{band}", size_m, pixels)
                for (band, size_m), pixels in self.images.items()
                if band not in _QI_DATA
            ],
            masks=list(self._masks()),
            granules=self.granules,
            is_georeferenced=self.georeferenced,
        )

    def _metadata(self) -> Metadata:
        given = {} if self.offsets is None else {"offsets": self.offsets}
        return Metadata(
            name=self.name,
            uri=self.uri,
            baseline=self.baseline,
            orbit_direction=self.orbit,
            quantification=self.quantification,
            aot_quantification=500,
            cloud_cover=self.cloud_cover,
            **given,
        )

    def _masks(self) -> Iterator[Image | PolygonMask]:
        for (band, size_m), pixels in self.images.items():
            if band in _QI_DATA:
                name = band if band == "PVI" else f"{band}_{size_m:g}m"
                yield Image.of(name, size_m, pixels)
        for (kind, band), mask in self.masks.items():
            name = f"{kind}_B{band}"
            if isinstance(mask, str):
                yield PolygonMask(name=name, gml=mask)
            else:
                yield Image.of(name, EXTENT_M / mask.shape[-1], mask)


def gml(*polygons: Any, kind: str = "DETECTOR_FOOTPRINT", epsg: int = EPSG) -> str:
    """Write polygons as a mask file; each is a ring of points, or several rings."""
    all_rings = [
        polygon if isinstance(polygon[0], list) else [polygon] for polygon in polygons
    ]
    return mask_text(all_rings, kind=kind, epsg=epsg)


def box(
    left: float, top: float, right: float, bottom: float
) -> list[tuple[float, ...]]:
    """Return a ring given in metres from the upper-left corner, y downwards."""
    x, y = CORNER
    corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    return [(x + col, y - row) for col, row in corners]


def counts(size_m: float, first: int = 1) -> NDArray[np.uint16]:
    """Make an image of the whole extent in which no two pixels are alike."""
    side = int(EXTENT_M / size_m)
    return (np.arange(side * side, dtype=np.uint16) + first).reshape(side, side)
