# SPDX-License-Identifier: GPL-3.0-or-later
"""Blanks what lies outside the polygons of an area of interest."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import rasterio.features

from .warp import read_block
from .ways import AllValid

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .grid import Block
    from .plan import LayerPlan, Plan
    from .readers import Readers

#: rasterio silences a warning while it burns polygons, with `warnings.catch_warnings`,
#: which threads must not do at once: it may leak, or stay silent for good.
_ONE_AT_A_TIME: Final = Lock()


def read_inside(
    layer: LayerPlan, plan: Plan, block: Block, readers: Readers
) -> NDArray[Any]:
    """Compute a block of a layer, without values outside the plan's polygons.

    A pixel is inside when its centre is, as for the cutline of `gdalwarp`.

    Args:
        layer: What is planned.
        plan: Has the polygons, in the CRS of its grid, or none.
        block: Pixels of the plan's whole grid.
        readers: Open files.

    Returns:
        Values as those of `read_block`, NaN where there is none; 0 where a band tells
        that others have none.
    """
    values = read_block(layer, block, readers)
    if plan.mask is not None:
        values = values.astype(layer.dtype, copy=False)
        with _ONE_AT_A_TIME:
            outside = rasterio.features.geometry_mask(
                [plan.mask],
                out_shape=(block.rows, block.cols),
                transform=plan.target.grid.crop(block).transform,
            )
        values[outside] = 0 if isinstance(layer.way, AllValid) else np.nan
    return values
