# SPDX-License-Identifier: GPL-3.0-or-later
"""How high the invented landscape is, and where water lies, at any EPSG:32632 point.

Mountains of ridged noise into which a fjord, three valleys and a lake basin are cut
as a glacier would: flat floors, steep sides.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from ..place import CENTRE
from .noise import Floats, fractal, ridges, smooth, step

if TYPE_CHECKING:
    from numpy.typing import NDArray

Path = tuple[tuple[float, float, float, float], ...]
"""Nodes of a valley: metres east and north of the centre, floor height, half width."""

FJORD: Path = (
    (-30_000, -15_000, -300, 2200),
    (-15_000, -9_000, -220, 1500),
    (-8_500, -6_300, -170, 950),
    (-5_200, -4_100, -140, 700),
    (-2_900, -2_500, -110, 560),
    (-1_100, -1_600, -45, 420),
    (-650, -1_330, -7, 410),
    (-100, -1_000, 1.5, 380),
)
MAIN_VALLEY: Path = (
    (-100, -1_000, 1.5, 380),
    (1_200, 100, 9, 420),
    (2_900, 500, 24, 380),
    (4_700, 1_700, 60, 330),
    (7_000, 2_200, 120, 280),
    (11_000, 4_800, 260, 200),
    (20_000, 8_000, 520, 120),
)
LAKE_VALLEY: Path = (
    (1_200, 100, 9, 200),
    (700, 1_300, 60, 120),
    (-300, 2_300, 116, 160),
    (-1_900, 4_700, 121, 330),
    (-3_100, 6_500, 190, 200),
    (-4_600, 9_500, 420, 120),
    (-9_000, 16_000, 640, 100),
)
HIGH_VALLEY: Path = (
    (4_700, 1_700, 60, 90),
    (4_400, 500, 230, 90),
    (3_600, -1_500, 400, 170),
    (2_700, -3_900, 470, 220),
    (2_500, -7_500, 620, 160),
    (4_000, -16_000, 760, 120),
)
RIVER: Path = (
    (-1_500, -1_750, 0, 24),
    *((x, y, 0, 19 - x / 700) for x, y, _, _ in MAIN_VALLEY),
)
STREAMS: tuple[Path, ...] = (
    tuple((x, y, 0, 8) for x, y, _, _ in LAKE_VALLEY),
    tuple((x, y, 0, 6) for x, y, _, _ in HIGH_VALLEY),
)
ROAD: Path = (
    (-1_300, -900, 0, 0),
    *((x - 60, y + 205, 0, 0) for x, y, _, _ in MAIN_VALLEY),
)
LAKE: Path = (
    (-550, 2_700, 92, 190),
    (-1_100, 3_500, 60, 330),
    (-1_850, 4_600, 85, 260),
)
LAKE_LEVEL_M = 115.5
TARN: Path = ((2_900, -3_350, 424, 130), (2_650, -4_050, 420, 150))
TARN_LEVEL_M = 445.0

_BLOCK_PX = 20_000
"""Positions worked at a time: what fits the processor's cache goes twice as fast."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """For each position, the nearest point of a path."""

    distance_m: Floats
    floor_m: Floats
    half_width_m: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Terrain:
    """Heights above the sea in metres, all of one shape."""

    surface_m: Floats
    """What a radar sees: the ground, or the water on it."""
    depth_m: Floats
    """Depth of the water; 0 or less on land."""
    is_sea: NDArray[np.bool_]
    valley_m: Floats
    """Distance to the axis of the nearest inhabited valley."""
    fjord_m: Floats
    """Distance to the axis of the fjord."""
    river_m: Floats
    """Distance to the nearest bank of a river; negative in the river."""
    road_m: Floats
    """Distance to the road along the main valley."""


def near(x: Floats, y: Floats, path: Path) -> Near:
    """Find the nearest point of a path.

    Floor and width are interpolated along the path, and between its segments by a
    high power of nearness: the nearest counts, without a jump where it changes.
    """
    best = np.full(x.shape, np.inf)
    floor, width, total = np.zeros_like(x), np.zeros_like(x), np.zeros_like(x)
    for (x0, y0, z0, w0), (x1, y1, z1, w1) in pairwise(path):
        ex, ey = x1 - x0, y1 - y0
        dx, dy = x - (CENTRE[0] + x0), y - (CENTRE[1] + y0)
        part = np.clip((dx * ex + dy * ey) / (ex * ex + ey * ey), 0, 1)
        distance = np.hypot(dx - part * ex, dy - part * ey)
        best = np.minimum(best, distance)
        weight = (100 / (distance + 20)) ** 8
        total += weight
        floor += weight * (z0 + part * (z1 - z0))
        width += weight * (w0 + part * (w1 - w0))
    return Near(distance_m=best, floor_m=floor / total, half_width_m=width / total)


