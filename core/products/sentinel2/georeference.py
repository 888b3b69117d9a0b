# SPDX-License-Identifier: GPL-3.0-or-later
"""The georeference of a product's images, from their headers or the metadata."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from rasterio.errors import NotGeoreferencedWarning

from ...errors import InvalidProduct, MissingCrs, MissingGeoreference, Parameter
from ...message import say
from ...sources.source import open_source

if TYPE_CHECKING:
    from ...geometry.grid import Grid


def grid_of_image(path: str) -> Grid | None:
    """Read the grid in an image's header, None where the header has no grid.

    The images of the first L2A products (before baseline 02.07) have no grid.

    Raises:
        SourceMissing: There is no such file.
        SourceUnreadable: The file is damaged.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        try:
            return open_source(path, 1, label=Parameter("PRODUCT")).grid
        except (MissingCrs, MissingGeoreference):
            return None


def placed(path: str, product: str, tile: Grid | None) -> str:
    """Return a GDAL name that adds a georeference to an image without one.

    Args:
        path: The image, which covers the whole tile.
        product: The product, for messages.
        tile: The grid of the tile, at any resolution.

    Raises:
        InvalidProduct: The metadata do not say the grid of the tile.
    """
    if tile is None:
        raise InvalidProduct(
            product, say("neither its images nor MTD_TL.xml say where the pixels are")
        )
    left, bottom, right, top = tile.bounds
    crs = ":".join(tile.crs.to_authority())
    return f"vrt://{path}?a_srs={crs}&a_ullr={left},{top},{right},{bottom}"
