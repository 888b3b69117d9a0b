# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what is given as a product: paths, or raster layers of the project."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ..core.errors import InvalidLayer, InvalidRequest, about
from ..core.message import say
from ..core.request.located import MapLayer
from ..core.request.nodata_rule import parse_nodata
from ..core.request.product_paths import product_paths
from ..core.request.request import FileCrs, FileNodata
from .parameter_names import PRODUCT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..core.request.located import Lookup


def product_layers(value: object, lookup: Lookup) -> tuple[MapLayer, ...]:
    """Read a product, or the rasters that make one together.

    Args:
        value: A path, a map layer, its id or name, or several of these.
        lookup: Finds map layers.

    Returns:
        Map layers; one that has nothing but a path for a path.

    Raises:
        ExogenousError: There is no value, or it is no path or raster layer.
    """
    if isinstance(value, str):
        value = list(product_paths(value))
    items = value if isinstance(value, list) else [value]
    if not items:
        raise InvalidRequest(PRODUCT, value, say("Choose a product."))
    try:
        return tuple(_layer(item, lookup) for item in items)
    except InvalidLayer as error:
        raise about(error, error.label, PRODUCT) from error


def _layer(value: object, lookup: Lookup) -> MapLayer:
    if isinstance(value, os.PathLike):
        value = os.fspath(value)
    if isinstance(value, str):
        text = value.strip()
        # Where a file and a layer have one name, the file is meant. (Path.exists
        # would raise where the system refuses a name.)
        is_file = os.path.exists(text)  # noqa: PTH110
        layer = None if is_file else lookup(text)
        return layer or MapLayer(name="", path=text)
    layer = lookup(value)
    if layer is None:
        raise InvalidRequest(
            PRODUCT, value, say("Give a path, or a raster layer of the project.")
        )
    return layer


def paths_of(layers: Sequence[MapLayer]) -> str | tuple[str, ...]:
    """Return the path of a product, or those of several rasters."""
    paths = tuple(layer.path for layer in layers)
    return paths if paths[1:] else paths[0]


def chosen_nodata_of(layers: Sequence[MapLayer]) -> tuple[FileNodata, ...]:
    """Return what the user has set of the nodata values of a product's layers."""
    return tuple(
        FileNodata(path=layer.path, band=int(band), nodata=parse_nodata(text))
        for layer in layers
        for band, text in layer.nodata.items()
        if band.isdecimal()
    )


def chosen_crs_of(layers: Sequence[MapLayer]) -> tuple[FileCrs, ...]:
    """Return the CRSs that the user has set for a product's layers."""
    return tuple(
        FileCrs(path=layer.path, crs=layer.crs) for layer in layers if layer.crs
    )
