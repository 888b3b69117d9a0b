# SPDX-License-Identifier: GPL-3.0-or-later
"""Computes blocks, and blanks pixels outside the polygons of an area of interest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..geometry.rasterize import outside
from ..planning.coverage import is_validity
from .block import read_block

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..geometry.grid import Block
    from ..io.dataset_pool import DatasetPool
    from ..planning.plan import LayerPlan, Plan


def read_inside(
    layer: LayerPlan, plan: Plan, block: Block, pool: DatasetPool
) -> NDArray[Any]:
    """Compute a block of a layer, without values outside the plan's polygons.

    A pixel is inside when its centre is, as for the cutline of `gdalwarp`.

    Args:
        layer: The layer's plan.
        plan: The plan, with polygons in the CRS of its grid, or without.
        block: Pixels of the plan's whole grid.
        pool: Open files.

    Returns:
        Values as of `read_block`, NaN outside the polygons; 0 outside in the validity
        band.
    """
    values = read_block(layer, block, pool)
    if plan.mask is not None:
        values = values.astype(layer.dtype, copy=False)
        nothing = 0 if is_validity(layer) else np.nan
        values[outside(plan.mask, plan.target.grid, block)] = nothing
    return values
