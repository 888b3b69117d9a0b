# SPDX-License-Identifier: GPL-3.0-or-later
"""How the low sun of the scene lights slopes, and where clouds stand in its way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..place import SUN_AZIMUTH_DEG, SUN_ZENITH_DEG, Area
from .noise import Floats, fractal, step
from .spectra import BANDS

_ZENITH, _AZIMUTH = np.radians(SUN_ZENITH_DEG), np.radians(SUN_AZIMUTH_DEG)
SUNWARD = (float(np.sin(_AZIMUTH)), float(np.cos(_AZIMUTH)))
"""Unit vector (east, north) towards the sun."""

SKYLIGHT = np.linspace(0.46, 0.22, len(BANDS))
"""Share of the light of flat ground that reaches shadows, by rising wavelength."""

SHADOW_REACH_M = 3_000
"""How far south of a place the relief can still shade it."""

CLOUD_HEIGHT_M = 750
_CLOUDS = ((0.33, 0.19, 0.105), (-0.36, -0.05, 0.08))
"""East and north of the middle, and radius, in sides of the product."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clouds:
    """Opacity 0 to 1, arrays (rows, cols)."""

    opacity: Floats
    shadow: Floats
    brightness: Floats
    """Factor on the reflectance of the cloud top."""


def slopes(east: Floats, north: Floats) -> Floats:
    """Return direct light on slopes, 1 on flat ground, 0 facing away.

    The cosine law, damped as a terrain-corrected product leaves it.
    """
    facing = SUNWARD[0] * east + SUNWARD[1] * north
    cosine = np.cos(_ZENITH) - np.sin(_ZENITH) * facing
    cosine /= np.sqrt(1 + east * east + north * north)
    return np.clip(cosine / np.cos(_ZENITH), 0, 1.9) ** 0.75


def sunlit(surface_m: Floats, pixel_m: float) -> Floats:
    """Return 0 in the shadow of the relief, 1 outside, with a soft edge.

    One sweep from south to north carries the height of the shadow. The sun must be
    in the south, and rows run north to south.
    """
    columns = np.arange(surface_m.shape[1], dtype=np.float64)
    aside = columns - SUNWARD[0] / SUNWARD[1]
    drop = pixel_m / (-SUNWARD[1] * np.tan(_ZENITH))
    lit = np.ones_like(surface_m)
    top = surface_m[-1]
    for row in range(len(surface_m) - 2, -1, -1):
        shadow = np.interp(aside, columns, top) - drop
        lit[row] = step(-6, 6, surface_m[row] - shadow + 5)
        top = np.maximum(shadow, surface_m[row])
    return lit


def clouds(x: Floats, y: Floats, area: Area) -> Clouds:
    """Place two fair-weather clouds and their shadows over the product."""
    reach = CLOUD_HEIGHT_M * np.tan(_ZENITH)
    opacity = _opacity(x, y, area)
    towards = _opacity(x + 60 * SUNWARD[0], y + 60 * SUNWARD[1], area)
    billows = 0.16 * fractal(x, y, 260, 4, 421) + 0.6 * (opacity - towards)
    return Clouds(
        opacity=opacity,
        shadow=_opacity(x + reach * SUNWARD[0], y + reach * SUNWARD[1], area),
        brightness=0.8 + billows,
    )


def _opacity(x: Floats, y: Floats, area: Area) -> Floats:
    middle_x, middle_y = area.left + area.size_m / 2, area.top - area.size_m / 2
    thickness = np.full_like(x, -np.inf)
    for east, north, radius in _CLOUDS:
        dx = (x - middle_x) / area.size_m - east
        dy = (y - middle_y) / area.size_m - north
        bulge = 1 - (dx * dx + 1.5 * dy * dy) / radius**2
        thickness = np.maximum(thickness, bulge)
    thickness = thickness + 0.9 * fractal(x, y, 620, 6, 411)
    return step(-0.15, 1.15, thickness) ** 1.3
