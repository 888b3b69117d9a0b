# SPDX-License-Identifier: GPL-3.0-or-later
"""The CRSs of tiles, of which there are few, as the files themselves give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..io.raster import open_raster

if TYPE_CHECKING:
    from rasterio.crs import CRS

    from .tile_set import PlainTile


class Systems:
    """Numbers CRSs: equal ones have one number, in whatever words files have them."""

    def __init__(self, label: str, said: CRS | None) -> None:
        """Know none yet.

        Args:
            label: The row, for messages.
            said: The CRS that the row has in place of those of plain tiles.
        """
        self._label, self._said = label, said
        self._known: list[CRS] = []
        self._numbers: dict[str, str] = {}

    def crs(self, number: str) -> CRS:
        """Return the CRS of a number."""
        return self._known[int(number)]

    def of(self, crs: CRS) -> str:
        """Return the number of a CRS."""
        if crs not in self._known:
            self._known.append(crs)
        return str(self._known.index(crs))

    def of_plain(self, tile: PlainTile) -> str:
        """Return the number of a tile's CRS; the first of its text is opened."""
        text = tile.header.kind.crs
        if text not in self._numbers:
            self._numbers[text] = self.of(self._said or self._read(tile.path))
        return self._numbers[text]

    def _read(self, path: str) -> CRS:
        with open_raster(path, self._label) as src:
            return src.crs
