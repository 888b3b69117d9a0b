# SPDX-License-Identifier: GPL-3.0-or-later
"""The alignment of two grids of one CRS, with simple ratios and offsets made exact.

Coordinates of millions of metres, and sizes like 0.3 m or 1/3600 degree that no
float holds, leave a target's edge some 1e-10 of a pixel beside the source's edge
that it should coincide with. GDAL then counts a sliver of the next pixel: a whole vote
for `mode`, and a candidate for `min` and `max`.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Final

from affine import Affine

from .grid import SAME_PLACE_PX, Grid, move

#: GDAL moves positions by this before it cuts them to whole pixels.
HAIR_PX: Final = 1e-10

#: The largest denominator of a ratio of pixel sizes that is made exact.
_MOST_PARTS: Final = 120

#: From source pixels to the units of both grids: a power of two, which changes no
#: digit, and not the identity, which GDAL takes for a missing geotransform.
_UNIT: Final = Affine.scale(2.0, -2.0)


def relative(src: Grid, dst: Grid) -> Affine:
    """Return the transform from a target's pixels to a source's.

    Pixels are counted from their grid's upper-left corner. Along parallel axes, a ratio
    of pixel sizes that is a simple fraction, to less than `SAME_PLACE_PX` over the
    whole target, becomes exactly that fraction. An offset that is a multiple of half
    such a part of a source pixel becomes exact likewise.

    Args:
        src: The source's grid.
        dst: The target's grid, in the same CRS.
    """
    return _relative(src.transform, dst.transform, (dst.rows, dst.cols))


@lru_cache(maxsize=64)
def _relative(s: Affine, d: Affine, shape: tuple[int, int]) -> Affine:
    rows, cols = shape
    inverse = ~Affine(s.a, s.b, 0, s.d, s.e, 0)
    t = inverse * Affine(d.a, d.b, 0, d.d, d.e, 0)
    # Subtract first: the difference of coordinates near one another is exact.
    x, y = move(inverse, d.c - s.c, d.f - s.f)
    if t.b or t.d:
        return Affine(t.a, t.b, x, t.d, t.e, y)
    a, x = _whole_parts(t.a, x, cols)
    e, y = _whole_parts(t.e, y, rows)
    return Affine(a, 0, x, 0, e, y)


def in_source_pixels(src: Grid, dst: Grid) -> tuple[Grid, Grid]:
    """Return both grids counted in source pixels from the source's corner."""
    return (
        replace(src, transform=_UNIT),
        replace(dst, transform=_UNIT * relative(src, dst)),
    )


def _whole_parts(step: float, start: float, count: int) -> tuple[float, float]:
    ratio = Fraction(step).limit_denominator(_MOST_PARTS)
    is_part = ratio != 0 and abs(float(ratio - Fraction(step))) * count < SAME_PLACE_PX
    # Halves, because an edge may lie on the other grid's pixel centres.
    halves = 2 * (ratio.denominator if is_part else 1)
    first = round(start * halves) / halves
    if abs(start - first) >= SAME_PLACE_PX:
        return step, start
    return float(ratio) if is_part else step, first
