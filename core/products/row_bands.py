# SPDX-License-Identifier: GPL-3.0-or-later
"""The bands that a row of the table can choose from, by headers and metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import SourceUnreadable
from ..io.packed import is_archive
from ..io.raster import open_raster
from ..request.band_choice import ListedBand
from ..sources.other_reader import is_damaged, open_elsewhere

if TYPE_CHECKING:
    from .product import Product


def bands_of_raster(path: str, label: str) -> tuple[ListedBand, ...]:
    """List the bands of a raster by number.

    Raises:
        ExogenousError: It is no raster.
    """
    try:
        with open_raster(path, label) as src:
            descriptions = tuple(src.descriptions)
    except SourceUnreadable as error:
        is_own = is_archive(path) or is_damaged(path, error)
        raster = None if is_own else open_elsewhere(path, label)
        if raster is None:
            raise
        descriptions = tuple(raster.header.descriptions)
    return tuple(
        ListedBand(key=number, name=text or "")
        for number, text in enumerate(descriptions, 1)
    )


def bands_of_product(product: Product) -> tuple[ListedBand, ...]:
    """List the bands that a product contains, or that can be made, by id."""
    return tuple(
        ListedBand(
            key=band.id,
            name="" if band.id == band.name else band.name,
            aliases=band.aliases,
        )
        for band in product.bands
        if band.is_there
    )
