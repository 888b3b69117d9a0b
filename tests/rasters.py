# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds the rasters and polygons that tests run on, and reads results back."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import rasterio
from affine import Affine
from rasterio.enums import ColorInterp

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

#: UTM 30N, in metres: where a raster is when a test does not care.
CRS = "EPSG:32630"
LEFT, TOP, PIXEL = 500_000.0, 5_000_000.0, 10.0

#: The ways in which a raster can say that a pixel has no value.
NODATA_KINDS = ("none", "declared", "nan", "mask", "alpha")


def ramp(rows: int, cols: int, dtype: str = "float32") -> NDArray[Any]:
    """Return values that differ from pixel to pixel: 1, 2, 3 ... row by row."""
    return np.arange(1, rows * cols + 1).reshape(rows, cols).astype(dtype)


def placed(
    *,
    left: float = LEFT,
    top: float = TOP,
    pixel: float | tuple[float, float] = PIXEL,
    south_up: bool = False,
    rows: int = 0,
    degrees: float = 0.0,
) -> Affine:
    """Return a transform whose upper-left corner (on the ground) is where asked.

    Args:
        left: x of the outer corner.
        top: y of the outer corner.
        pixel: Edge of a pixel, or (width, height).
        south_up: The first row is the southernmost; needs `rows`.
        rows: How many rows the raster has.
        degrees: How far the raster is turned, counter-clockwise.
    """
    width, height = pixel if isinstance(pixel, tuple) else (pixel, pixel)
    if south_up:
        return Affine(width, 0, left, 0, height, top - rows * height)
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return Affine(width * cos, height * sin, left, width * sin, -height * cos, top)


def make_raster(
    path: Path,
    values: NDArray[Any] | None = None,
    *,
    crs: str | None = CRS,
    transform: Affine | None = None,
    nodata_kind: str = "none",
    nodata: float | None = None,
    invalid: NDArray[np.bool_] | None = None,
    descriptions: Sequence[str] = (),
    scales: Sequence[float] = (),
    offsets: Sequence[float] = (),
    colormap: Mapping[int, tuple[int, ...]] | None = None,
    tags: Mapping[str, str] | None = None,
    driver: str = "GTiff",
    **creation: Any,
) -> Path:
    """Write a raster.

    Args:
        path: Where.
        values: Shape (rows, cols) or (bands, rows, cols); a ramp of 12 x 15 where
            there is none.
        crs: None for a raster that does not say.
        transform: None for north up at `LEFT`, `TOP` with pixels of `PIXEL`.
        nodata_kind: One of `NODATA_KINDS`.
        nodata: What is declared; the kind `declared` puts it into a hole as well.
        invalid: Shape (rows, cols), True where there is no value.
        descriptions: Of the bands.
        scales: Of the bands.
        offsets: Of the bands.
        colormap: Of the first band.
        tags: Of the file.
        driver: GDAL's name of the format.
        creation: GDAL's creation options.
    """
    values = ramp(12, 15) if values is None else values
    bands = np.array(values[np.newaxis] if values.ndim == 2 else values)
    count, rows, cols = bands.shape
    hole = np.zeros((rows, cols), dtype=bool) if invalid is None else invalid
    if nodata_kind == "declared":
        bands[:, hole] = nodata
    elif nodata_kind == "nan":
        bands[:, hole] = np.nan
    with rasterio.open(
        path,
        "w",
        driver=driver,
        width=cols,
        height=rows,
        count=count + (nodata_kind == "alpha"),
        dtype=bands.dtype.name,
        crs=crs,
        transform=placed() if transform is None else transform,
        nodata=np.nan if nodata_kind == "nan" else nodata,
        **({"ALPHA": "YES"} if nodata_kind == "alpha" else {}),
        **creation,
    ) as dst:
        dst.write(bands, list(range(1, count + 1)))
        if nodata_kind == "alpha":
            dst.write(np.where(hole, 0, 255).astype(bands.dtype), count + 1)
            dst.colorinterp = [ColorInterp.gray] * count + [ColorInterp.alpha]
        if nodata_kind == "mask":
            dst.write_mask(~hole)
        for index, description in enumerate(descriptions, 1):
            dst.set_band_description(index, description)
        if scales:
            dst.scales = tuple(scales)
        if offsets:
            dst.offsets = tuple(offsets)
        if colormap:
            dst.write_colormap(1, dict(colormap))
        dst.update_tags(**(tags or {}))
    return path


