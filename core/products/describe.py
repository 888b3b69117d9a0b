# SPDX-License-Identifier: GPL-3.0-or-later
"""The description of a product, and its values for models."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import ExogenousError
from ..geometry.grid_text import crs_text, extent_text
from ..message import say
from .quicklook import data_uri

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..geometry.grid import Grid
    from .product import BandGroup, Product, ProductBand


@dataclass(frozen=True, slots=True, kw_only=True)
class BandDescription:
    """The description of a band."""

    name: str
    id: str
    pixel_sizes: tuple[float, ...]
    """The size in each file, in CRS units, finest first; 0 where it is not known."""
    files: tuple[str, ...]
    """Paths inside the product, in the order of the sizes."""
    is_there: bool
    """Whether the band can be asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """The description of a product from its headers and metadata."""

    name: str
    facts: Mapping[str, str | float]
    """The product's attributes and facts under their own names."""
    grid: Grid | None
    """The grid of the images; without images, the grid that the metadata promise."""
    has_images: bool
    bands: tuple[BandDescription, ...]
    masks: tuple[BandGroup, ...]
    """The quality masks, which can be asked for as bands."""
    warnings: tuple[str, ...]
    quicklook: str = ""
    """The quicklook as a `data:` URI; empty without one, or where not asked for."""


def describe(product: Product, *, with_quicklook: bool = False) -> Description:
    """Describe an opened product.

    Args:
        product: The product.
        with_quicklook: Also read the product's quicklook; no other pixel is read.
    """
    quicklook, problem = _quicklook(product) if with_quicklook else ("", ())
    return Description(
        name=product.name,
        facts={**product.attributes, **product.facts},
        grid=product.grid or product.nominal_grid,
        has_images=product.grid is not None,
        bands=tuple(_describe_band(band, product) for band in product.bands),
        masks=tuple(group for more in product.more_bands for group in more.groups()),
        warnings=(*product.warnings, *problem),
        quicklook=quicklook,
    )


def to_values(description: Description) -> dict[str, str | float | int]:
    """Return a description as values for models.

    Returns:
        `NAME`, `CONDENSED_NAME`, `CONSTELLATION`, `SENSOR_TYPE`, `PRODUCT_TYPE`,
        `ACQUISITION` (ISO 8601, UTC), `TILE`, `CRS`, `EXTENT` (as QGIS writes
        it), `BANDS` (the names of bands that can be asked for) and `QUALITY_MASKS`
        (the kinds that the product has), both comma-separated, `BAND_MAPPING` (JSON,
        the sensor's identifier of each band by its name) and `WARNINGS` are texts,
        empty where the product does not say. The numbers `CLOUD_COVER` (percent),
        `PIXEL_SIZE` (along x, in CRS units), `WIDTH` and `HEIGHT` (pixels) are left
        out where the product does not say.
    """
    facts, grid = description.facts, description.grid
    acquired = facts.get("acquisition_datetime", facts.get("acquisition_date", ""))
    values: dict[str, str | float | int] = {
        "NAME": description.name,
        "CONDENSED_NAME": facts.get("condensed_name", ""),
        "CONSTELLATION": facts.get("constellation", ""),
        "SENSOR_TYPE": facts.get("sensor_type", ""),
        "PRODUCT_TYPE": facts.get("product_type", ""),
        "ACQUISITION": acquired,
        "TILE": facts.get("tile_name", ""),
        "CRS": crs_text(grid.crs) if grid else "",
        "EXTENT": extent_text(grid) if grid else "",
        "BANDS": ",".join(band.name for band in description.bands if band.is_there),
        "QUALITY_MASKS": ",".join(group.kind for group in description.masks),
        "BAND_MAPPING": json.dumps({band.name: band.id for band in description.bands}),
        "WARNINGS": " ".join(description.warnings),
    }
    if "cloud_cover" in facts:
        values["CLOUD_COVER"] = facts["cloud_cover"]
    if grid:
        size_x, _ = grid.pixel_size
        values |= {"PIXEL_SIZE": size_x, "WIDTH": grid.cols, "HEIGHT": grid.rows}
    return values


def _quicklook(product: Product) -> tuple[str, tuple[str, ...]]:
    """Return the quicklook, or a warning where it cannot be read."""
    try:
        return data_uri(product) or "", ()
    except ExogenousError as error:
        return "", (say("There is no picture: {problem}", problem=error.message),)


def _describe_band(band: ProductBand, product: Product) -> BandDescription:
    sizes = tuple(file.pixel_size for file in band.files)
    own = product.grid.pixel_size[0] if product.grid else None
    return BandDescription(
        name=band.name,
        id=band.id,
        pixel_sizes=tuple(size or own or 0.0 for size in sizes),
        files=tuple(_inside(product.path, file.path) for file in band.files),
        is_there=band.is_there,
    )


def _inside(product: str, path: str) -> str:
    """Return a file's path inside a product; of a raster as product, its file name."""
    rest = path.partition(product)[2].lstrip("}/\\")
    return rest or path.replace("\\", "/").rpartition("/")[2]
