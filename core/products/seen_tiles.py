# SPDX-License-Identifier: GPL-3.0-or-later
"""Which tiles there are and what their headers say, looked up once for a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..sources.tiles.read_headers import headers_of
from ..sources.tiles.which_files import tiles_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ..sources.tiles.tile_header import TileHeader


class SeenTiles:
    """What was looked up already: the rows of a table often share their tiles."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._names: dict[str, tuple[str, ...] | None] = {}
        self._headers: dict[str, Mapping[str, TileHeader | None]] = {}

    def names(self, text: str, label: str) -> tuple[str, ...] | None:
        """Return the tiles that a path stands for, see `tiles_of`."""
        if text not in self._names:
            self._names[text] = tiles_of(text, label)
        return self._names[text]

    def headers(
        self,
        text: str,
        names: Sequence[str],
        label: str,
        is_cancelled: Callable[[], bool],
    ) -> Mapping[str, TileHeader | None]:
        """Return the headers of tiles by their paths, see `headers_of`."""
        if text not in self._headers:
            found = headers_of(names, text, label, is_cancelled)
            self._headers[text] = dict(zip(names, found, strict=True))
        return self._headers[text]
