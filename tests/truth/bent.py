# SPDX-License-Identifier: GPL-3.0-or-later
"""Bends a source's grid, and places its pixels by points or by arrays."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from .georeferences import ControlPoints, LocationArrays

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.random import Generator

    from .georeferences import Coordinates, Georeference, Grid

#: How far the bends move a pixel, as a share of the source's size.
_BEND = 0.03


def with_points(flat: Grid, rng: Generator, *, side: int, order: int) -> ControlPoints:
    """Place pixels by `side` times `side` points on a polynomial."""
    cols, rows = np.meshgrid(
        np.linspace(0, flat.cols, side), np.linspace(0, flat.rows, side)
    )
    x, y = flat.places(cols, rows)
    if order > 1:
        cols, rows = _bent(flat, cols, rows, rng)
    points = np.stack([axis.ravel() for axis in (cols, rows, x, y)], axis=1)
    return ControlPoints(
        crs=flat.crs, points=points, order=order, rows=flat.rows, cols=flat.cols
    )


def with_arrays(
    flat: Grid, rng: Generator, *, step: int, in_centre: bool
) -> LocationArrays:
    """Place pixels by a node every so many."""
    more = 0 if step == 1 else 1
    cols, rows = np.meshgrid(
        np.arange(0, flat.cols + more, step, dtype=float),
        np.arange(0, flat.rows + more, step, dtype=float),
    )
    middle = step / 2 if in_centre else 0.0
    x, y = flat.places(*_bent(flat, cols + middle, rows + middle, rng))
    return LocationArrays(
        crs=flat.crs,
        x=x,
        y=y,
        step=float(step),
        in_centre=in_centre,
        rows=flat.rows,
        cols=flat.cols,
    )


def _bent(
    flat: Grid,
    cols: Coordinates,
    rows: Coordinates,
    rng: Generator,
) -> Coordinates:
    """Move places by a polynomial of the second order, not in the middle."""
    u, v = cols / flat.cols - 0.5, rows / flat.rows - 0.5
    by_u, by_v = rng.uniform(-_BEND, _BEND, (2, 3))
    powers = np.stack((u * u, u * v, v * v))
    return (
        cols + flat.cols * np.tensordot(by_u, powers, 1),
        rows + flat.rows * np.tensordot(by_v, powers, 1),
    )


#: What may place a source's pixels instead of its grid.
MADE: dict[str, Callable[[Grid, Generator], Georeference]] = {
    "4 points": partial(with_points, side=2, order=1),
    "25 points": partial(with_points, side=5, order=2),
    "a node each": partial(with_arrays, step=1, in_centre=False),
    "a node every 5": partial(with_arrays, step=5, in_centre=True),
}
