# SPDX-License-Identifier: GPL-3.0-or-later
"""Transforms points from one CRS to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import rasterio.warp

from ..rasterio_private import GdalAppDefinedError
from .chosen_operation import NOTHING_CHOSEN
from .transform_by import transform_by

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from rasterio.crs import CRS

    from .chosen_operation import ChosenOperations


def reproject(
    xs: NDArray[np.float64],
    ys: NDArray[np.float64],
    src_crs: CRS,
    dst_crs: CRS,
    chosen: ChosenOperations = NOTHING_CHOSEN,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Transform points; infinite where a point does not exist in the other CRS.

    Args:
        xs: x coordinates, one dimension.
        ys: y coordinates, as many.
        src_crs: The CRS of these coordinates.
        dst_crs: The CRS of the result.
        chosen: What the user has chosen in place of PROJ's operation.

    Raises:
        GdalError: No operation leads from the one CRS to the other.
    """
    if src_crs == dst_crs or not xs.size:
        return xs, ys
    operation = chosen.between(src_crs, dst_crs)
    if operation:
        return transform_by(operation, src_crs, dst_crs, xs, ys)
    try:
        there = rasterio.warp.transform(src_crs, dst_crs, xs, ys)
    except GdalAppDefinedError:  # a point outside a projection's domain
        if xs.size == 1:
            return np.full(1, np.inf), np.full(1, np.inf)
        half = xs.size // 2
        first = reproject(xs[:half], ys[:half], src_crs, dst_crs)
        second = reproject(xs[half:], ys[half:], src_crs, dst_crs)
        return np.append(first[0], second[0]), np.append(first[1], second[1])
    return np.asarray(there[0]), np.asarray(there[1])


def reproject_existing(
    xs: NDArray[np.float64],
    ys: NDArray[np.float64],
    src_crs: CRS,
    dst_crs: CRS,
    chosen: ChosenOperations = NOTHING_CHOSEN,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Transform points, and leave out those that do not exist in the other CRS."""
    xs, ys = reproject(xs, ys, src_crs, dst_crs, chosen)
    exist = np.isfinite(xs) & np.isfinite(ys)
    return xs[exist], ys[exist]
