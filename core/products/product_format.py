# SPDX-License-Identifier: GPL-3.0-or-later
"""What a kind of product provides to be opened; each has a folder beside this file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ..request.cleaning import Cleaning
    from .product import Product


class ProductFormat(Protocol):
    """One kind of product, as `formats.FORMATS` registers it."""

    @property
    def is_eoreaders(self) -> bool:
        """Whether EOReader opens the same path, and can make more bands of it."""

    def whole(self, path: str) -> str | None:
        """Return the product that a path leads into, from the path alone.

        Args:
            path: What a user typed or chose: a metadata file, a member of an archive.

        Returns:
            The path to open; None where the path does not look like that.
        """

    def open(self, path: str, cleaning: Cleaning, *, is_folder: bool) -> Product | None:
        """Open a product from headers and metadata alone.

        Args:
            path: A folder or file that exists, or a name that `whole` returned.
            cleaning: Which pixels are invalid.
            is_folder: The path is a folder.

        Returns:
            None where it is no product of this kind.

        Raises:
            UnknownProduct: It is no product of this kind, and this kind knows why.
            ExogenousError: It is one, and cannot be used.
        """
