# SPDX-License-Identifier: GPL-3.0-or-later
"""The pixels of the cases: white noise, smooth fields, class maps, and holes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

FIELDS = ("noise", "smooth", "classes")

#: What class maps declare for nodata.
NO_CLASS = 255


def make(field: str, rng: Generator, rows: int, cols: int) -> NDArray[Any]:
    """Return a field's pixels: float32, or uint8 for classes."""
    if field == "noise":
        return rng.uniform(0, 1000, (rows, cols)).astype(np.float32)
    smooth = _waves(rng, rows, cols)
    if field == "smooth":
        return (500 + 100 * smooth).astype(np.float32)
    classes = np.floor(2 * smooth + rng.normal(0, 0.3, (rows, cols))).clip(-3, 3) + 4
    return classes.astype(np.uint8)


def _waves(rng: Generator, rows: int, cols: int) -> NDArray[np.float64]:
    row, col = np.mgrid[:rows, :cols]
    total = np.zeros((rows, cols))
    for _ in range(6):
        turn, length, start = rng.uniform((0, 8, 0), (np.pi, 40, 2 * np.pi))
        along = np.cos(turn) * col + np.sin(turn) * row
        total += np.sin(2 * np.pi * along / length + start)
    return total


def holes(rng: Generator, rows: int, cols: int) -> NDArray[np.bool_]:
    """Return which pixels are valid: single ones are not, nor are some squares."""
    valid = rng.random((rows, cols)) > 0.03
    side = max(min(rows, cols) // 8, 2)
    for _ in range(4):
        row, col = rng.integers(0, rows - side), rng.integers(0, cols - side)
        valid[row : row + side, col : col + side] = False
    return valid
