# SPDX-License-Identifier: GPL-3.0-or-later
"""The metadata of a product, read from its two XML files; missing values are None."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from affine import Affine
from rasterio.crs import CRS
from rasterio.errors import CRSError

from ...geometry.grid import Grid
from ..metadata_file import number_of, text_of, to_number
from .baseline import baseline_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element  # nosec B405

_BAND_ID: Final = re.compile(r"[0-9]{1,2}")

#: The largest credible quantification or offset, for images of 16 bits.
_MOST: Final = 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class DatatakeMetadata:
    """The metadata of the whole product, from `MTD_MSIL1C.xml` or `MTD_MSIL2A.xml`."""

    is_read: bool
    """The file is there and whole: what it does not say, it never said."""
    uri: str | None
    """The name the product was made under, with its extension."""
    baseline: float | None
    """The version of the processor, which decides on offsets and masks."""
    satellite: str | None
    sensing: str | None
    """When the datatake began, ISO 8601."""
    orbit_direction: str | None
    quantification: float | None
    """The file's number for a reflectance of 1, before the offset."""
    aot_quantification: float | None
    wvp_quantification: float | None
    nodata: float | None
    """The number that says "no data" in the images."""
    offsets: Mapping[int, float] = field(default_factory=dict)
    """By `band_id`, added to the files' numbers; empty before baseline 04.00."""
    cloud_cover: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TileMetadata:
    """The metadata of the tile, from `MTD_TL.xml`."""

    cloud_cover: float | None
    """In percent."""
    sensing: str | None
    """When the tile was seen, ISO 8601."""
    grid: Grid | None
    """The grid of the whole tile at its finest resolution; images may be a part."""


def read_datatake(root: Element | None) -> DatatakeMetadata:
    """Read the metadata of the product; without a file every value is None."""
    return DatatakeMetadata(
        is_read=root is not None,
        uri=text_of(root, "PRODUCT_URI") or text_of(root, "PRODUCT_URI_2A"),
        baseline=baseline_of(text_of(root, "PROCESSING_BASELINE")),
        satellite=text_of(root, "SPACECRAFT_NAME"),
        sensing=text_of(root, "DATATAKE_SENSING_START"),
        orbit_direction=text_of(root, "SENSING_ORBIT_DIRECTION"),
        quantification=_divisor(
            root,
            "BOA_QUANTIFICATION_VALUE",
            "L2A_BOA_QUANTIFICATION_VALUE",
            "QUANTIFICATION_VALUE",
        ),
        aot_quantification=_divisor(
            root, "AOT_QUANTIFICATION_VALUE", "L2A_AOT_QUANTIFICATION_VALUE"
        ),
        wvp_quantification=_divisor(
            root, "WVP_QUANTIFICATION_VALUE", "L2A_WVP_QUANTIFICATION_VALUE"
        ),
        nodata=_nodata(root),
        offsets=_offsets(root),
        cloud_cover=number_of(root, "Cloud_Coverage_Assessment"),
    )


def read_tile(root: Element | None) -> TileMetadata:
    """Read the metadata of the tile; without a file every value is None."""
    return TileMetadata(
        cloud_cover=number_of(root, "CLOUDY_PIXEL_PERCENTAGE"),
        sensing=text_of(root, "SENSING_TIME"),
        grid=_grid(root),
    )


def _divisor(root: Element | None, *tags: str) -> float | None:
    """Return the first credible quantification among the elements of these names."""
    found = (number_of(root, tag) for tag in tags)
    return next(
        (value for value in found if value is not None and 1 <= value <= _MOST), None
    )


def _nodata(root: Element | None) -> float | None:
    """Read `NODATA` of the special values; a saturated number is a value."""
    for special in [] if root is None else root.iterfind(".//{*}Special_Values"):
        if text_of(special, "SPECIAL_VALUE_TEXT") == "NODATA":
            return number_of(special, "SPECIAL_VALUE_INDEX")
    return None


def _offsets(root: Element | None) -> dict[int, float]:
    """Read `RADIO_ADD_OFFSET` (L1C) or `BOA_ADD_OFFSET` (L2A), ids from 0."""
    offsets: dict[int, float] = {}
    for tag in ("RADIO_ADD_OFFSET", "BOA_ADD_OFFSET"):
        for element in [] if root is None else root.iterfind(f".//{{*}}{tag}"):
            index, value = element.get("band_id", ""), to_number(element.text)
            if value is None or abs(value) > _MOST:
                continue
            if _BAND_ID.fullmatch(index):
                offsets[int(index)] = value
    return offsets


def _grid(root: Element | None) -> Grid | None:
    """Read the 10 m grid of `Tile_Geocoding`."""
    finest = "[@resolution='10']"
    corner = None if root is None else root.find(f".//{{*}}Geoposition{finest}")
    size = None if root is None else root.find(f".//{{*}}Size{finest}")
    code = text_of(root, "HORIZONTAL_CS_CODE")
    found = [number_of(corner, tag) for tag in ("XDIM", "ULX", "YDIM", "ULY")]
    found += [number_of(size, tag) for tag in ("NROWS", "NCOLS")]
    numbers = [number for number in found if number is not None]
    if code is None or len(numbers) < len(found):
        return None
    dx, x, dy, y, rows, cols = numbers
    try:
        return Grid(
            crs=CRS.from_string(code),
            transform=Affine(dx, 0, x, 0, dy, y),
            rows=int(rows),
            cols=int(cols),
        )
    except (CRSError, ValueError):
        return None
