# SPDX-License-Identifier: GPL-3.0-or-later
"""Which detector saw each pixel, and where the swath of the satellite ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..landscape.noise import Floats
    from ..place import Area

_FOCAL_PLANE = "02 08 03 10 04 05 11 06 07 8A 12 01 09"
_ORDER = {band: number for number, band in enumerate(_FOCAL_PLANE.split(" "))}
"""Order in which the bands sweep the ground: each is cut a little further east."""

_TRACK_SLOPE = np.tan(np.radians(20))
"""Metres east per metre north along a descending track at 60 degrees north."""

NODATA, INNER, OUTER = 0, 11, 12
"""Values of a detector mask: outside the swath, and its two easternmost detectors."""


def detectors(x: Floats, y: Floats, area: Area, band: str) -> NDArray[np.uint8]:
    """Return the detector number of each position, 0 outside the swath.

    The eastern edge of the swath cuts the south-east corner of the area.
    """
    edge = area.left + 0.87 * area.size_m + 25 * _ORDER[band]
    east = x - edge - _TRACK_SLOPE * (y - (area.top - area.size_m))
    seam = -0.55 * area.size_m
    seen = np.where(east < seam, INNER, OUTER)
    return np.where(east < 0, seen, NODATA).astype(np.uint8)


def footprint(area: Area) -> tuple[tuple[float, float], ...]:
    """Return the outline (x, y) of what at least one band sees, clockwise."""
    left, top = area.left, area.top
    right, bottom = left + area.size_m, top - area.size_m
    last = left + 0.87 * area.size_m + 25 * max(_ORDER.values())
    cut = ((right, bottom + (right - last) / _TRACK_SLOPE), (last, bottom))
    return ((left, top), (right, top), *cut, (left, bottom))
