# SPDX-License-Identifier: GPL-3.0-or-later
"""What a reader of vector files gives, and what it raises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager


class UnreadableFile(Exception):
    """GDAL reads no features of a file, and says why; told on in the user's words."""


class UnreadableLayer(Exception):
    """A file has no such layer, or a filter is none; told on in the user's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """The geometries of a layer."""

    crs: str | None
    """A code or WKT; None where the file does not say."""
    wkb: Sequence[bytes | None]
    """The geometry of each feature; None where it has none. Curves are straight."""


class VectorReader(Protocol):
    """Somebody who reads vector files, on any thread.

    A path is a name that GDAL opens. A layer is its name, its number counted from 0, or
    None for the first.
    """

    def layers(self, path: str) -> list[tuple[str, bool]]:
        """List the layers of a file, and whether each has geometries.

        Raises:
            UnreadableFile: It is no vector file.
        """

    def fields(self, path: str, layer: str | int | None) -> list[str]:
        """List the fields of a layer that is there."""

    def shapes(self, path: str, layer: str | int | None, subset: str | None) -> Shapes:
        """Read the geometries of a layer.

        Args:
            path: The file.
            layer: The layer.
            subset: A filter in SQL; None for all features.

        Raises:
            UnreadableFile: It is no vector file.
            UnreadableLayer: It has no such layer, or the filter is none.
        """

    def texts(self, path: str) -> list[str]:
        """Return all texts in the fields of the first layer.

        Raises:
            UnreadableFile: It is no vector file.
        """

    def offline(self) -> AbstractContextManager[None]:
        """Ask no server while the context lasts."""
