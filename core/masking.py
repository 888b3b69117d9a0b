# SPDX-License-Identifier: GPL-3.0-or-later
"""Blanks what lies outside the polygons of an area of interest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import rasterio.features

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .grid import Block
    from .plan import Plan


def blank_outside(values: NDArray[Any], plan: Plan, block: Block) -> NDArray[Any]:
    """Set to NaN what is outside the plan's polygons, where it has any.

    A pixel is inside when its centre is, as for the cutline of `gdalwarp`.

    Args:
        values: Shape (rows, cols) of the block, float; changed in place.
        plan: Has the polygons, in the CRS of its grid.
        block: Pixels of the plan's whole grid.
    """
    if plan.mask is not None:
        outside = rasterio.features.geometry_mask(
            [plan.mask],
            out_shape=(block.rows, block.cols),
            transform=plan.target.grid.crop(block).transform,
        )
        values[outside] = np.nan
    return values
