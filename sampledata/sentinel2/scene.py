# SPDX-License-Identifier: GPL-3.0-or-later
"""What the satellite sees of the landscape: reflectance and classes on its grids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..landscape import light
from ..landscape.cover import WATERS, Ground, ground
from ..landscape.noise import Floats, step
from ..landscape.spectra import BANDS, CLOUD, REFLECTANCE
from ..landscape.terrain import Terrain, slope, terrain
from .swath import detectors

if TYPE_CHECKING:
    from ..place import Area

Grid = NDArray[np.float32]

CLOUD_COVER_PERCENT = 2.722754

_PIXEL_M = 10
_SHALLOWS = np.array([30, 38, 52, 40, 28, 16, 12, 10, 8, 6, 2, 1]) / 1000
"""Reflectance that bottom and silt add at the shore, by band."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The landscape under its light and clouds, everywhere, on the 10 m grid."""

    area: Area
    reflectance: dict[str, Grid]
    """By band, (rows, cols)."""
    height_m: Grid
    water: Grid
    """Share of water, 0 to 1."""
    cloud: Grid
    """Opacity of clouds, 0 to 1."""
    cloud_shadow: Grid
    relief_shadow: Grid


def coarser(values: Grid, times: int) -> Grid:
    """Average blocks of `times` x `times` pixels."""
    rows, cols = values.shape[0] // times, values.shape[1] // times
    blocks = values.reshape(rows, times, cols, times)
    return blocks.mean(axis=(1, 3), dtype=np.float64).astype(np.float32)


def look(area: Area) -> Scene:
    """Light the landscape, draw the clouds, and blur it as the telescope does."""
    reach_px = light.SHADOW_REACH_M // _PIXEL_M
    x, y = area.centres(_PIXEL_M, margin_px=2, south_px=reach_px)
    land = terrain(x, y)
    east, north = slope(land.surface_m, _PIXEL_M)
    sun = light.slopes(east, north) * light.sunlit(land.surface_m, _PIXEL_M)
    cover = ground(x, y, land, np.hypot(east, north))
    sky = light.clouds(x, y, area)
    sun *= 1 - 0.92 * sky.shadow
    crop = (slice(2, -2 - reach_px), slice(2, -2))
    return Scene(
        area=area,
        reflectance={
            band: _blurred(_band(i, land, cover, sun, sky))[crop]
            for i, band in enumerate(BANDS)
        },
        height_m=land.surface_m[crop].astype(np.float32),
        water=_blurred(np.isin(cover.code, WATERS).astype(np.float64))[crop],
        cloud=sky.opacity[crop].astype(np.float32),
        cloud_shadow=sky.shadow[crop].astype(np.float32),
        relief_shadow=(1 - step(0, 0.5, sun))[crop].astype(np.float32),
    )


def _band(
    band: int, land: Terrain, cover: Ground, sun: Floats, sky: light.Clouds
) -> Floats:
    values = REFLECTANCE[cover.code, band] * cover.brightness
    wet = np.isin(cover.code, WATERS)
    values += wet * _SHALLOWS[band] * np.exp(-np.maximum(land.depth_m, 0) / 4)
    skylight = light.SKYLIGHT[band]
    values *= skylight + (1 - skylight) * sun
    values = np.minimum(values, 1.15)
    return values + sky.opacity * (CLOUD[band] * sky.brightness - values)


def _blurred(values: Floats) -> Grid:
    """Spread each pixel a little over its neighbours; the outer ring is unusable."""
    for axis in (0, 1):
        sides = np.roll(values, 1, axis) + np.roll(values, -1, axis)
        values = 0.76 * values + 0.12 * sides
    return values.astype(np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Classes:
    """The scene classification of level 2A and its probabilities, 20 m, uint8."""

    scl: NDArray[np.uint8]
    cloud_percent: NDArray[np.uint8]
    snow_percent: NDArray[np.uint8]


def classify(scene: Scene) -> Classes:
    """Sort the 20 m pixels into the classes of the scene classification (SCL).

    Numbers as in the Sentinel-2 product specification: 0 no data, 2 dark area,
    3 cloud shadow, 4 vegetation, 5 not vegetated, 6 water, 7 unclassified,
    8 and 9 cloud of medium and high probability, 11 snow.
    """
    blue, green, red, nir, swir = (
        coarser(scene.reflectance[band], 2) for band in ("02", "03", "04", "8A", "11")
    )
    cloud, shadow = coarser(scene.cloud, 2), coarser(scene.cloud_shadow, 2)
    vegetation = (nir - red) / (nir + red)
    snow = (green - swir) / (green + swir)
    scl = np.full(blue.shape, 7, dtype=np.uint8)
    scl[vegetation < 0.38] = 5
    scl[vegetation >= 0.38] = 4
    scl[(coarser(scene.relief_shadow, 2) > 0.7) & (nir < 0.10)] = 2
    scl[coarser(scene.water, 2) > 0.5] = 6
    scl[(shadow > 0.45) & (nir < 0.15)] = 3
    scl[(cloud > 0.06)] = 7
    is_snow = (snow > 0.42) & (green > 0.16) & (cloud < 0.2)
    scl[is_snow] = 11
    x, y = scene.area.centres(20)
    seen = detectors(x, y, scene.area, "05") > 0
    scl[_cloudiest(cloud, seen)] = 8
    scl[(scl == 8) & (cloud > 0.8)] = 9
    scl[~seen] = 0
    return Classes(
        scl=scl,
        cloud_percent=_percent(cloud, seen),
        snow_percent=_percent(np.where(is_snow, np.clip(snow * 1.3, 0, 1), 0), seen),
    )


def _cloudiest(cloud: Grid, seen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Take just as many pixels for cloud as the cloud cover of the product says."""
    count = round(CLOUD_COVER_PERCENT / 100 * np.count_nonzero(seen))
    order = np.argsort(np.where(seen, -cloud, 1).ravel(), kind="stable")
    chosen = np.zeros(cloud.size, dtype=np.bool_)
    chosen[order[:count]] = True
    return chosen.reshape(cloud.shape)


def _percent(share: Floats | Grid, seen: NDArray[np.bool_]) -> NDArray[np.uint8]:
    return np.where(seen, np.rint(100 * share), 0).astype(np.uint8)
