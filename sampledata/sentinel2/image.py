# SPDX-License-Identifier: GPL-3.0-or-later
"""Images and masks of a product, before they are written into files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Strips = Iterable[tuple[int, NDArray[Any]]]
    """First row of each strip, and its pixels (bands, rows, cols)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A raster file, made strip by strip while it is written, and once."""

    name: str
    """As in the name of the file: `B02`, `SCL`, `DETFOO_B02`, `PVI`."""
    pixel_m: float
    shape: tuple[int, int, int]
    """Bands, rows, columns."""
    dtype: str
    strips: Strips
    bits: int | None = None
    """Bits a number has in the file; None for all of its type."""
    resolutions: int | None = None
    """Resolution levels; None for those that GDAL makes by default, by the size."""

    @classmethod
    def of(
        cls, name: str, pixel_m: float, pixels: NDArray[Any], bits: int | None = None
    ) -> Image:
        """Make an image of an array (rows, cols) or (bands, rows, cols)."""
        bands = pixels if pixels.ndim == 3 else pixels[np.newaxis]
        count, rows, cols = bands.shape
        return cls(
            name=name,
            pixel_m=pixel_m,
            shape=(count, rows, cols),
            dtype=bands.dtype.name,
            strips=[(0, bands)],
            bits=bits,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PolygonMask:
    """A mask of polygons, as products before processing baseline 04.00 have them."""

    name: str
    """As in the name of the file: `DETFOO_B02`."""
    gml: str
    """The text of the file."""
