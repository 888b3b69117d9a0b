# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a target's pixels lie in a source: PROJ at every centre, edge and corner."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pyproj

from .georeferences import Grid

if TYPE_CHECKING:
    from affine import Affine
    from numpy.typing import NDArray

    from .georeferences import Coordinates, Georeference

#: Positions that are less than this apart are one: coordinates of millions of
#: metres, and pixels of 0.3 m, leave edges that meet some 1e-10 pixel apart.
HAIR_PX = 1e-6

#: Kernels are not widened while a target pixel has fewer source pixels than this
#: along both axes.
WIDENED_FROM = 1 / 0.95


@dataclass(frozen=True, kw_only=True)
class Positions:
    """Source columns u and rows v, from the source's outer corner, of a target."""

    u: NDArray[np.float64]
    """Of the pixels' centres, shape (rows, cols); NaN where there is no place."""
    v: NDArray[np.float64]
    corner_u: NDArray[np.float64]
    """Of the pixels' corners, shape (rows + 1, cols + 1)."""
    corner_v: NDArray[np.float64]
    jacobian: NDArray[np.float64]
    """du/dc, du/dr, dv/dc, dv/dr at the centres, from half a target pixel to each
    side: shape (4, rows, cols)."""
    is_affine: bool
    """Source and target share a CRS, so that no projection lies between them."""
    given_width: tuple[float, float] | None = None
    """What kernels are widened by instead of what the rule says."""

    @property
    def scale(self) -> Coordinates:
        """Source pixels that a target pixel measures along the source's two axes."""
        u_col, u_row, v_col, v_row = self.jacobian
        return np.hypot(u_col, u_row), np.hypot(v_col, v_row)

    @property
    def width(self) -> Coordinates:
        """How much kernels are widened along the source's two axes, 1 or more."""
        if self.given_width is not None:
            u, v = (np.full(self.u.shape, width) for width in self.given_width)
            return u, v
        along_u, along_v = self.scale
        widened = np.maximum(along_u, along_v) > WIDENED_FROM
        return (
            np.where(widened, np.maximum(along_u, 1.0), 1.0),
            np.where(widened, np.maximum(along_v, 1.0), 1.0),
        )

    def moved(self, u: float, v: float) -> Positions:
        """Return these positions so many source pixels further on."""
        return replace(
            self,
            u=self.u + u,
            v=self.v + v,
            corner_u=self.corner_u + u,
            corner_v=self.corner_v + v,
        )


def positions(src: Georeference, dst: Grid) -> Positions:
    """Find where every pixel of a target lies in a source."""
    cols, rows = np.meshgrid(
        np.arange(2 * dst.cols + 1) / 2, np.arange(2 * dst.rows + 1) / 2
    )
    is_affine = isinstance(src, Grid) and is_same(src.crs, dst.crs)
    if is_affine:
        u, v = _moved(relative(src.transform, dst.transform), cols, rows)
    else:
        u, v = src.pixels(*_reprojected(*dst.places(cols, rows), dst.crs, src))
    return Positions(
        u=u[1::2, 1::2],
        v=v[1::2, 1::2],
        corner_u=u[::2, ::2],
        corner_v=v[::2, ::2],
        jacobian=np.stack([slope for axis in (u, v) for slope in _slopes(axis)]),
        is_affine=is_affine,
    )


def _slopes(lattice: NDArray[np.float64]) -> Coordinates:
    """Return the change across each pixel, along its columns and along its rows."""
    middles, sides = lattice[1::2, ::2], lattice[::2, 1::2]
    return np.diff(middles, axis=1), np.diff(sides, axis=0)


def relative(src: Affine, dst: Affine) -> tuple[float, ...]:
    """Return the six numbers of the transform from target pixels to source pixels.

    The transforms' numbers are taken for what they are, binary fractions, and
    nothing is rounded before the end.
    """
    a, b, c, d, e, f = (Fraction(float(number)) for number in src[:6])
    p, q, r, s, t, u = (Fraction(float(number)) for number in dst[:6])
    whole = a * e - b * d
    exact = (
        *((e * p - b * s) / whole, (e * q - b * t) / whole),
        (e * (r - c) - b * (u - f)) / whole,
        *((a * s - d * p) / whole, (a * t - d * q) / whole),
        (a * (u - f) - d * (r - c)) / whole,
    )
    return tuple(map(float, exact))


def _moved(
    transform: tuple[float, ...],
    cols: NDArray[np.float64],
    rows: NDArray[np.float64],
) -> Coordinates:
    a, b, c, d, e, f = transform
    return a * cols + b * rows + c, d * cols + e * rows + f


def _reprojected(
    x: NDArray[np.float64], y: NDArray[np.float64], crs: str, src: Georeference
) -> Coordinates:
    """Bring places into a source's CRS, and longitudes to its side of the Earth."""
    x, y = transformer(crs, src.crs).transform(x, y)
    x[~np.isfinite(x)] = y[~np.isfinite(y)] = np.nan
    if isinstance(src, Grid) and is_geographic(src.crs):
        middle = src.places(np.array(src.cols / 2), np.array(src.rows / 2))[0]
        x = x - 360 * np.round((x - middle) / 360)
    return x, y


@cache
def transformer(src: str, dst: str) -> pyproj.Transformer:
    """Return the way from one CRS to another, x before y."""
    return pyproj.Transformer.from_crs(src, dst, always_xy=True)


@cache
def is_same(one: str, other: str) -> bool:
    """Tell whether two names are of one CRS."""
    return bool(pyproj.CRS(one) == pyproj.CRS(other))


@cache
def is_geographic(crs: str) -> bool:
    """Tell whether a CRS has longitudes, in degrees."""
    return bool(pyproj.CRS(crs).is_geographic)