def wander(
    x: Floats, y: Floats, wavelength_m: float, reach_m: float, seed: int
) -> tuple[Floats, Floats]:
    """Move positions by up to about `reach_m`, so that straight lines meander."""
    return (
        x + reach_m * fractal(x, y, wavelength_m, 3, seed),
        y + reach_m * fractal(x, y, wavelength_m, 3, seed + 10),
    )


def terrain(x: Floats, y: Floats) -> Terrain:
    """Build the landscape at positions in EPSG:32632, arrays (rows, cols)."""
    rows = max(1, _BLOCK_PX // x.shape[1])
    starts = range(0, len(x), rows)
    parts = [_terrain(x[i : i + rows], y[i : i + rows]) for i in starts]
    return Terrain(
        **{
            field.name: np.concatenate([getattr(part, field.name) for part in parts])
            for field in fields(Terrain)
        }
    )


def slope(surface_m: Floats, pixel_m: float) -> tuple[Floats, Floats]:
    """Return how much the surface rises per metre to the east and to the north."""
    south, east = np.gradient(surface_m, pixel_m)
    return east, -south


def _terrain(x: Floats, y: Floats) -> Terrain:
    bx, by = wander(x, y, 1_300, 170, 31)
    ways = [near(bx, by, path) for path in (HIGH_VALLEY, LAKE_VALLEY, MAIN_VALLEY)]
    fjord, lake, tarn = (near(bx, by, path) for path in (FJORD, LAKE, TARN))
    inland_m = np.minimum(ways[1].distance_m, ways[2].distance_m)
    sides = 0.72 + 0.3 * fractal(x, y, 1_700, 4, 51)
    ground = _mountains(x, y)
    for way in (*ways, fjord, tarn, lake):
        ground = _carve(ground, way, sides)
    ground += _roughness(x, y, np.minimum(inland_m, fjord.distance_m))
    level = np.where(lake.distance_m < 700, LAKE_LEVEL_M, 0.0)
    level = np.where(tarn.distance_m < 400, TARN_LEVEL_M, level)
    return Terrain(
        surface_m=np.maximum(ground, level),
        depth_m=level - ground,
        is_sea=(ground < 0) & (level == 0),
        valley_m=inland_m,
        fjord_m=fjord.distance_m,
        river_m=_rivers(bx, by),
        road_m=near(*wander(bx, by, 900, 25, 211), ROAD).distance_m,
    )


def _rivers(x: Floats, y: Floats) -> Floats:
    x, y = wander(x, y, 520, 70, 201)
    banks = [near(x, y, path) for path in (RIVER, *STREAMS)]
    return np.minimum.reduce([bank.distance_m - bank.half_width_m for bank in banks])


def _mountains(x: Floats, y: Floats) -> Floats:
    return 190 + 1050 * ridges(*wander(x, y, 3_100, 420, 5), 6_400, 8)


def _carve(ground: Floats, way: Near, steepness: Floats) -> Floats:
    """Cut a valley, rounding its rim over up to 120 m of height."""
    beyond = np.maximum(way.distance_m - way.half_width_m, 0)
    rise = steepness * beyond * beyond / (beyond + 160)
    wall = way.floor_m + 0.012 * way.distance_m + rise
    rim = np.clip(0.6 * (wall - way.floor_m), 1, 120)
    overlap = np.clip(0.5 + 0.5 * (wall - ground) / rim, 0, 1)
    return wall + (ground - wall) * overlap - rim * overlap * (1 - overlap)


def _roughness(x: Floats, y: Floats, valley_m: Floats) -> Floats:
    """Add knolls and gullies that fade out on the valley floors."""
    calm = 0.08 + 0.92 * step(250, 1_200, valley_m)
    return calm * (14 * fractal(x, y, 420, 4, 91) + 3 * smooth(x, y, 900, 97))
