# SPDX-License-Identifier: GPL-3.0-or-later
"""Smooth and cellular patterns that are functions of position, the same each time.

Lattice gradients as K. Perlin, "Improving noise", SIGGRAPH 2002; cells as S. Worley,
"A cellular texture basis function", SIGGRAPH 1996. Coordinates are in metres and a
pattern is picked by its `seed`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_ANGLES = np.arange(256) * (2 * np.pi / 256)
_GRADIENTS = np.stack([np.cos(_ANGLES), np.sin(_ANGLES)])


def scramble(column: Ints, row: Ints, seed: int) -> NDArray[np.uint32]:
    """Give each lattice node (column, row) its own 32 evenly spread bits."""
    mixed = column.astype(np.uint32) * np.uint32(374_761_393)
    mixed += row.astype(np.uint32) * np.uint32(668_265_263)
    mixed += np.uint32(seed * 2_246_822_519 % 2**32)
    for shift, factor in ((15, 2_246_822_519), (13, 3_266_489_917)):
        mixed ^= mixed >> np.uint32(shift)
        mixed *= np.uint32(factor)
    return mixed ^ (mixed >> np.uint32(16))


def draw(column: Ints, row: Ints, seed: int) -> Floats:
    """Give each lattice node its own number in [0, 1)."""
    return scramble(column, row, seed) / 2.0**32


def smooth(x: Floats, y: Floats, wavelength_m: float, seed: int) -> Floats:
    """Return smooth noise, about -1 to 1 with mean 0, of one wavelength."""
    u, v = x / wavelength_m, y / wavelength_m
    left, low = np.floor(u), np.floor(v)
    u -= left
    v -= low
    columns = np.arange(int(left.min()), int(left.max()) + 2)
    rows = np.arange(int(low.min()), int(low.max()) + 2)
    node_columns, node_rows = np.meshgrid(columns, rows)
    turn = scramble(node_columns, node_rows, seed).ravel() >> np.uint32(24)
    east, north = _GRADIENTS[0][turn], _GRADIENTS[1][turn]
    node = (low.astype(np.int64) - rows[0]) * columns.size
    node += left.astype(np.int64) - columns[0]

    def corner(i: int, j: int) -> Floats:
        index = node + (j * columns.size + i)
        return east[index] * (u - i) + north[index] * (v - j)

    fade_u = u * u * u * (u * (u * 6 - 15) + 10)
    fade_v = v * v * v * (v * (v * 6 - 15) + 10)
    south = corner(0, 0)
    south += fade_u * (corner(1, 0) - south)
    above = corner(0, 1)
    above += fade_u * (corner(1, 1) - above)
    return 1.5 * (south + fade_v * (above - south))


def fractal(
    x: Floats, y: Floats, wavelength_m: float, octaves: int, seed: int
) -> Floats:
    """Sum octaves of smooth noise, each half as long and half as high as the last."""
    total = np.zeros_like(x)
    for octave in range(octaves):
        scale = 0.5**octave
        total += scale * smooth(x, y, wavelength_m * scale, seed + octave)
    return total


def ridges(x: Floats, y: Floats, wavelength_m: float, octaves: int) -> Floats:
    """Return ridged noise, 0 (hollows) to about 1 (crests), rough only on crests.

    F. K. Musgrave in "Texturing and Modeling", 3rd ed., ch. 16: each octave is
    weighted by the one before, so hollows stay smooth.
    """
    total = np.zeros_like(x)
    weight = np.ones_like(x)
    scale = 1.0
    for octave in range(octaves):
        crest = 1 - np.abs(smooth(x, y, wavelength_m * scale, 71 + octave))
        weight = weight * crest * crest
        total += scale**0.95 * weight
        weight = np.clip(1.6 * weight, 0, 1)
        scale /= 2
    return total / 1.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """For each position, its cell: the node it is nearest to."""

    column: Ints
    row: Ints
    edge_m: Floats
    """Distance to the border of the cell, metres."""

    def draw(self, seed: int) -> Floats:
        """Give each cell its own number in [0, 1)."""
        return draw(self.column, self.row, seed)


def cells(x: Floats, y: Floats, size_m: float, seed: int) -> Cells:
    """Partition the plane into polygons (a Voronoi partition) of about `size_m`."""
    u, v = x / size_m, y / size_m
    left, low = np.floor(u).astype(np.int64), np.floor(v).astype(np.int64)
    nearest = np.full(x.shape, np.inf)
    second = np.full(x.shape, np.inf)
    own_column, own_row = left.copy(), low.copy()
    for i, j in np.ndindex(3, 3):
        column, row = left + i - 1, low + j - 1
        px = column + 0.15 + 0.7 * draw(column, row, seed)
        py = row + 0.15 + 0.7 * draw(column, row, seed + 1)
        distance = np.hypot(px - u, py - v)
        closer = distance < nearest
        second = np.where(closer, nearest, np.minimum(second, distance))
        nearest = np.where(closer, distance, nearest)
        own_column = np.where(closer, column, own_column)
        own_row = np.where(closer, row, own_row)
    edge_m = (second - nearest) / 2 * size_m
    return Cells(column=own_column, row=own_row, edge_m=edge_m)


def step(low: float, high: float, value: Floats) -> Floats:
    """Rise smoothly from 0 at `low` to 1 at `high`."""
    part = np.clip((value - low) / (high - low), 0, 1)
    return part * part * (3 - 2 * part)
