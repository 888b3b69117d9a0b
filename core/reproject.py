# SPDX-License-Identifier: GPL-3.0-or-later
"""Moves places from one CRS to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import rasterio.warp

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from rasterio.crs import CRS


def reproject(
    xs: NDArray[np.float64], ys: NDArray[np.float64], src_crs: CRS, dst_crs: CRS
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Transform places, infinite where they do not exist in the other CRS."""
    if src_crs == dst_crs:
        return xs, ys
    there = rasterio.warp.transform(src_crs, dst_crs, xs, ys)
    return np.asarray(there[0]), np.asarray(there[1])


def reproject_existing(
    xs: NDArray[np.float64], ys: NDArray[np.float64], src_crs: CRS, dst_crs: CRS
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Transform places, and leave out those that do not exist in the other CRS."""
    xs, ys = reproject(xs, ys, src_crs, dst_crs)
    exist = np.isfinite(xs) & np.isfinite(ys)
    return xs[exist], ys[exist]
