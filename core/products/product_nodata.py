# SPDX-License-Identifier: GPL-3.0-or-later
"""Nodata values of a raster product that the user has set, not the raster."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..request.nodata_rule import NodataRule
    from ..request.request import FileNodata
    from .product import Product, ProductBand

    #: By a raster and the 1-based number of a band in it.
    _Rules = Mapping[tuple[str, int], float | NodataRule]


def with_nodata(product: Product, chosen: Sequence[FileNodata]) -> Product:
    """Return a product whose plain rasters have the nodata values that are chosen.

    Products that say themselves which pixels are invalid stay as they are.

    Args:
        product: What is opened.
        chosen: The values, by rasters and bands.
    """
    rules = {(one.path, one.band): one.nodata for one in chosen}
    if not rules:
        return product
    bands = tuple(_with_rule(band, product, rules) for band in product.bands)
    return replace(product, bands=bands)


def _with_rule(band: ProductBand, product: Product, rules: _Rules) -> ProductBand:
    if not band.is_any_raster or not band.files:
        return band
    file = band.files[0]
    # What another program reads has a header of its own, elsewhere.
    paths = (file.path, product.path)
    known = [rules[path, file.band] for path in paths if (path, file.band) in rules]
    if not known:
        return band
    return replace(band, decoding=replace(band.decoding, nodata=known[0]))
