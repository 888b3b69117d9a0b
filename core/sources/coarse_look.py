# SPDX-License-Identifier: GPL-3.0-or-later
"""A look at some pixels of a band, where its header leaves open what they stand for.

The pixels are the source's own, in windows that lie apart: an overview may be of
averages. They depend on the source alone, so that every run sees the same.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..errors import LongInteger
from ..geometry.grid import Block
from ..io.dataset_pool import DatasetPool
from ..message import say
from .decode import read_values

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from .source import Source

#: So many different whole numbers are classes, unless they lie evenly and go up and
#: down by one step from pixel to pixel, in patches or not: heights of a plain, a slope
#: that was rounded. Classes border on any others. Of three that says nothing, unless
#: they begin where no codes do.
_FEW: Final = 16
_ANY_STEPS: Final = 3
_ALL_STEPS: Final = 0.98

#: So many are classes where pixels are mostly like their neighbours, and the others
#: not mostly a step apart: land cover has some fifty classes at most.
_MOST: Final = 64
_MOST_STEPS: Final = 0.9

#: The share of pixels in a row or a column that are like the one before, in patches.
_LEAST_ALIKE: Final = 0.5

#: Fewer pixels than this for each number say nothing.
_LEAST_PER_NUMBER: Final = 4

#: More of an alpha band than this between its least and its greatest value is data.
_MOST_BETWEEN: Final = 0.25

#: The edge of a window, and of a source that is seen whole.
_WINDOW_PX: Final = 64
_WHOLE_PX: Final = 512

#: Windows a side, at first and where all that is seen is one value, or none.
_WINDOWS: Final = (3, 7)


def classes_seen(source: Source) -> str:
    """Say what in a band's pixels says that they are codes of classes or ids.

    Args:
        source: A band. Numbers that are scaled or have a unit are values.

    Returns:
        A sentence's end; empty where nothing does.

    Raises:
        SourceUnreadable: The pixels are damaged, or the file is gone.
    """
    if source.is_scaled or source.facts.unit:
        return ""
    seen: list[NDArray[Any]] = []
    with DatasetPool() as pool:
        for count in _WINDOWS:
            for file, block in _windows(source.looked_at, count):
                try:
                    seen.append(read_values(file, block, pool))
                except LongInteger:
                    return say("its numbers are too long for a float, like ids")
                if not _may_be_classes(seen[-1]):
                    return ""
            if _numbers(seen).size > 1:
                break
    return _few(seen)


def has_negatives(source: Source) -> bool:
    """Tell whether a look at a band's pixels finds values below 0.

    Raises:
        SourceUnreadable: The pixels are damaged, or the file is gone.
    """
    with DatasetPool() as pool:
        return any(
            bool((read_values(file, block, pool) < 0).any())
            for file, block in _windows(source.looked_at, _WINDOWS[0])
        )


def is_alpha_data(source: Source) -> bool:
    """Tell whether a look at a band that is marked as alpha finds data instead.

    Transparency is all or nothing nearly everywhere.

    Raises:
        SourceUnreadable: The pixels are damaged, or the file is gone.
    """
    if source.alpha_band is None:
        return False
    alone = [
        replace(one, band=one.alpha_band, nodata=None, alpha_band=None, has_mask=False)
        for one in source.looked_at
        if one.alpha_band is not None
    ]
    if not alone:
        return False
    with DatasetPool() as pool:
        seen = [
            read_values(one, block, pool).ravel()
            for one, block in _windows(alone, _WINDOWS[0])
        ]
    values = np.concatenate(seen)
    between = (values > values.min()) & (values < values.max())
    return bool(between.mean() > _MOST_BETWEEN and np.unique(values).size > _FEW)


def _windows(sources: Sequence[Source], count: int) -> Iterator[tuple[Source, Block]]:
    """Yield windows of sources, about as many in all as one source has alone."""
    own = math.ceil(count / math.sqrt(len(sources)))
    for source in sources:
        for block in _windows_of(source, own):
            yield source, block


def _windows_of(source: Source, count: int) -> Iterator[Block]:
    whole, size = source.georeference.whole, _WINDOW_PX
    if max(whole.rows, whole.cols) <= _WHOLE_PX:
        yield whole
        return
    for row in _starts(whole.rows, count):
        for col in _starts(whole.cols, count):
            yield Block(
                row_off=row,
                col_off=col,
                rows=min(size, whole.rows - row),
                cols=min(size, whole.cols - col),
            )


def _starts(length: int, count: int) -> list[int]:
    """Spread windows along an axis, each within a tile of their own size."""
    starts = [(2 * n + 1) * length // (2 * count) for n in range(count)]
    return sorted({start // _WINDOW_PX * _WINDOW_PX for start in starts})


def _may_be_classes(values: NDArray[Any]) -> bool:
    valid = values[np.isfinite(values)]
    is_whole = bool((valid == np.rint(valid)).all())
    return is_whole and np.unique(valid).size <= _MOST


def _numbers(seen: list[NDArray[Any]]) -> NDArray[Any]:
    values = np.concatenate([one.ravel() for one in seen])
    numbers: NDArray[Any] = np.unique(values[np.isfinite(values)])
    return numbers


def _few(seen: list[NDArray[Any]]) -> str:
    numbers = _numbers(seen)
    valid = sum(int(np.isfinite(one).sum()) for one in seen)
    is_little = valid < _LEAST_PER_NUMBER * numbers.size
    if numbers.size < 2 or numbers.size > _MOST or is_little:
        return ""
    alike, steps = _neighbours(seen, numbers)
    are_patches = alike >= _LEAST_ALIKE
    if numbers.size > _FEW and (not are_patches or steps > _MOST_STEPS):
        return ""
    may_be_field = numbers.size > _ANY_STEPS or _is_far_from_codes(numbers)
    if may_be_field and steps > _ALL_STEPS and _is_even(numbers):
        return ""
    return say("a look at it finds {count} whole numbers only", count=numbers.size)


def _is_even(numbers: NDArray[Any]) -> bool:
    """Tell whether numbers lie apart by as much as the least do: none is left out."""
    return bool(np.ptp(np.diff(numbers)) == 0)


def _is_far_from_codes(numbers: NDArray[Any]) -> bool:
    """Tell whether three numbers in a row, like 88, 89, 90, begin where no codes do."""
    return numbers.size == _ANY_STEPS and numbers[0] > _FEW and np.ptp(numbers) == 2


def _neighbours(seen: list[NDArray[Any]], numbers: NDArray[Any]) -> tuple[float, float]:
    """Look at neighbours.

    Returns:
        The share that is alike, along rows or columns, whichever is less; and of the
        others the share that is the next number.
    """
    alike, steps, differ = [], 0, 0
    for axis in (0, 1):
        apart = [_apart(values if axis else values.T, numbers) for values in seen]
        ranks = np.concatenate(apart)
        alike.append(float((ranks == 0).mean()) if ranks.size else 1.0)
        steps += int((ranks == 1).sum())
        differ += int((ranks > 0).sum())
    return min(alike), steps / max(differ, 1)


def _apart(values: NDArray[Any], numbers: NDArray[Any]) -> NDArray[np.intp]:
    """Return how many numbers apart neighbours in a row are."""
    here, there = values[:, 1:], values[:, :-1]
    both = np.isfinite(here) & np.isfinite(there)
    ranks = np.searchsorted(numbers, here[both])
    apart: NDArray[np.intp] = np.abs(ranks - np.searchsorted(numbers, there[both]))
    return apart
