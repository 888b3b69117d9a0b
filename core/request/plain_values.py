# SPDX-License-Identifier: GPL-3.0-or-later
"""Values as Python's own plain types, and sentences about those that are none."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Mapping, Sequence
from numbers import Real
from typing import Any, Final

import numpy as np

from ..errors import InvalidRequest
from ..message import say

#: A table of layers, its rows and their lists are four deep.
_MOST_DEPTH: Final = 20

#: Floats end here, and so do all numbers that a raster may hold.
_MOST_DIGITS: Final = 308
_MOST: Final = 10**_MOST_DIGITS

#: What no system and no format takes in a name.
_UNNAMABLE: Final = re.compile("[\0\ud800-\udfff]")


def plain(value: object, parameter: str) -> Any:
    """Return a value with lists, dictionaries and numbers of Python's own types.

    Args:
        value: What was given; objects of other types stay as they are.
        parameter: Its name, for messages.

    Raises:
        InvalidRequest: The value holds an array, itself, lists in lists without end,
            or a whole number of more digits than a number of a raster has.
    """
    return _plain(value, parameter, 0)


def _plain(value: Any, parameter: str, depth: int) -> Any:
    if depth > _MOST_DEPTH:
        remedy = say("Give a table: a list of rows, or rows by name.")
        raise InvalidRequest(parameter, say("what is nested so deep"), remedy)
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, np.ndarray):
        raise InvalidRequest(parameter, say("an array"), say("Give a list."))
    if isinstance(value, int) and abs(value) >= _MOST:
        raise _too_long(parameter)
    if isinstance(value, Mapping):
        return {
            _plain(key, parameter, depth + 1): _plain(item, parameter, depth + 1)
            for key, item in value.items()
        }
    if isinstance(value, list | tuple):
        return [_plain(item, parameter, depth + 1) for item in value]
    return value


def _too_long(parameter: str) -> InvalidRequest:
    return InvalidRequest(
        parameter,
        say("a whole number of more than {digits} digits", digits=_MOST_DIGITS),
        say("Give a shorter number."),
    )


def number(value: object, parameter: str, remedy: str) -> float | None:
    """Return a number, None for none.

    Raises:
        InvalidRequest: The value is no number, or one that no float holds.
    """
    if value is None:
        return None
    if isinstance(value, int) and abs(value) >= _MOST:
        raise _too_long(parameter)
    if isinstance(value, bool) or not isinstance(value, Real):
        raise InvalidRequest(parameter, _shown(value), remedy)
    return float(value)


def count(value: object, parameter: str, remedy: str) -> int | None:
    """Return a whole number above 0, None for none.

    Raises:
        InvalidRequest: The value is no such number.
    """
    found = number(value, parameter, remedy)
    if found is None:
        return None
    if not math.isfinite(found) or found < 1 or found != math.floor(found):
        raise InvalidRequest(parameter, found, remedy)
    return int(found)


def path_text(value: object, parameter: str, remedy: str) -> str:
    """Return a path as text.

    Raises:
        InvalidRequest: The value is no path, or has characters that no name has.
    """
    if not isinstance(value, str | os.PathLike):
        raise InvalidRequest(parameter, _shown(value), remedy)
    text = os.fspath(value)
    if not isinstance(text, str):
        raise InvalidRequest(parameter, _shown(value), remedy)
    if _UNNAMABLE.search(text):
        raise InvalidRequest(
            parameter, text, say("It has characters that no name has: drop them.")
        )
    return str(text)


def texts(value: object, parameter: str, remedy: str) -> tuple[str, ...]:
    """Return a list of texts.

    Raises:
        InvalidRequest: The value is no list, or an item is no text.
    """
    if isinstance(value, str | bytes) or not isinstance(value, Sequence):
        raise InvalidRequest(parameter, _shown(value), remedy)
    if not all(isinstance(item, str) for item in value):
        raise InvalidRequest(parameter, _shown(value), remedy)
    return tuple(map(str, value))


def _shown(value: object) -> object:
    """Return what a message can quote of a value of any type."""
    is_plain = isinstance(value, str | bytes | bool | int | float | type(None))
    return value if is_plain else say("a {kind}", kind=type(value).__name__)
