# SPDX-License-Identifier: GPL-3.0-or-later
"""What a product is, and how one is opened."""

from ..request.cleaning import Cleaning
from .opening import open_product
from .product import BandFile, Product, ProductBand

__all__ = ["BandFile", "Cleaning", "Product", "ProductBand", "open_product"]
