# SPDX-License-Identifier: GPL-3.0-or-later
"""What a layer of features says of itself, and a reference to some of its features."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from rasterio.crs import CRS


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some features."""

    number: NDArray[np.int64]
    """Each one's in the layer: files with an index give them out of order."""
    geometries: NDArray[np.object_]
    """Two-dimensional, None for none."""
    columns: Mapping[str, NDArray[Any]]
    """The attributes that were asked for."""


#: Asked again and again while features are read; True gives up.
IsCancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureHeader:
    """What a layer of features says of itself."""

    crs: CRS | None
    """None where it does not say."""
    fields: Mapping[str, str]
    """The attributes by name, each with numpy's name of its type."""
    geometry: str = "Unknown"
    """The kind of geometry, as OGR calls it."""
    bounds: tuple[float, float, float, float] | None = None
    """Left, bottom, right, top; None where only reading all features would tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureSource:
    """Some of the features of a file, or of a layer that somebody else reads."""

    label: str
    """The row, for messages."""
    path: str
    layer: str | int | None = None
    where: str = ""
    """A filter in OGR's SQL."""
    expression: str = ""
    """A filter in the words of whoever reads the layer, as QGIS."""
    is_elsewhere: bool = False
    """Somebody else reads it."""
    crs: CRS | None = None
    """In place of what the file says."""
    header: FeatureHeader = field(compare=False)

    @property
    def is_filtered(self) -> bool:
        """Whether a filter may leave features out."""
        return bool(self.where or self.expression)


#: Reads features, batch by batch, in their order.
Batches = Iterator[Batch]
