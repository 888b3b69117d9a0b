# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the poles lie in a target, round which a source's x runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from rasterio.crs import CRS

from ..geometry.grid import move
from ..geometry.transform_points import reproject_existing

if TYPE_CHECKING:
    from ..geometry.grid import Block, Grid

#: Parts of a pixel by which a pole may lie beside a pixel that has it on its edge.
POLE_HAIR_PX: Final = 1e-9

#: Pixels that are nearer to a pole than one of them are bent by it most.
NEAR_POLE_PX: Final = 1.0


def pole_near(
    dst: Grid, block: Block, crs: CRS, within_px: float = POLE_HAIR_PX
) -> tuple[float, float] | None:
    """Return the column and row of a pole in some pixels, None if there is none.

    Args:
        dst: The whole target grid; in degrees a pole is no point of it.
        block: The pixels.
        crs: The source's CRS.
        within_px: How far beside the pixels the pole may be.
    """
    if dst.crs.is_geographic:
        return None
    degrees = crs if crs.is_geographic else CRS.from_epsg(4326)
    poles = np.array([90.0, -90.0])
    xs, ys = reproject_existing(np.zeros(2), poles, degrees, dst.crs)
    cols, rows = move(~dst.transform, xs, ys)
    for col, row in zip(cols.tolist(), rows.tolist(), strict=True):
        right = max(block.col_off - col, col - block.col_end)
        below = max(block.row_off - row, row - block.row_end)
        if max(right, below) <= within_px:
            return col, row
    return None
