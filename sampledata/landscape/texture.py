# SPDX-License-Identifier: GPL-3.0-or-later
"""Pixels that cost as much as real ones: smooth fields, texture, and noise.

Everything is made strip by strip, so that no image has to fit into memory, and is the
same each time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from .noise import fractal

if TYPE_CHECKING:
    from collections.abc import Iterator

Floats = NDArray[np.float32]

STRIP_PX = 1024
"""Rows of a strip: a row of tiles."""

_COARSE = 4
"""Pixels a side that share a node of the smooth field."""

_NOISE_STRIP_PX = 256
"""Rows of the smooth field that are computed at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A smooth field, about -1 to 1, known on nodes some pixels apart."""

    nodes: Floats
    """Shape (rows, cols), one more on each side than the pixels need."""

    def strip(self, first: int, rows: int, cols: int) -> Floats:
        """Interpolate the rows `first` to `first + rows`, shape (rows, cols)."""
        low, part = _between(np.arange(first, first + rows))
        above, below = self.nodes[low], self.nodes[low + 1]
        lines = above + part[:, np.newaxis] * (below - above)
        low, part = _between(np.arange(cols))
        left, right = lines[:, low], lines[:, low + 1]
        return left + part * (right - left)


def make_field(
    rows: int, cols: int, *, wavelength_px: float, octaves: int, seed: int
) -> Field:
    """Make a field over an image of (rows, cols)."""
    count_y, count_x = rows // _COARSE + 3, cols // _COARSE + 3
    nodes = np.empty((count_y, count_x), dtype=np.float32)
    for first in range(0, count_y, _NOISE_STRIP_PX):
        y = np.arange(first, min(first + _NOISE_STRIP_PX, count_y), dtype=np.float64)
        grid_x, grid_y = np.meshgrid(np.arange(count_x, dtype=np.float64), y)
        nodes[first : first + len(y)] = fractal(
            grid_x, grid_y, wavelength_px / _COARSE, octaves, seed
        )
    return Field(nodes=nodes)


def grain(seed: int, first: int, rows: int, cols: int) -> Floats:
    """Return white noise of deviation 1 for a strip; seed and first row decide."""
    random = np.random.default_rng((seed, first))
    return random.standard_normal((rows, cols), dtype=np.float32)


def strips(rows: int) -> Iterator[tuple[int, int]]:
    """Yield the first row and the number of rows of each strip of an image."""
    for first in range(0, rows, STRIP_PX):
        yield first, min(STRIP_PX, rows - first)


def _between(pixels: NDArray[Any]) -> tuple[NDArray[Any], Floats]:
    """Return the node before each pixel's centre, and how far it is beyond it."""
    place = (pixels + 0.5) / _COARSE
    low = np.floor(place).astype(np.int64)
    return low, (place - low).astype(np.float32)
