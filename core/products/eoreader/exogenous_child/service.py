# SPDX-License-Identifier: GPL-3.0-or-later
"""The requests that EOReader answers about one product."""

from __future__ import annotations

import os
from typing import Any

import eoreader
from eoreader import bands as eo
from eoreader.env_vars import DEM_PATH
from eoreader.reader import Reader

from .facts import band_facts, band_of, described
from .files import write
from .grids import (
    default_grid,
    divides,
    files_of,
    is_placed_late,
    of_band,
    of_file,
    resized,
)

Size = tuple[float, float]
Files = dict[Any, str]


class Service:
    """EOReader with one product; `open` comes first."""

    def __init__(self) -> None:
        """Start without a product."""
        self._product: Any = None

    def version(self) -> str:
        """Return EOReader's version."""
        return str(eoreader.__version__)

    def open(self, path: str, folder: str) -> dict[str, Any] | None:
        """Open a product; None where EOReader does not know it.

        Args:
            path: The product.
            folder: Where EOReader may keep intermediate files.
        """
        self._product = Reader().open(path, output_path=folder)
        if self._product is None:
            return None
        late = is_placed_late(self._product)
        bands = self._product.get_existing_bands()
        files = {b: [] if late else files_of(self._product, b) for b in bands}
        if not late:
            files = {band: found for band, found in files.items() if found}
        return {
            **described(self._product, files),
            "grid": None if late else default_grid(self._product),
        }

    def grid(self) -> dict[str, Any]:
        """Return the product's own grid, for which EOReader may have to geocode."""
        return default_grid(self._product)

    def find(self, word: str) -> dict[str, Any] | None:
        """Return the facts of the band that a word stands for; None for no band."""
        band = band_of(self._product, word)
        return None if band is None else band_facts(self._product, band)

    def promise(
        self, word: str, pixel_size: float | None, cleaning: str, file: str
    ) -> dict[str, Any]:
        """Return the grid of a band before it is read; read the band if need be.

        Args:
            word: The band.
            pixel_size: The target's pixel size; None for the band's own.
            cleaning: EOReader's `clean_optical`.
            file: The file to write, if the band has to be read.

        Returns:
            The `grid`, and whether the file `is_made`.
        """
        band = band_of(self._product, word)
        if eo.is_dem(band) and DEM_PATH not in os.environ:
            raise ValueError(f"name a DEM in the environment variable {DEM_PATH}")
        if is_placed_late(self._product):
            dataset = self._product.load([band], clean_optical=cleaning)
            write(dataset[band], file)
            return {"grid": of_file(file), "is_made": True}
        grid = of_band(self._product, band)
        if eo.is_index(band) and pixel_size and divides(grid, pixel_size):
            grid = resized(grid, pixel_size)
        return {"grid": grid, "is_made": False}

    def load(self, bands: list[dict[str, Any]], cleaning: str) -> None:
        """Read or compute bands and write each to a file.

        Args:
            bands: The `word`, the `pixel_size` (x, y) and the `file` of each band.
            cleaning: EOReader's `clean_optical`.
        """
        for size, files in self._together(bands):
            dataset = self._product.load(
                list(files),
                pixel_size=size[0] if size[0] == size[1] else size,
                clean_optical=cleaning,
            )
            for band, file in files.items():
                write(dataset[band], file)

    def _together(self, bands: list[dict[str, Any]]) -> list[tuple[Size, Files]]:
        """Group bands that may be loaded at once.

        These are reflectances and indices that share a grid; any other band is loaded
        alone: EOReader aligns such bands by the number of their layer, so that two
        masks from one file blank each other.
        """
        groups: dict[object, tuple[Size, Files]] = {}
        for each in bands:
            size = (each["pixel_size"][0], each["pixel_size"][1])
            band = band_of(self._product, each["word"])
            is_spectral = eo.is_spectral_band(band) or eo.is_index(band)
            key = size if is_spectral else band
            groups.setdefault(key, (size, {}))[1][band] = each["file"]
        return list(groups.values())
