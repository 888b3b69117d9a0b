# SPDX-License-Identifier: GPL-3.0-or-later
"""What a reader of vector files gives, and what it raises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
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


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerFacts:
    """What a layer says of itself."""

    crs: str | None
    """A code or WKT; None where the file does not say."""
    fields: Mapping[str, str]
    """The attributes by name, each with numpy's name of its type; `object` for text."""
    geometry: str | None
    """The kind, as OGR calls it; None for a table without places."""
    bounds: tuple[float, float, float, float] | None
    """Left, bottom, right, top; None where only reading all features would tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which features are wanted, and what of them."""

    subset: str | None = None
    """A filter in SQL; None for all features."""
    columns: tuple[str, ...] = ()
    has_shapes: bool = True
    bounds: tuple[float, float, float, float] | None = None
    """Features elsewhere may be left out; in the layer's CRS."""
    start: int = 0
    """So many of them are passed over."""
    most: int = 1
    """No more are wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Some features."""

    number: Sequence[int]
    """Each one's in the file: with bounds they may be out of order."""
    wkb: Sequence[bytes | None]
    """Of each, as in `Shapes`; None where shapes are not wanted."""
    columns: Mapping[str, Sequence[Any]]
    """The attributes that are wanted; None, or NaN, where there is no value."""


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

    def facts(self, path: str, layer: str | int | None) -> LayerFacts:
        """Return what a layer says of itself.

        Raises:
            UnreadableFile: It is no vector file.
            UnreadableLayer: It has no such layer.
        """

    def features(self, path: str, layer: str | int | None, wanted: Wanted) -> Found:
        """Read some features.

        Raises:
            UnreadableFile: It is no vector file, or damaged.
            UnreadableLayer: It has no such layer, or the filter is none.
        """

    def texts(self, path: str) -> list[str]:
        """Return all texts in the fields of the first layer.

        Raises:
            UnreadableFile: It is no vector file.
        """

    def values(
        self, path: str, layer: str | int | None, field: str, subset: str | None
    ) -> list[object]:
        """Return what the features of a layer have in a field that is there.

        Raises:
            UnreadableFile: It is no vector file.
            UnreadableLayer: It has no such layer, or the filter is none.
        """

    def offline(self) -> AbstractContextManager[None]:
        """Ask no server while the context lasts."""