def make_damaged(path: Path, rows: int = 40, cols: int = 50) -> Path:
    """Write a raster whose header is sound and whose first pixels cannot be read."""
    make_raster(path, ramp(rows, cols), compress="deflate")
    with rasterio.open(path) as src:
        start = int(src.get_tag_item("BLOCK_OFFSET_0_0", "TIFF", bidx=1))
    raw = bytearray(path.read_bytes())
    raw[start : start + 16] = bytes(16)
    path.write_bytes(bytes(raw))
    return path


def relative_vrt(path: Path, *sources: str) -> Path:
    """Write a virtual raster of other files, by hand, as 4 x 4 pixels."""
    parts = "".join(
        f'<SimpleSource><SourceFilename relativeToVRT="1">{source}</SourceFilename>'
        "<SourceBand>1</SourceBand></SimpleSource>"
        for source in sources
    )
    path.write_text(
        '<VRTDataset rasterXSize="4" rasterYSize="4"><SRS>EPSG:32632</SRS>'
        "<GeoTransform>400000, 10, 0, 5000000, 0, -10</GeoTransform>"
        f'<VRTRasterBand dataType="Byte" band="1">{parts}</VRTRasterBand></VRTDataset>'
    )
    return path


def make_polygons(
    path: Path, rings: Sequence[Sequence[tuple[float, float]]], crs: str | None = CRS
) -> Path:
    """Write polygons without holes as GeoJSON, x before y.

    Args:
        path: Where.
        rings: A closed ring for each polygon, in units of `crs`.
        crs: None for what GeoJSON means without one, EPSG:4326.
    """
    member = {"crs": {"type": "name", "properties": {"name": crs}}} if crs else {}
    features = [
        {
            "type": "Feature",
            "properties": {},
            "geometry": {"type": "Polygon", "coordinates": [list(ring)]},
        }
        for ring in rings
    ]
    collection = {"type": "FeatureCollection", **member, "features": features}
    path.write_text(json.dumps(collection), encoding="utf-8")
    return path


def box_ring(
    left: float, bottom: float, right: float, top: float
) -> list[tuple[float, float]]:
    """Return the closed ring of a rectangle."""
    return [
        (left, bottom),
        (right, bottom),
        (right, top),
        (left, top),
        (left, bottom),
    ]


@dataclass(frozen=True, kw_only=True)
class Written:
    """A file that a run has written, read back."""

    path: Path
    values: NDArray[Any]
    """Shape (bands, rows, cols), the file's own numbers."""
    profile: dict[str, Any]
    descriptions: tuple[str | None, ...]
    tags: dict[str, str]
    band_tags: tuple[dict[str, str], ...]
    warnings: tuple[str, ...] = ()

    @property
    def dtype(self) -> str:
        return str(self.profile["dtype"])

    @property
    def nodata(self) -> float:
        return float(self.profile["nodata"])

    @property
    def band(self) -> NDArray[Any]:
        return self.values[0]


def read_back(path: Path | str, warnings: tuple[str, ...] = ()) -> Written:
    """Read a file and all it says of itself."""
    with rasterio.open(path) as src:
        return Written(
            path=Path(path),
            values=src.read(),
            profile=dict(src.profile),
            descriptions=src.descriptions,
            tags=src.tags(),
            band_tags=tuple(src.tags(band) for band in src.indexes),
            warnings=warnings,
        )
