# SPDX-License-Identifier: GPL-3.0-or-later
"""Lays a target's grid round a place, and a source's grid under it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from affine import Affine

from .georeferences import Grid
from .positions import positions, transformer

if TYPE_CHECKING:
    from numpy.random import Generator

    from .pairs import Pair

#: The shape of the targets; not square, as products rarely are.
ROWS, COLS = 14, 18

#: Source pixels around the target, beside what kernels reach.
_MARGIN_PX = 4

_METRES_A_DEGREE = 111_200.0


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a grid's pixels look in its own CRS."""

    turn: float
    """In degrees, counter-clockwise."""
    aspect: float
    """Width over height of a pixel."""
    is_south_up: bool = False

    def pixel(self, size: float) -> Affine:
        """Return the transform of one pixel whose area is that of a square."""
        width, height = size * self.aspect**0.5, size / self.aspect**0.5
        scaled = Affine.scale(width, height if self.is_south_up else -height)
        return Affine.rotation(self.turn) * scaled


def place_target(
    pair: Pair, src_look: Look, dst_look: Look, metres: float, ratio: float
) -> Grid:
    """Return a target around the place.

    Args:
        pair: The CRSs, and the place.
        src_look: The source's pixels.
        dst_look: The target's pixels.
        metres: A source pixel's size on the ground, nearly.
        ratio: Source pixels that a target pixel is as large as.
    """
    x, y = _place(pair.dst, pair.lon, pair.lat)
    src = _one_pixel(pair.src, src_look, metres, pair)
    size = _units(pair.dst, pair) * metres
    tried = Grid(
        crs=pair.dst,
        transform=Affine.translation(x, y) * dst_look.pixel(size),
        rows=1,
        cols=1,
    )
    u_col, u_row, v_col, v_row = positions(src, tried).jacobian[:, 0, 0]
    size *= ratio / abs(u_col * v_row - u_row * v_col) ** 0.5
    pixel = Affine.translation(x, y) * dst_look.pixel(size)
    transform = pixel * Affine.translation(-COLS / 2, -ROWS / 2)
    return Grid(crs=pair.dst, transform=transform, rows=ROWS, cols=COLS)


def place_source(
    pair: Pair, look: Look, metres: float, dst: Grid, rng: Generator, overlap: str
) -> Grid:
    """Return a source that reaches further than the target.

    Args:
        pair: The CRSs, and the place.
        look: The source's pixels.
        metres: Their size on the ground, nearly.
        dst: The target.
        rng: Draws by which part of a pixel the source is shifted.
        overlap: `inside` for the whole target, `half` for the right half of it.
    """
    pixel = _one_pixel(pair.src, look, metres, pair)
    places = positions(pixel, dst)
    u, v = places.corner_u, places.corner_v
    margin = np.ceil(3.5 * max(float(scale.max()) for scale in places.scale))
    margin = max(margin, _MARGIN_PX) + _MARGIN_PX
    first_u, first_v = u.min() - margin, v.min() - margin
    if overlap == "half":
        first_u, first_v = (u.min() + u.max()) / 2, v.min() + np.ptp(v) / 8
    shift = np.array([first_u, first_v]) - rng.random(2)
    cols, rows = np.ceil([u.max() + margin, v.max() + margin] - shift).astype(int)
    transform = pixel.transform * Affine.translation(*map(float, shift))
    return Grid(crs=pair.src, transform=transform, rows=int(rows), cols=int(cols))


def _one_pixel(crs: str, look: Look, metres: float, pair: Pair) -> Grid:
    """Return a grid of one pixel at the place."""
    x, y = _place(crs, pair.lon, pair.lat)
    pixel = look.pixel(_units(crs, pair) * metres)
    return Grid(crs=crs, transform=Affine.translation(x, y) * pixel, rows=1, cols=1)


def _place(crs: str, lon: float, lat: float) -> tuple[float, float]:
    x, y = transformer("EPSG:4326", crs).transform(lon, lat)
    return float(x), float(y)


def _units(crs: str, pair: Pair) -> float:
    """Return the units of a CRS that a metre to the north measures at the place."""
    x0, y0 = _place(crs, pair.lon, pair.lat)
    x1, y1 = _place(crs, pair.lon, pair.lat + 0.01)
    return float(np.hypot(x1 - x0, y1 - y0)) / (0.01 * _METRES_A_DEGREE)
