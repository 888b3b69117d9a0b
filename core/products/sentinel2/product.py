# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds a Sentinel-2 product from its files and metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...message import say
from ...request.cleaning import Cleaning
from ..product import Product
from .attributes import attributes_of, facts_of
from .bands import BandBuilder
from .georeference import grid_of_image, placed
from .identity import identify
from .instants import instants_of
from .masks import MaskReader
from .quality import QualityBands
from .spectral import bands_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...geometry.grid import Grid
    from .container import Container
    from .identity import Identity

_NO_IMAGES: Final = say(
    "The product has metadata but no image files: it can be described, not read."
)


def open_safe(container: Container, cleaning: Cleaning = Cleaning.NODATA) -> Product:
    """Open a Sentinel-2 product; of its images a single header is read.

    Args:
        container: The product's files.
        cleaning: Which pixels are invalid.

    Raises:
        UnknownProduct: The container is no product of one Sentinel-2 tile.
        InvalidProduct: Neither images nor metadata give the pixels' grid.
        SourceUnreadable: The finest image is damaged.
    """
    found = identify(container)
    grid, gdal_name = _placing(found, container)
    masks = MaskReader(
        container=container,
        files=found.files,
        cleaning=cleaning,
        epsg=grid.crs.to_epsg() if grid else None,
    )
    builder = BandBuilder(product=found, masks=masks, gdal_name=gdal_name)
    bands, band_problems = builder.build()
    attributes, attribute_problems = attributes_of(found)
    quality = QualityBands(
        container=container,
        files=found.files,
        level=found.level,
        gdal_name=gdal_name,
        epsg=masks.epsg,
    )
    return Product(
        path=found.path,
        name=str(attributes["product_name"]),
        grid=grid,
        quicklook=_quicklook(found, container),
        nominal_grid=found.tile.grid,
        bands=bands,
        more_bands=(quality,) if grid else (),
        attributes=attributes,
        facts=facts_of(found),
        instants=instants_of(found),
        warnings=(
            *found.problems,
            *attribute_problems,
            *band_problems,
            *(() if grid else (_NO_IMAGES,)),
        ),
    )


def _placing(
    product: Identity, container: Container
) -> tuple[Grid | None, Callable[[str], str]]:
    """Find the grid of the finest image, and the function that names images for GDAL.

    The image's header is preferred to the metadata: a product cut to an area still has
    the metadata of the whole tile.
    """
    finest = _finest_image(product)
    if finest is None:
        return None, container.gdal_name
    grid = grid_of_image(container.gdal_name(finest))
    if grid is not None:
        return grid, container.gdal_name

    def gdal_name(name: str) -> str:
        return placed(container.gdal_name(name), product.path, product.tile.grid)

    return grid_of_image(gdal_name(finest)), gdal_name


def _quicklook(product: Identity, container: Container) -> str | None:
    name = product.files.quicklook
    return None if name is None else container.gdal_name(name)


def _finest_image(product: Identity) -> str | None:
    """Choose the finest reflectance image; without any, the finest other image."""
    images = product.files.images
    spectral = {band.id: band.pixel_size for band in bands_of(product.level)}
    sizes = {
        file.name: (band not in spectral, file.pixel_size or spectral.get(band, 0))
        for band, files in sorted(images.items())
        for file in files
    }
    return min(sizes, key=lambda name: sizes[name], default=None)
