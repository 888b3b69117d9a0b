# SPDX-License-Identifier: GPL-3.0-or-later
"""Landsat scenes as a kind of product."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from .files import ARCHIVE, MTL, in_archive, in_folder
from .product import open_scene

if TYPE_CHECKING:
    from ...request.cleaning import Cleaning
    from ..product import Product


@dataclass(frozen=True, slots=True)
class Landsat:
    """Level 1 and 2, a folder, a `.tar` or a metadata file, see `ProductFormat`."""

    is_eoreaders: ClassVar[bool] = True

    def whole(self, path: str) -> str | None:
        """Return a metadata file itself, which tells the scene, see `ProductFormat`."""
        return path if MTL.search(path) else None

    def open(self, path: str, cleaning: Cleaning, *, is_folder: bool) -> Product | None:
        """Open a scene, see `ProductFormat`."""
        if is_folder or MTL.search(path):
            files = in_folder(path)
        else:
            files = in_archive(path) if ARCHIVE.search(path) else None
        return None if files is None else open_scene(files, cleaning)
