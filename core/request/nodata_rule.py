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

from ..message import say

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


class NoNodata(ValueError):
    """What a row says of its nodata values is none of the forms."""

    def __init__(self, problem: str, remedy: str) -> None:
        """Say what is wrong, and what to write; a clause and a sentence."""
        super().__init__(f"{problem}. {remedy}")
        self.problem, self.remedy = problem, remedy


_FORMS: Final = say(
    "Give a number, none, or text like file, 0, 250..255 (what the file declares, and "
    "more)."
)


def parse_nodata(value: object) -> float | NodataRule:
    """Read what a row says of its nodata values.

    Args:
        value: A number, which stands in place of all that the file declares; text as
            above; or a list of numbers, words and pairs of numbers.

    Returns:
        A number alone as it is.

    Raises:
        NoNodata: It is none of these.
    """
    items = _items(value)
    if not items:
        raise NoNodata(say("nodata {value!r} is empty", value=value), _FORMS)
    ranges = [_range(item) for item in items if item not in {OF_FILE, NONE}]
    words = [item for item in items if item in {OF_FILE, NONE}]
    if len(set(words)) > 1:
        raise NoNodata(
            say("nodata {value!r} says both file and none", value=value),
            say("file keeps the number that the file declares, none drops it."),
        )
    if not words and len(ranges) == 1 and ranges[0][0] == ranges[0][1]:
        return ranges[0][0]
    if not words and len(items) == 1 and math.isnan(ranges[0][0]):
        return math.nan
    return NodataRule(
        of_file=OF_FILE in words,
        ranges=tuple(one for one in ranges if not math.isnan(one[0])),
    )


def _items(value: object) -> list[Any]:
    """Split a value; texts in it are in lower case."""
    if isinstance(value, str):
        return [part.strip().casefold() for part in value.replace(";", ",").split(",")]
    if isinstance(value, Sequence):
        return [
            tuple(map(str, item))
            if isinstance(item, Sequence) and not isinstance(item, str)
            else str(item).strip().casefold()
            for item in value
        ]
    return [str(value)]


def _range(item: Any) -> tuple[float, float]:
    parts = str(item).split(_RANGE) if isinstance(item, str) else list(item)
    text = _RANGE.join(map(str, parts))
    try:
        numbers = [whole_or_float(part) for part in parts]
    except ValueError as error:
        problem = say("nodata {text!r} is not a number", text=text)
        raise NoNodata(problem, _FORMS) from error
    if len(numbers) not in {1, 2} or (numbers[1:] and any(map(math.isnan, numbers))):
        raise NoNodata(
            say("nodata {text!r} is not a range", text=text),
            say("A range has two numbers, the less first, like 250..255."),
        )
    least, greatest = numbers[0], numbers[-1]
    if least > greatest:
        raise NoNodata(
            say("nodata {text!r} begins after it ends", text=text),
            say("Give the less number first: {range}.", range=_text((greatest, least))),
        )
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


def _text(numbers: tuple[float, float]) -> str:
    least, greatest = (repr(number).removesuffix(".0") for number in numbers)
    return least if least == greatest else f"{least}{_RANGE}{greatest}"
