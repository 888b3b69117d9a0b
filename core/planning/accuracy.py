# SPDX-License-Identifier: GPL-3.0-or-later
"""How accurately layers are placed, told of where it is a good part of a pixel."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np
from rasterio.crs import CRS

from ..geometry.coordinate_operation import operations
from ..geometry.transform_points import reproject_existing
from ..message import joined, say
from ..proj_folders import user_folder
from .plan import Warped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..geometry.coordinate_operation import CoordinateOperation, Operations
    from ..geometry.grid import Grid
    from .plan import LayerPlan
    from .target import Target

#: What is less than this part of a target pixel is not told of.
_TOLD_PX: Final = 0.1

_EARTH_RADIUS_M: Final = 6_378_137.0


def accuracy_notes(layers: Sequence[LayerPlan], target: Target) -> Iterator[str]:
    """Say by which operation layers are placed that none places accurately enough.

    Args:
        layers: Of a plan.
        target: Its grid, and the part of it that is asked for.
    """
    grid = target.dst_grid
    area = _area(grid)
    for layer in layers:
        if layer.source is None or not isinstance(layer.method, Warped) or not area:
            continue
        crs = layer.source.georeference.crs
        if crs == grid.crs or grid.operations.between(crs, grid.crs):
            continue
        found = operations(crs, grid.crs, area)
        if found is not None and _is_rough(found.used, _pixel_m(grid)):
            yield _note(layer.source.label, found)


def _area(grid: Grid) -> tuple[float, float, float, float] | None:
    """Return west, south, east and north of a grid, None off the Earth's map."""
    left, bottom, right, top = grid.bounds
    xs, ys = np.array([left, right, left, right]), np.array([bottom, bottom, top, top])
    lons, lats = reproject_existing(
        xs, ys, grid.crs, CRS.from_epsg(4326), grid.operations
    )
    if lons.size < xs.size:
        return None
    west, east = float(lons.min()), float(lons.max())
    return west, float(lats.min()), east, float(lats.max())


def _pixel_m(grid: Grid) -> float:
    _, factor = grid.crs.units_factor
    size = min(grid.pixel_size) * float(factor)
    return size * _EARTH_RADIUS_M if grid.crs.is_geographic else size


def _is_rough(operation: CoordinateOperation, pixel_m: float) -> bool:
    accuracy_m = _accuracy_m(operation)
    # PROJ's accuracies have one or two digits.
    return accuracy_m > _TOLD_PX * pixel_m * (1 + 1e-9)


def _accuracy_m(operation: CoordinateOperation) -> float:
    """Return what is not known as infinite; a mere projection loses nothing."""
    if operation.is_ballpark:
        return math.inf
    return operation.accuracy_m or 0.0


def _note(label: str, found: Operations) -> str:
    used, better = found.used, found.better
    accuracy_m = _accuracy_m(used)
    if math.isinf(accuracy_m):
        words = say(
            "{label}: it is placed by {operation}, which takes one datum for another; "
            "how far it is off nobody knows.",
            label=label,
            operation=used.name,
        )
    else:
        words = say(
            "{label}: it is placed by {operation}, accurate to {accuracy:g} m.",
            label=label,
            operation=used.name,
            accuracy=accuracy_m,
        )
    if better is None:
        return words
    remedy = say(
        "With {grids} in {folder} it would be accurate to {accuracy:g} m.",
        grids=joined(better.grids),
        folder=user_folder(),
        accuracy=better.accuracy_m,
    )
    return joined([words, remedy], " ")
