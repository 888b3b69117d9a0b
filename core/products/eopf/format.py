# SPDX-License-Identifier: GPL-3.0-or-later
"""EOPF Zarr stores as a kind of product."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from ...errors import InvalidProduct
from ..metadata_file import UnreadableFile
from .product import open_store
from .store import in_archive, in_folder

if TYPE_CHECKING:
    from ...request.cleaning import Cleaning
    from ..product import Product

_METADATA: Final = re.compile(r"[/\\]\.z(?:metadata|group|attrs)$")


@dataclass(frozen=True, slots=True)
class Eopf:
    """Sentinel-2 in Zarr v2, a folder or a `.zip`, see `ProductFormat`."""

    is_eoreaders: ClassVar[bool] = False

    def whole(self, path: str) -> str | None:
        """Return the store of its metadata file, see `ProductFormat`."""
        found = _METADATA.search(path)
        return path[: found.start()] if found else None

    def open(self, path: str, cleaning: Cleaning, *, is_folder: bool) -> Product | None:
        """Open a store, see `ProductFormat`."""
        try:
            if is_folder:
                store = in_folder(path)
            else:
                store = in_archive(path) if path.lower().endswith(".zip") else None
        except UnreadableFile as error:
            raise InvalidProduct(path, error.message) from error
        return None if store is None else open_store(store, cleaning)
