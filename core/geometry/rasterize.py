# SPDX-License-Identifier: GPL-3.0-or-later
"""Rasterizes polygons into a mask of the pixels outside of them."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, Final

import rasterio.features

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .grid import Block, Grid

#: rasterio silences a warning while it burns polygons, with `warnings.catch_warnings`,
#: which threads must not use at once: the filter may leak, or stay for good.
_ONE_AT_A_TIME: Final = Lock()


def outside(area: Any, grid: Grid, block: Block) -> NDArray[np.bool_]:
    """Return True for the pixels of a block whose centre lies in no polygon.

    Args:
        area: A geometry that rasterio accepts, not empty, in the grid's CRS.
        grid: The grid.
        block: Pixels of the grid.

    Returns:
        Shape (rows, cols).
    """
    with _ONE_AT_A_TIME:
        found: NDArray[np.bool_] = rasterio.features.geometry_mask(
            [area],
            out_shape=(block.rows, block.cols),
            transform=grid.crop(block).transform,
        )
    return found
