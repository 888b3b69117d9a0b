# SPDX-License-Identifier: GPL-3.0-or-later
"""The coordinates in which cells between an array's nodes are bilinear."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ..geometry.antimeridian import circle_of
from ..geometry.grid import move
from ..geometry.transform_points import reproject
from ..resampling.transform_fit import SourceCoords, points_in, through

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..geometry.antimeridian import Arc
    from ..geometry.grid import Grid
    from .geolocation import Geolocation


#: Nodes that tell how far round the Earth all of them lie.
_SOME: Final = 5000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frame:
    """The coordinates in which cells are bilinear: ground, in units of a source pixel.

    They are those of the source's CRS, less an origin; or pixels of the target.
    """

    dst: Grid
    """The target's tile."""
    src: Geolocation
    centre: float | None
    """The longitude that coordinates are unwrapped around; None for none."""
    origin: NDArray[np.float64]
    unit: float
    is_target: bool
    """Coordinates are pixels of the tile, counted from its corner."""

    def of_ground(
        self, x: NDArray[np.float64], y: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return coordinates of places in the source's CRS: shape (2, ...)."""
        circle = circle_of(self.src.crs)
        if circle is not None and self.centre is not None:
            with np.errstate(invalid="ignore"):
                x = circle.unwrap(x, self.centre)
        at: NDArray[np.float64] = np.stack([x - self.origin[0], y - self.origin[1]])
        at /= self.unit
        return at

    def ground(
        self, places: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the places in the source's CRS of coordinates, shape (2, ...)."""
        x, y = (
            axis * self.unit + start
            for axis, start in zip(places, self.origin, strict=True)
        )
        return x, y

    def in_target(
        self, x: NDArray[np.float64], y: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return columns and rows in the tile of places in the source's CRS.

        Returns:
            Shape (2, ...), NaN for places that do not exist in the target's CRS.
        """
        at = np.full((2, x.size), np.nan)
        exist = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
        there = reproject(
            x.ravel()[exist],
            y.ravel()[exist],
            self.src.crs,
            self.dst.crs,
            self.dst.operations,
        )
        with np.errstate(invalid="ignore"):
            at[:, exist] = move(~self.dst.transform, *there)
        at[~np.isfinite(at)] = np.nan
        return at.reshape(2, *x.shape)

    def lattice(self, start: float) -> NDArray[np.float64]:
        """Return coordinates of the tile's pixels: shape (2, rows, cols).

        Args:
            start: 0.5 for centres; 0 for corners, of which there is another each way.
        """
        more = 0 if start else 1
        rows, cols = self.dst.rows + more, self.dst.cols + more
        if self.is_target:
            at = np.meshgrid(np.arange(cols) + start, np.arange(rows) + start)
            return np.stack(at)
        whole = self.dst.whole
        coords = self._placed(points_in(self.dst, [whole]))
        (coefficients,) = through(coords)
        if np.isnan(coefficients).any():
            at = np.meshgrid(np.arange(cols) + start, np.arange(rows) + start)
            return self._placed(np.stack(move(self.dst.transform, *at)))
        fitted = SourceCoords(coefficients=coefficients, shape=(whole.rows, whole.cols))
        out = np.empty((2, rows, cols))
        strips = fitted.strips if start else fitted.corner_strips
        for part, some in strips(0.0, 0.0):
            out[:, part.start : part.start + some.shape[1]] = some
        return out

    def lattice_points(self) -> NDArray[np.float64]:
        """Return coordinates of places all over the tile: shape (2, places)."""
        points = points_in(self.dst, [self.dst.whole])
        return self._placed(points).reshape(2, -1)

    def _placed(self, ground: NDArray[np.float64]) -> NDArray[np.float64]:
        shape = ground.shape[1:]
        x, y = (axis.ravel() for axis in ground)
        x, y = reproject(x, y, self.dst.crs, self.src.crs, self.dst.operations)
        return self.of_ground(x, y).reshape(2, *shape)


def arc_of(src: Geolocation, x: NDArray[np.float64]) -> Arc | None:
    """Return how far round the Earth nodes lie, by some of them; None for no circle."""
    circle = circle_of(src.crs)
    x = x[np.isfinite(x)]
    if circle is None or not x.size:
        return None
    return circle.arc(x[:: max(x.size // _SOME, 1)])


def frame_of(
    src: Geolocation, dst: Grid, x: NDArray[np.float64], y: NDArray[np.float64]
) -> Frame | None:
    """Choose the coordinates for some nodes, None where these enclose nothing.

    Args:
        src: What places the source's pixels.
        dst: The tile's grid.
        x: The nodes' x in the source's CRS, NaN where there is no node.
        y: Their y, of the same shape.
    """
    exist, arc = np.isfinite(x), arc_of(src, x)
    centre, is_round = (None, False) if arc is None else (arc.centre, arc.is_round)
    unit = 1.0 if is_round else _pixel(src, x, y)
    if not (math.isfinite(unit) and unit > 0):
        return None
    middle = [float(np.median(axis[exist])) for axis in (x, y)]
    return Frame(
        dst=dst,
        src=src,
        centre=centre,
        origin=np.array([0.0, 0.0] if is_round else middle),
        unit=unit,
        is_target=is_round,
    )


def _pixel(src: Geolocation, x: NDArray[np.float64], y: NDArray[np.float64]) -> float:
    """Return how large a source pixel is on the ground, the median, NaN for none."""
    across = [np.diff(of, axis=1)[:-1] for of in (x, y)]
    down = [np.diff(of, axis=0)[:, :-1] for of in (x, y)]
    area = np.abs(across[0] * down[1] - across[1] * down[0])
    area = area[np.isfinite(area)]
    if not area.size:
        return math.nan
    return math.sqrt(float(np.median(area)) / abs(src.step[0] * src.step[1]))
