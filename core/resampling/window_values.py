# SPDX-License-Identifier: GPL-3.0-or-later
"""A window of a source, made ready for sums over parts of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Values further from the median than this many times the usual distance are weighed
#: with more digits: an undeclared fill of 1e20 would leave nothing of its neighbours.
_USUAL_TIMES: Final = 1e4

#: How many values tell what is usual.
_LOOKED_AT: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Source pixels, finite everywhere, and which of them have to be looked at."""

    values: NDArray[Any]
    """Shape (rows, cols), float, less `level`; 0 where `careful`."""
    level: float
    """What is common to all values: sums of the rest lose fewer digits."""
    own: NDArray[Any]
    """The values as they came, NaN where invalid."""
    careful: NDArray[np.bool_] | None
    """Where a value is invalid or huge, shape (rows, cols); None for nowhere."""

    @property
    def width(self) -> int:
        """The window's columns."""
        return self.values.shape[1]


def window_of(values: NDArray[Any]) -> Window:
    """Make a window ready.

    Args:
        values: Shape (rows, cols), float, NaN or infinite where invalid.
    """
    valid = np.isfinite(values)
    careful = ~valid
    usual = values[valid] if careful.any() else values
    if usual.size:
        low, high = float(usual.min()), float(usual.max())
        middle, most = _usual(usual.ravel())
        if max(high - middle, middle - low) > most:
            careful |= ~(np.abs(values - values.dtype.type(middle)) <= most)
    level = _level(values[~careful]) if careful.any() else _level(values)
    is_careful = bool(careful.any())
    ready = values
    if level or is_careful:
        ready = values - values.dtype.type(level)
        ready[careful] = 0
    return Window(
        values=np.ascontiguousarray(ready),
        level=level,
        own=values,
        careful=careful if is_careful else None,
    )


def meeting(marked: NDArray[np.bool_], rows: int, cols: int) -> NDArray[np.bool_]:
    """Tell where rectangles of pixels meet one that is marked.

    Args:
        marked: Shape (rows, cols) of a window.
        rows: The rectangles'.
        cols: The rectangles'.

    Returns:
        The shape of `marked`, at each rectangle's first pixel.
    """
    found = marked.copy()
    for axis, count in ((0, rows), (1, cols)):
        size = 1
        while size < count:  # twice as large each time
            step = min(size, count - size)
            first, after = [slice(None)] * 2, [slice(None)] * 2
            first[axis], after[axis] = slice(None, -step), slice(step, None)
            grown = found.copy()
            grown[tuple(first)] |= found[tuple(after)]
            found, size = grown, size + step
    return found


def _usual(values: NDArray[Any]) -> tuple[float, float]:
    """Return the median, and how far from it values may be to count as usual."""
    some = values[:: max(values.size // _LOOKED_AT, 1)].astype(np.float64)
    middle = float(np.median(some))
    away = np.abs(some - middle)
    away = away[away > 0]
    usual = float(np.median(away)) if away.size else abs(middle)
    return middle, _USUAL_TIMES * usual if usual else np.inf


def _level(values: NDArray[Any]) -> float:
    """Return what may be taken off all values without changing a digit, else 0.

    The difference of two numbers is exact where neither is more than twice the other
    (Sterbenz 1974).
    """
    if not values.size:
        return 0.0
    low, high = float(values.min()), float(values.max())
    if low <= 0 <= high or max(abs(low), abs(high)) > 2 * min(abs(low), abs(high)):
        return 0.0
    return low
