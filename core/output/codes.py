# SPDX-License-Identifier: GPL-3.0-or-later
"""The codes of classes that a band of a written raster holds."""

from __future__ import annotations

from typing import Final

import numpy as np
import rasterio

from ..environment import raster_environment

#: A band with more codes has no palette.
_MOST_CODES: Final = 256


@raster_environment()
def codes_in(path: str, band: int) -> tuple[int, ...]:
    """Return the codes of a band, in order, without nodata.

    Args:
        path: A raster that has been written.
        band: The 1-based number of a band that holds whole numbers, of any type.

    Returns:
        The codes; none where there are too many for a palette.
    """
    found: set[int] = set()
    with rasterio.open(path) as src:
        for _, window in src.block_windows(band):
            values = src.read(band, window=window, masked=True).compressed()
            found.update(map(int, np.unique(values[np.isfinite(values)])))
            if len(found) > _MOST_CODES:
                return ()
    return tuple(sorted(found))
