# SPDX-License-Identifier: GPL-3.0-or-later
"""How far a source's rows and columns are from a right angle on a target's ground."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from rasterio.crs import CRS

from ..geometry.grid import Grid, move
from ..geometry.transform_points import reproject_existing
from .geolocation import Geolocation
from .local_ratio import sides_at_lattice, steps_at_nodes
from .views import shared

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .read import Georeference

#: Places a side of a target that are looked at.
_SIDE: Final = 11


def layer_shear(src: Georeference, dst: Grid) -> float:
    """Return the cosine of the angle between a source's rows and columns.

    Args:
        src: What places the source's pixels.
        dst: The whole target grid; a degree of longitude counts as long as it is in
            the middle of the grid.

    Returns:
        The median over the target, 0 for a right angle, and where no place exists.
    """
    part = dst.whole if isinstance(src, Grid) else shared(src, dst) or dst.whole
    if isinstance(src, Geolocation):
        across, down = steps_at_nodes(src, dst, part)
    else:
        left, right, above, below = sides_at_lattice(src, dst, part, _SIDE)
        (a, c), (b, d) = right - left, below - above
        # The inverse, but for a factor.
        across, down = np.stack([d, -c]), np.stack([-b, a])
    first, second = (_on_ground(steps, dst) for steps in (across, down))
    with np.errstate(divide="ignore", invalid="ignore"):
        cosines = np.abs((first * second).sum(axis=0))
        cosines /= np.hypot(*first) * np.hypot(*second)
    cosines = cosines[np.isfinite(cosines)]
    return float(np.median(cosines)) if cosines.size else 0.0


def _on_ground(steps: NDArray[np.float64], dst: Grid) -> NDArray[np.float64]:
    """Turn columns and rows of a target into lengths, but for their unit."""
    t = dst.transform
    x, y = t.a * steps[0] + t.b * steps[1], t.d * steps[0] + t.e * steps[1]
    if dst.crs.is_geographic:
        lon, lat = move(t, np.array([dst.cols / 2]), np.array([dst.rows / 2]))
        _, lat = reproject_existing(lon, lat, dst.crs, CRS.from_epsg(4326))
        x = x * np.cos(np.radians(lat[0])) if lat.size else x
    return np.stack([x, y])
