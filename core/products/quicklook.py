# SPDX-License-Identifier: GPL-3.0-or-later
"""The quicklook of a product, its own small picture, for the description."""

from __future__ import annotations

import base64
import warnings
from typing import TYPE_CHECKING, Final

from rasterio.enums import Resampling
from rasterio.errors import NotGeoreferencedWarning, RasterioError
from rasterio.io import MemoryFile

from ..errors import SourceUnreadable
from ..io.raster import open_raster
from ..message import say

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .product import Product

#: The longer side of the picture on a page.
_MOST_PX: Final = 343


def data_uri(product: Product) -> str | None:
    """Return the quicklook as a `data:` URI, None where the product has none.

    Raises:
        SourceMissing: The product names a quicklook file that does not exist.
        SourceUnreadable: The file is damaged, or no picture of 8 bits.
    """
    if product.quicklook is None:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        jpeg = _jpeg(_pixels(product.quicklook))
    return f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode('ascii')}"


def _pixels(path: str) -> NDArray[np.uint8]:
    """Read the picture, reduced to `_MOST_PX`, shape (bands, rows, cols)."""
    with open_raster(path, "quicklook") as src:
        if src.dtypes[0] != "uint8":
            raise SourceUnreadable(
                "quicklook", path, say("it is {dtype}", dtype=src.dtypes[0])
            )
        bands = [1, 2, 3] if src.count >= len("RGB") else [1]
        shrink = max(1.0, max(src.shape) / _MOST_PX)
        shape = [max(1, round(side / shrink)) for side in src.shape]
        try:
            pixels: NDArray[np.uint8] = src.read(
                bands, out_shape=(len(bands), *shape), resampling=Resampling.average
            )
        except RasterioError as error:
            raise SourceUnreadable("quicklook", path, str(error)) from error
    return pixels


def _jpeg(pixels: NDArray[np.uint8]) -> bytes:
    count, rows, cols = pixels.shape
    with MemoryFile() as memory:
        with memory.open(
            driver="JPEG",
            dtype="uint8",
            count=count,
            height=rows,
            width=cols,
            QUALITY=85,
        ) as dst:
            dst.write(pixels)
        return bytes(memory.read())
