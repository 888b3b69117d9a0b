# SPDX-License-Identifier: GPL-3.0-or-later
"""The kinds of products that are known; each is asked in this order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..errors import UnknownProduct
from .eopf import Eopf
from .landsat import Landsat
from .sentinel2 import Sentinel2

if TYPE_CHECKING:
    from ..request.cleaning import Cleaning
    from .product import Product
    from .product_format import ProductFormat

#: One line for each kind.
FORMATS: Final[tuple[ProductFormat, ...]] = (Sentinel2(), Landsat(), Eopf())


def whole_product(path: str) -> str | None:
    """Return the product that a path leads into by its looks; None for no product."""
    found = (one.whole(path) for one in FORMATS)
    return next((whole for whole in found if whole is not None), None)


def open_known(
    path: str, cleaning: Cleaning, *, is_folder: bool
) -> tuple[Product, ProductFormat] | None:
    """Open a path as the first kind of product that it is.

    Args:
        path: What `whole_product` made of a user's path.
        cleaning: Which pixels are invalid.
        is_folder: The path is a folder.

    Returns:
        The product and its kind; None where it is of no kind and none says why.

    Raises:
        UnknownProduct: It is of no kind: why, in the words of the first that knows.
        ExogenousError: It is of one, and cannot be used.
    """
    refusal = None
    for one in FORMATS:
        try:
            product = one.open(path, cleaning, is_folder=is_folder)
        except UnknownProduct as error:
            refusal = refusal or error
            continue
        if product is not None:
            return product, one
    if refusal is not None:
        raise refusal
    return None
