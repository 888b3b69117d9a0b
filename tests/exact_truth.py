# SPDX-License-Identifier: GPL-3.0-or-later
"""What is true of a layer on a grid, for kernels that no GDAL has right."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import rasterio.warp
from truth.claims import POSITION_PX, allowed, steady
from truth.evaluate import Evaluator
from truth.georeferences import Grid as TruthGrid
from truth.placement import place

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from truth.placement import Placement

    from exogenous.core.geometry.grid import Grid

#: Kernels that are compared with the truth of the tests instead of GDAL: beside invalid
#: pixels and edges GDAL's cubic is a bilinear and its lanczos has no value, its
#: B-spline lacks a term where it is widened, its means and picks are over rectangles,
#: and its `mode` counts source pixels, not areas.
BY_TRUTH = (
    *("cubic", "cubic_spline", "lanczos", "average", "rms", "sum"),
    *("min", "max", "med", "q1", "q3", "mode"),
)


def evaluator(
    values: NDArray[Any], valid: NDArray[np.bool_], src: Grid, dst: Grid
) -> Evaluator:
    """Return the truth of a source on a target.

    Args:
        values: Shape of the source.
        valid: False where a source pixel has no value.
        src: The source's grid.
        dst: The target's grid.
    """
    grids = _grid(src), _grid(dst)
    placement = _placement(*grids, values.shape)
    return Evaluator(values.astype(np.float64), valid, *grids, placement)


@lru_cache(maxsize=4)
def _placement(src: TruthGrid, dst: TruthGrid, shape: tuple[int, int]) -> Placement:
    """Return the placement that several cases in turn have in common."""
    return place(src, dst, shape)


def _grid(grid: Grid) -> TruthGrid:
    return TruthGrid(
        crs=grid.crs.to_wkt(),
        transform=grid.transform,
        rows=grid.rows,
        cols=grid.cols,
    )


def faults(
    found: NDArray[Any], truth: Evaluator, kernel: str
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Tell which pixels are wrong, and by how much all are off, NaN if not compared."""
    expected, compare = truth.evaluate(kernel), steady(truth, kernel)
    with np.errstate(invalid="ignore"):
        off = np.where(compare, np.abs(found - expected), np.nan)
        wrong = off > allowed(truth, kernel)
    wrong |= (np.isnan(found) != np.isnan(expected)) & compare
    return wrong, off


def is_placed_alike(truth: Evaluator, src: Grid, dst: Grid) -> bool:
    """Tell whether rasterio's PROJ places pixels where the truth's does.

    Versions of PROJ differ by more than a kernel may in a few projections.
    """
    cols, rows = np.meshgrid(np.arange(dst.cols) + 0.5, np.arange(dst.rows) + 0.5)
    x, y = dst.transform * (cols.ravel(), rows.ravel())
    there = rasterio.warp.transform(dst.crs, src.crs, x, y)
    u, v = ~src.transform * tuple(np.array(axis) for axis in there)
    off = np.hypot(u - truth.places.u.ravel(), v - truth.places.v.ravel())
    return bool(np.nanmax(off) < POSITION_PX / 4)
