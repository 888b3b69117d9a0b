# SPDX-License-Identifier: GPL-3.0-or-later
"""Tiny Sentinel-2 products, made to order."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import rasterio
from affine import Affine

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

#: The extent of every made product: 240 m, so that 10, 20 and 60 m divide it.
EXTENT_M = 240
CORNER = (300000.0, 6700020.0)
EPSG = 32632

Image = tuple[str, float]


@dataclass(kw_only=True)
class SafeBuilder:
    """What a product should be; `write` makes it."""

    name: str = "S2C_MSIL2A_20251017T111101_N0511_R137_T32VLM_20251017T151300"
    uri: str | None = None
    baseline: str | None = "05.11"
    images: dict[Image, NDArray[Any]] = field(default_factory=dict)
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

    @property
    def level(self) -> str:
        return "L1C" if "MSIL1C" in self.name else "L2A"

    def write(self, parent: Path) -> Path:
        safe = parent / f"{self.name}.SAFE"
        safe.mkdir(parents=True)
        (safe / "manifest.safe").write_text("<manifest/>")
        (safe / f"MTD_MSI{self.level}.xml").write_text(self.datatake())
        for granule in self.granules:
            folder = safe / "GRANULE" / f"{self.level}_T32VLM_{granule}"
            for sub in ("IMG_DATA", "QI_DATA"):
                (folder / sub).mkdir(parents=True)
            (folder / "MTD_TL.xml").write_text(self.tile())
            for (band, size_m), pixels in self.images.items():
                self._write_jp2(folder / self._image_name(band, size_m), pixels, size_m)
            for (kind, band), mask in self.masks.items():
                path = folder / "QI_DATA" / f"MSK_{kind}_B{band}"
                if isinstance(mask, str):
                    path.with_suffix(".gml").write_text(mask)
                else:
                    size_m = EXTENT_M / mask.shape[-1]
                    self._write_jp2(path.with_suffix(".jp2"), mask, size_m)
        return safe

    def zip(self, parent: Path) -> Path:
        """Write the product as archives hand it out: the folder inside a .zip."""
        safe = self.write(parent / "unpacked")
        path = parent / f"{self.name}.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(safe.rglob("*")):
                archive.write(file, file.relative_to(safe.parent))
        return path

    def datatake(self) -> str:
        boa = "BOA_" if self.level == "L2A" else ""
        radio = "BOA_" if self.level == "L2A" else "RADIO_"
        offsets = (
            dict.fromkeys(range(13), -1000.0) if self.offsets is None else self.offsets
        )
        lines = [
            _element("PRODUCT_URI", self.uri or f"{self.name}.SAFE"),
            _element("PROCESSING_BASELINE", self.baseline),
            _element("SPACECRAFT_NAME", "Sentinel-2C"),
            _element("SENSING_ORBIT_DIRECTION", self.orbit),
            _element(f"{boa}QUANTIFICATION_VALUE", self.quantification),
            _element("AOT_QUANTIFICATION_VALUE", "500.0"),
            _element("WVP_QUANTIFICATION_VALUE", "1000.0"),
            *(
                f'<{radio}ADD_OFFSET band_id="{index}">{value:g}</{radio}ADD_OFFSET>'
                for index, value in offsets.items()
            ),
        ]
        return _document("Level-2A_User_Product", lines)

    def tile(self) -> str:
        x, y = CORNER
        grids = [
            f'<Size resolution="{size}"><NROWS>{EXTENT_M // size}</NROWS>'
            f"<NCOLS>{EXTENT_M // size}</NCOLS></Size>"
            f'<Geoposition resolution="{size}"><ULX>{x:g}</ULX><ULY>{y:.0f}</ULY>'
            f"<XDIM>{size}</XDIM><YDIM>-{size}</YDIM></Geoposition>"
            for size in (10, 20, 60)
        ]
        return _document(
            "Level-2A_Tile_ID",
            [
                _element("HORIZONTAL_CS_CODE", f"EPSG:{EPSG}"),
                *grids,
                _element("CLOUDY_PIXEL_PERCENTAGE", self.cloud_cover),
            ],
        )

    def _image_name(self, band: str, size_m: float) -> str:
        if band == "PVI":
            return "QI_DATA/T32VLM_20251017T111101_PVI.jp2"
        if band.endswith("PRB"):
            return f"QI_DATA/MSK_{band}_{size_m:g}m.jp2"
        stem = f"T32VLM_20251017T111101_{'' if band.isalpha() else 'B'}{band}"
        if self.level == "L1C":
            return f"IMG_DATA/{stem}.jp2"
        return f"IMG_DATA/R{size_m:g}m/{stem}_{size_m:g}m.jp2"

    def _write_jp2(self, path: Path, pixels: NDArray[Any], size_m: float) -> None:
        path.parent.mkdir(exist_ok=True)
        layers = pixels if pixels.ndim == 3 else pixels[np.newaxis]
        place = {
            "crs": f"EPSG:{EPSG}",
            "transform": Affine(size_m, 0, CORNER[0], 0, -size_m, CORNER[1]),
        }
        with rasterio.open(
            path,
            "w",
            driver="JP2OpenJPEG",
            count=len(layers),
            height=layers.shape[1],
            width=layers.shape[2],
            dtype=layers.dtype,
            QUALITY="100",
            REVERSIBLE="YES",
            **(place if self.georeferenced else {}),
        ) as dst:
            dst.write(layers)


def gml(*polygons: Any, kind: str = "DETECTOR_FOOTPRINT", epsg: int = EPSG) -> str:
    """Write polygons as a mask file; each is a ring of points, or several rings."""
    members = "".join(
        f'<eop:MaskFeature gml:id="m-{i}"><eop:maskType>{kind}</eop:maskType>'
        f"<eop:extentOf><gml:Polygon>{_rings(rings)}</gml:Polygon></eop:extentOf>"
        "</eop:MaskFeature>"
        for i, rings in enumerate(polygons)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<eop:Mask xmlns:eop="http://www.opengis.net/eop/2.0" '
        'xmlns:gml="http://www.opengis.net/gml/3.2"><gml:boundedBy>'
        f'<gml:Envelope srsName="urn:ogc:def:crs:EPSG:8.7:{epsg}"/></gml:boundedBy>'
        f"<eop:maskMembers>{members}</eop:maskMembers></eop:Mask>"
    )


def box(
    left: float, top: float, right: float, bottom: float
) -> list[tuple[float, ...]]:
    """Return a ring given in metres from the upper-left corner, y downwards."""
    x, y = CORNER
    corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    return [(x + col, y - row) for col, row in corners]


def _rings(rings: Any) -> str:
    rings = rings if isinstance(rings[0], list) else [rings]
    parts = ("exterior", *["interior"] * (len(rings) - 1))
    return "".join(
        f'<gml:{part}><gml:LinearRing><gml:posList srsDimension="{len(ring[0])}">'
        f"{' '.join(f'{v:.3f}' for point in ring for v in point)}"
        f"</gml:posList></gml:LinearRing></gml:{part}>"
        for part, ring in zip(parts, rings, strict=True)
    )


def _element(tag: str, text: str | None) -> str:
    return f"<{tag}>{text}</{tag}>" if text is not None else ""


def _document(root: str, lines: list[str]) -> str:
    body = "\n".join(line for line in lines if line)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<n1:{root} xmlns:n1="https://psd-14.sentinel2.eo.esa.int/PSD/x.xsd">\n'
        f"<n1:General_Info>\n{body}\n</n1:General_Info>\n</n1:{root}>\n"
    )


def counts(size_m: float, first: int = 1) -> NDArray[np.uint16]:
    """Make an image of the whole extent in which no two pixels are alike."""
    side = int(EXTENT_M / size_m)
    return (np.arange(side * side, dtype=np.uint16) + first).reshape(side, side)
