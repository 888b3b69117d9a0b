# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds a single product among the names in a folder or archive."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ...errors import UnknownProduct
from ...message import say

if TYPE_CHECKING:
    from collections.abc import Collection

_METADATA: Final = re.compile(r"(?:^|/)MTD_MSIL(?:1C|2A)\.xml$")

#: Why an archive of other files is no product.
NO_PRODUCT: Final = say("there is no Sentinel-2 product in the archive")

#: The metadata of the layout before December 2016, several tiles in one product.
_OLD_METADATA: Final = re.compile(r"(?:^|/)S2\w_OPER_MTD_SAFL(?:1C|2A)_[^/]*\.xml$")

#: A product whose metadata are missing.
_GRANULES: Final = re.compile(r"(?<=\.SAFE)/GRANULE/")


def root_of(path: str, names: Collection[str]) -> str:
    """Return the folder of an archive that is a product.

    Args:
        path: The archive, for messages.
        names: The archive's files, with forward slashes.

    Returns:
        The folder with a slash at its end; empty for the archive's top.

    Raises:
        UnknownProduct: There is no product, several products, or a product in an old
            layout.
    """
    roots = _starts(_METADATA, names)
    if not roots:
        refuse_old_layout(path, names)
        roots = _starts(_GRANULES, names)
    if not roots:
        raise UnknownProduct(
            path,
            NO_PRODUCT,
            say('For a raster in it, give "/vsizip/{archive.zip}/raster.tif".'),
        )
    root = only_one(path, sorted(roots))
    return root and f"{root}/"


def is_root(names: Collection[str]) -> bool:
    """Tell from the names in a folder whether it is a product."""
    return "GRANULE" in names or any(_METADATA.search(name) for name in names)


def only_one(path: str, products: list[str]) -> str:
    """Return the only product of a list.

    Raises:
        UnknownProduct: There are several products.
    """
    if len(products) > 1:
        shown = ", ".join(product or "." for product in products[:3])
        reason = say(
            "it holds {count} products ({shown}, …)", count=len(products), shown=shown
        )
        raise UnknownProduct(path, reason, say("Give one of them."))
    return products[0]


def refuse_old_layout(path: str, names: Collection[str]) -> None:
    """Raise where the names are those of a product in the old layout.

    Raises:
        UnknownProduct: The product is in the old layout.
    """
    if any(_OLD_METADATA.search(name) for name in names):
        raise UnknownProduct(
            path,
            say("it is in the layout of before December 2016"),
            say("Fetch it again: archives hand it out in the present one."),
        )


def _starts(pattern: re.Pattern[str], names: Collection[str]) -> set[str]:
    found = ((name, pattern.search(name)) for name in names)
    return {name[: match.start()] for name, match in found if match}
