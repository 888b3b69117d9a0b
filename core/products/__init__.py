# SPDX-License-Identifier: GPL-3.0-or-later
"""What is a product, and how is a product opened?"""

from ..request.cleaning import Cleaning
from .opening import open_product
from .product import BandFile, Product, ProductBand

__all__ = ["BandFile", "Cleaning", "Product", "ProductBand", "open_product"]
