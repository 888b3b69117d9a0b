# SPDX-License-Identifier: GPL-3.0-or-later
"""How classes lie among the few source pixels around a target pixel.

A pattern and a target pixel's place between the source pixels decide which of them the
winner is, whatever its class.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .class_keys import ClassKeys

#: The most source pixels around a target pixel that have patterns.
MOST_IN_PATTERN: Final = 9

#: So few can have any classes; among more there are patterns of two classes alone.
_ALL_PATTERNS: Final = 4

#: Pixels of a window at a time, so that arrays stay in the processor's cache.
_AT_ONCE: Final = 1 << 15


def patterns_in(window: ClassKeys, offsets: Sequence[int]) -> NDArray[Any]:
    """Return the number of the pattern of the source pixels after each of a window.

    Args:
        window: The classes.
        offsets: How far the source pixels are from the first of them, which is 0, if
            pixels are counted row by row.

    Returns:
        Shape (pixels of the window,): places in `patterns_of`, and their number where
        there is no pattern, or an invalid pixel. Nothing is around the last pixels.
    """
    count = window.keys.size - offsets[-1]
    numbers = np.zeros(window.keys.size, dtype=np.uint16)
    for first in range(0, count, _AT_ONCE):
        part = slice(first, min(first + _AT_ONCE, count))
        keys = _shifted(window.keys, offsets, part)
        find = _of_any if len(offsets) == _ALL_PATTERNS else _of_two
        found, is_odd = find(keys)
        if window.valid is not None:
            for valid in _shifted(window.valid, offsets, part):
                is_odd |= ~valid
        numbers[part] = found
        numbers[part][is_odd] = len(patterns_of(len(offsets)))
    return numbers


def _shifted(
    of: NDArray[Any], offsets: Sequence[int], part: slice
) -> list[NDArray[Any]]:
    flat = of.reshape(-1)
    return [flat[part.start + offset : part.stop + offset] for offset in offsets]


def _of_two(keys: list[NDArray[Any]]) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Return a bit for each pixel unlike the middle one, and where there are 3."""
    middle = keys.pop(len(keys) // 2)
    least, most = middle.copy(), middle.copy()
    bits = np.zeros(middle.shape, dtype=np.uint8)
    for number, key in enumerate(keys):
        bits |= (key != middle).view(np.uint8) << np.uint8(number)
        np.minimum(least, key, out=least)
        np.maximum(most, key, out=most)
    is_odd = (middle != least) & (middle != most)
    for key in keys:
        is_odd |= (key != least) & (key != most)
    return bits, is_odd


def _of_any(keys: list[NDArray[Any]]) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Return the number of the pattern of four pixels."""
    bits = np.zeros(keys[0].shape, dtype=np.uint8)
    for number, (one, other) in enumerate(combinations(keys, 2)):
        bits |= (one == other).view(np.uint8) << np.uint8(number)
    return _numbers_of_bits()[bits], np.zeros(bits.shape, dtype=bool)


@cache
def _numbers_of_bits() -> NDArray[np.uint8]:
    """Number the patterns by a bit for each pair that is equal."""
    numbers = np.zeros(2**6, dtype=np.uint8)
    for number, pixels in enumerate(patterns_of(_ALL_PATTERNS)):
        equal = [one == other for one, other in combinations(pixels, 2)]
        numbers[sum(bit << place for place, bit in enumerate(equal))] = number
    return numbers


@cache
def patterns_of(count: int) -> list[tuple[int, ...]]:
    """List patterns by the first pixel that each pixel is equal to.

    Args:
        count: The source pixels around a target pixel.
    """
    if count == _ALL_PATTERNS:
        candidates = np.ndindex(*range(1, count + 1))
        return [one for one in candidates if all(one[first] == first for first in one)]
    found = []
    for bits in range(2 ** (count - 1)):
        differs = [bool(bits >> place & 1) for place in range(count - 1)]
        differs.insert(count // 2, False)
        found.append(tuple(differs.index(each) for each in differs))
    return found
