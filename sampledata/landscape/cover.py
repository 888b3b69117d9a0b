# SPDX-License-Identifier: GPL-3.0-or-later
"""What covers the ground of the invented landscape at any EPSG:32632 point."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..place import CENTRE
from .noise import Cells, Floats, cells, draw, fractal

if TYPE_CHECKING:
    from .terrain import Terrain

Mask = NDArray[np.bool_]


class Cover(IntEnum):
    """Kinds of cover, each with a spectrum, a backscatter and a class of the map."""

    SEA = 0
    LAKE = 1
    RIVER = 2
    CONIFER = 3
    BIRCH = 4
    SCRUB = 5
    PASTURE = 6
    MEADOW = 7
    STUBBLE = 8
    SOIL = 9
    HEATH = 10
    ALPINE_GRASS = 11
    BOG = 12
    ROCK = 13
    GRAVEL = 14
    SNOW = 15
    ROAD = 16
    ROOF_DARK = 17
    ROOF_RED = 18
    ROOF_BRIGHT = 19
    GARDEN = 20


WATERS = (Cover.SEA, Cover.LAKE, Cover.RIVER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Cover and its brightness, arrays of one shape (rows, cols)."""

    code: NDArray[np.uint8]
    """Values of `Cover`."""
    brightness: Floats
    """Factor about 1 by which this place is brighter than its kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Site:
    """What decides the cover of a place."""

    x: Floats
    y: Floats
    land: Terrain
    steepness: Floats
    broad: Floats
    fine: Floats


def ground(x: Floats, y: Floats, land: Terrain, steepness: Floats) -> Ground:
    """Cover the terrain: wild land, then farms, the village, roads and water.

    Args:
        x: Positions in EPSG:32632, (rows, cols).
        y: As `x`.
        land: The terrain there.
        steepness: Rise over run of its surface.
    """
    site = _Site(
        x=x,
        y=y,
        land=land,
        steepness=steepness,
        broad=fractal(x, y, 1_100, 4, 301),
        fine=fractal(x, y, 150, 4, 311),
    )
    stands = cells(*_turned(x, y, 0.4, 1.3), 330, 321)
    parcels = cells(*_turned(x, y, 0.55, 1.7), 165, 331)
    code = _wild(site, stands)
    farmed = _farm(site, code, parcels)
    built = _village(site, code)
    _roads(site, code)
    _water(site, code)
    own = np.where(farmed, 0.82 + 0.36 * parcels.draw(334), 1 + 0.18 * site.broad)
    own = np.where(code == Cover.CONIFER, 0.82 + 0.36 * stands.draw(324), own)
    wet = np.isin(code, WATERS)
    own = np.where(built | wet | (code == Cover.SNOW), 1.0, own)
    rough = np.where(wet, 0.03, 0.12)
    brightness = own * (1 + rough * fractal(x, y, 45, 2, 341))
    return Ground(code=code.astype(np.uint8), brightness=brightness)


def _turned(
    x: Floats, y: Floats, angle: float, stretch: float
) -> tuple[Floats, Floats]:
    """Turn and squeeze the plane, so that cells lie along the valley."""
    cos, sin = np.cos(angle), np.sin(angle)
    return cos * x + sin * y, (cos * y - sin * x) * stretch


def _wild(site: _Site, stands: Cells) -> NDArray[np.int64]:
    height, steep = site.land.surface_m, site.steepness
    code = np.full(height.shape, Cover.HEATH, dtype=np.int64)
    code[site.broad + 0.7 * site.fine > 0.12] = Cover.ALPINE_GRASS
    code[(steep < 0.13) & (site.broad < -0.1) & (height > 60)] = Cover.BOG
    code[0.5 * site.broad + 0.7 * site.fine > 0.5 - (height - 600) / 1_100] = Cover.ROCK
    wood = height + 130 * site.broad + 90 * site.fine
    code[wood < 600] = Cover.SCRUB
    code[wood < 530] = Cover.BIRCH
    planted = stands.draw(323) + 0.25 * site.fine < 0.5 + 0.4 * site.broad
    code[(wood < 430) & planted] = Cover.CONIFER
    code[steep > 0.85 + 0.25 * site.fine + 0.1 * site.broad] = Cover.ROCK
    shade = height + 160 * site.broad + 70 * site.fine - 150 * (steep - 0.3)
    code[(shade > 1_110) & (steep < 0.95)] = Cover.SNOW
    return code


def _farm(site: _Site, code: NDArray[np.int64], parcels: Cells) -> Mask:
    """Lay fields on gentle low ground; return where they are."""
    reach = site.land.valley_m + 250 * site.fine
    gentle = (site.steepness < 0.17) & (site.land.surface_m < 330)
    farmed = gentle & (reach < 640) & (site.broad > -0.55)
    share = parcels.draw(333)
    farmed &= (share < 0.88) & (parcels.edge_m > 6)
    kinds = (Cover.PASTURE, Cover.MEADOW, Cover.STUBBLE, Cover.SOIL)
    for kind, low in zip(kinds, (0.0, 0.40, 0.64, 0.78), strict=True):
        code[farmed & (share >= low)] = kind
    return farmed


def _village(site: _Site, code: NDArray[np.int64]) -> Mask:
    """Put houses round the head of the fjord; return where the village is."""
    u, v = site.x - CENTRE[0], site.y - CENTRE[1]
    far = np.hypot((u + 150) / 620, (v + 560) / 330)
    built = (far + 0.35 * site.fine < 1) & (site.steepness < 0.25)
    built &= site.land.surface_m > 1.5
    across, along = _turned(site.x, site.y, 0.5, 1.0)
    column = np.floor(across / 24).astype(np.int64)
    row = np.floor(along / 30).astype(np.int64)
    chance, roof = draw(column, row, 351), draw(column, row, 352)
    code[built] = Cover.GARDEN
    house = built & (chance < 0.62 - 0.3 * far)
    code[house] = Cover.ROOF_DARK
    code[house & (roof < 0.35)] = Cover.ROOF_RED
    code[house & (roof > 0.93)] = Cover.ROOF_BRIGHT
    street = (np.mod(across, 120) < 8) | (np.mod(along, 150) < 8)
    code[built & street] = Cover.ROAD
    return built


def _roads(site: _Site, code: NDArray[np.int64]) -> None:
    """Draw the valley road, and one that follows the north shore of the fjord."""
    land = site.land
    code[(land.road_m < 6) & (land.surface_m > 1)] = Cover.ROAD
    u, v = site.x - CENTRE[0], site.y - CENTRE[1]
    shore = (u < -250) & (land.fjord_m < 1_500) & (v > 0.63 * u - 940)
    climb = np.abs(land.surface_m - 13) / np.maximum(site.steepness, 0.05)
    code[shore & (climb < 6)] = Cover.ROAD


def _water(site: _Site, code: NDArray[np.int64]) -> None:
    land = site.land
    bank = land.river_m - 12 * site.fine
    code[(bank < 7) & (land.surface_m < 240)] = Cover.GRAVEL
    beach = land.is_sea | (land.surface_m < 0.6)
    code[beach & (site.steepness < 0.1)] = Cover.GRAVEL
    code[land.river_m < 0] = Cover.RIVER
    code[land.depth_m > 0] = Cover.LAKE
    code[land.is_sea] = Cover.SEA
