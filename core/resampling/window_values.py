# SPDX-License-Identifier: GPL-3.0-or-later
"""A window of a source, made ready for sums over parts of it."""

from __future__ import annotations

import math
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

#: Pixels at a time, so that they stay in the processor's cache.
_MOST_AT_ONCE: Final = 1 << 16


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
    has_huge: bool
    """Some of these are huge."""

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
    careful, is_whole = ~valid, bool(valid.all())
    low, high = _valid_limits(values, valid)
    middle, most = _usual(_some(values, valid))
    has_huge = max(high - middle, middle - low) > most
    if has_huge:
        careful |= ~(np.abs(values - values.dtype.type(middle)) <= most)
        low, high = _limits(values[~careful])
    level = _level(low, high)
    is_careful = has_huge or not is_whole
    ready = values
    if is_careful:
        ready = _cleared(values, level, careful)
    elif level:
        ready = values - values.dtype.type(level)
    return Window(
        values=np.ascontiguousarray(ready),
        level=level,
        own=values,
        careful=careful if is_careful else None,
        has_huge=has_huge,
    )


def _valid_limits(
    values: NDArray[Any], valid: NDArray[np.bool_]
) -> tuple[float, float]:
    """Return the least and the greatest of all valid values."""
    low, high = (float(of.reduce(values, axis=None)) for of in (np.fmin, np.fmax))
    if math.isfinite(low) and math.isfinite(high):
        return low, high
    return _limits(values[valid])


def _limits(values: NDArray[Any]) -> tuple[float, float]:
    """Return the least and the greatest value; 0 and 0 of none."""
    return (float(values.min()), float(values.max())) if values.size else (0.0, 0.0)


def _some(values: NDArray[Any], valid: NDArray[np.bool_]) -> NDArray[Any]:
    """Return some of the valid values, as many as are looked at."""
    step = max(values.size // _LOOKED_AT, 1)
    some: NDArray[Any] = values.ravel()[::step]
    some = some[np.isfinite(some)]
    if some.size >= min(_LOOKED_AT // 2, values.size):
        return some
    own = values[valid]
    every: NDArray[Any] = own[:: max(own.size // _LOOKED_AT, 1)]
    return every


def _cleared(
    values: NDArray[Any], level: float, careful: NDArray[np.bool_]
) -> NDArray[Any]:
    """Return values less a level, 0 where careful: by their bits, which is faster."""
    ready = np.empty(values.shape, values.dtype)
    bits: NDArray[Any] = ready.view(f"i{values.itemsize}")
    rows = max(_MOST_AT_ONCE // values.shape[1], 1)
    for first in range(0, len(values), rows):
        part = slice(first, first + rows)
        with np.errstate(invalid="ignore"):  # infinite ones are invalid
            np.subtract(values[part], values.dtype.type(level), out=ready[part])
        kept = careful[part].view(np.int8) - np.int8(1)
        bits[part] &= kept.astype(bits.dtype)
    return ready


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
    if not values.size:
        return 0.0, np.inf
    some = values.astype(np.float64)
    middle = float(np.median(some))
    away = np.abs(some - middle)
    away = away[away > 0]
    usual = float(np.median(away)) if away.size else abs(middle)
    return middle, _USUAL_TIMES * usual if usual else np.inf


def _level(low: float, high: float) -> float:
    """Return what may be taken off all values without changing a digit, else 0.

    The difference of two numbers is exact where neither is more than twice the other
    (Sterbenz 1974).
    """
    if low <= 0 <= high or max(abs(low), abs(high)) > 2 * min(abs(low), abs(high)):
        return 0.0
    return low
