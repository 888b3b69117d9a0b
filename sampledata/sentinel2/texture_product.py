# SPDX-License-Identifier: GPL-3.0-or-later
"""A product of any size whose bands are plain texture: for measuring time and memory.

True to the format, so that every system opens it; images that nobody reads there are
left out. It is made strip by strip, so that no image has to fit into memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..landscape.texture import Field, grain, make_field, strips
from .bands import STORED_BITS
from .image import Image
from .metadata import Metadata
from .safe import SafeProduct
from .swath import detectors, footprint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..place import Area
    from .image import Strips

BANDS = {"03": 10, "04": 10, "11": 20}
"""Bands of the product, and their pixels in metres."""

_LEVELS = {"03": (1_750, 520), "04": (1_900, 760), "11": (2_900, 1_100)}
"""Middle and swing of the counts of each band."""

_RESOLUTIONS = 6
"""As many as products of the agency have."""

_GRAIN = 22
"""Deviation of the noise in counts: about 100 MB for a whole band of 10 m."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """What all bands see."""

    area: Area
    broad: Field
    """Over the pixels of 10 m."""


def texture_product(area: Area) -> SafeProduct:
    """Return a level-2A product with `BANDS` and their detector masks."""
    return SafeProduct(
        area=area,
        metadata=Metadata(content={"NODATA_PIXEL_PERCENTAGE": 2.0}),
        images=_images(area),
        masks=_masks(area),
        outline=footprint(area),
    )


def _images(area: Area) -> Iterator[Image]:
    count = area.size_m // 10
    broad = make_field(count, count, wavelength_px=700, octaves=6, seed=11)
    ground = _Ground(area=area, broad=broad)
    for band, pixel_m in BANDS.items():
        yield Image(
            name=f"B{band}",
            pixel_m=pixel_m,
            shape=_shape(area, pixel_m),
            dtype="uint16",
            strips=_counts(ground, band, pixel_m),
            bits=STORED_BITS,
            resolutions=_RESOLUTIONS,
        )


def _masks(area: Area) -> Iterator[Image]:
    for band, pixel_m in BANDS.items():
        yield Image(
            name=f"DETFOO_B{band}",
            pixel_m=pixel_m,
            shape=_shape(area, pixel_m),
            dtype="uint8",
            strips=_seen(area, band, pixel_m),
            resolutions=_RESOLUTIONS,
        )


def _shape(area: Area, pixel_m: int) -> tuple[int, int, int]:
    count = area.size_m // pixel_m
    return 1, count, count


def _counts(ground: _Ground, band: str, pixel_m: int) -> Strips:
    """Make a band's numbers, 0 where no detector saw anything."""
    times = pixel_m // 10
    cols = ground.area.size_m // pixel_m
    middle, swing = _LEVELS[band]
    for first, seen in _seen(ground.area, band, pixel_m):
        rows = seen.shape[1]
        broad = ground.broad.strip(first * times, rows * times, cols * times)
        light = middle + swing * broad[::times, ::times]
        light += _GRAIN * grain(int(band), first, rows, cols)
        counts = np.clip(np.rint(light), 1, 2**STORED_BITS - 1)
        yield first, np.where(seen > 0, counts, 0).astype(np.uint16)


def _seen(area: Area, band: str, pixel_m: int) -> Strips:
    """Make a band's detector numbers."""
    count = area.size_m // pixel_m
    x = area.left + (np.arange(count) + 0.5)[np.newaxis] * pixel_m
    for first, rows in strips(count):
        lines = np.arange(first, first + rows) + 0.5
        y = area.top - lines[:, np.newaxis] * pixel_m
        yield first, detectors(x, y, area, band)[np.newaxis]
