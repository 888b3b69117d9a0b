# SPDX-License-Identifier: GPL-3.0-or-later
"""Exogenous rasters on a satellite product's grid, without QGIS."""

from . import put_off as put_off  # first: it shortens the import of rasterio

# isort: split
from .errors import ExogenousError, ExogenousWarning
from .geometry.grid import Block, Grid
from .pipeline import Result, collocate, load, stack
from .products import open_product
from .products.product import Product
from .request.aoi import Aoi
from .request.exo_layer import ExoLayer
from .request.layer_table import parse_exo
from .request.located import MapLayer
from .request.request import OutputOptions, Request

__all__ = [
    "Aoi",
    "Block",
    "ExoLayer",
    "ExogenousError",
    "ExogenousWarning",
    "Grid",
    "MapLayer",
    "OutputOptions",
    "Product",
    "Request",
    "Result",
    "collocate",
    "load",
    "open_product",
    "parse_exo",
    "stack",
]
