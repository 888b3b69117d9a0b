# SPDX-License-Identifier: GPL-3.0-or-later
"""Which numbers of a file a row takes for no data, beside or against what it declares.

As text: `none` switches off what the file declares, `file` keeps it, numbers and ranges
come in addition: `file, 0, 250..255`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

#: What the declared number is called, and its absence.
OF_FILE: Final = "file"
NONE: Final = "none"

_RANGE: Final = ".."


@dataclass(frozen=True, slots=True, kw_only=True)
class NodataRule:
    """Numbers that are no data; masks and alpha bands count whatever is here."""

    of_file: bool
    """The number that the file declares counts."""
    ranges: tuple[tuple[float, float], ...] = ()
    """The least and the greatest of numbers that count too, both included."""

    def __post_init__(self) -> None:
        """Refuse ranges that are none."""
        if not all(least <= greatest for least, greatest in self.ranges):
            raise ValueError(f"{self.ranges} begin after they end")

    def __str__(self) -> str:
        """Return the text that `parse_nodata` reads."""
        words = [OF_FILE if self.of_file else NONE, *map(_text, self.ranges)]
        return ", ".join(words)


def parse_nodata(value: object) -> float | NodataRule:
    """Read what a row says of its nodata values.

    Args:
        value: A number, which stands in place of all that the file declares; text as
            above; or a list of numbers, words and pairs of numbers.

    Returns:
        A number alone as it is.

    Raises:
        ValueError: It is none of these.
    """
    items = _items(value)
    ranges = [_range(item) for item in items if item not in {OF_FILE, NONE}]
    words = [item for item in items if item in {OF_FILE, NONE}]
    if len(set(words)) > 1 or not items:
        raise ValueError(f"{value!r} is no rule")
    if not words and len(ranges) == 1 and ranges[0][0] == ranges[0][1]:
        return ranges[0][0]
    if not words and len(items) == 1 and _is_nan(ranges[0]):
        return math.nan
    return NodataRule(
        of_file=OF_FILE in words,
        ranges=tuple(one for one in ranges if not _is_nan(one)),
    )


def _items(value: object) -> list[Any]:
    """Split a value; texts in it are in lower case."""
    if isinstance(value, str):
        return [part.strip().casefold() for part in value.replace(";", ",").split(",")]
    if isinstance(value, Sequence):
        return [
            tuple(item)
            if isinstance(item, Sequence) and not isinstance(item, str)
            else str(item).strip().casefold()
            for item in value
        ]
    return [str(value)]


def _range(item: Any) -> tuple[float, float]:
    parts = str(item).split(_RANGE) if isinstance(item, str) else list(item)
    numbers = [whole_or_float(part) for part in parts]
    if len(numbers) == 1:
        numbers *= 2
    least, greatest = numbers  # a ValueError where they are more than two
    if least > greatest:
        raise ValueError(f"{item!r} begins after it ends")
    return least, greatest


def whole_or_float(value: object) -> float:
    """Read a number; a whole one that no float holds stays as it is.

    Raises:
        ValueError: It is no number.
    """
    number = float(str(value))
    if abs(number) < 2**53 or not math.isfinite(number):
        return number
    try:
        return int(str(value))
    except ValueError:
        return number


def _is_nan(numbers: tuple[float, float]) -> bool:
    return any(map(math.isnan, numbers))


def _text(numbers: tuple[float, float]) -> str:
    least, greatest = (repr(number).removesuffix(".0") for number in numbers)
    return least if least == greatest else f"{least}{_RANGE}{greatest}"
