# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the values of a row's cells: numbers, words, nodata, a CRS."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from ..errors import InvalidLayer, InvalidRequest
from ..geometry.crs import parse_crs
from ..message import say
from .nodata_rule import NodataRule, NoNodata, parse_nodata

if TYPE_CHECKING:
    from collections.abc import Mapping


def number_of(values: Mapping[str, Any], key: str, label: str) -> float | None:
    """Read a number; None where the row says none.

    Raises:
        InvalidLayer: It is no number.
    """
    value = values.get(key)
    if value is None:
        return None
    try:
        return math.nan if isinstance(value, bool) else float(value)
    except (TypeError, ValueError, OverflowError) as error:
        raise InvalidLayer(
            label,
            say("{key} {value!r} is not a number", key=key, value=value),
            say(
                "Give a number like 0.1, or none: in the dialog by an empty cell, in a "
                "command without the key."
            ),
        ) from error


def nodata_of(value: object, label: str) -> float | NodataRule | None:
    """Read what a row says of nodata; None where it says nothing.

    Raises:
        InvalidLayer: It is none of what may be said.
    """
    if value is None or isinstance(value, NodataRule):
        return value
    return rule_of(value, label)


def rule_of(value: object, label: str) -> float | NodataRule:
    """Read a nodata value or rule.

    Raises:
        InvalidLayer: It is neither.
    """
    try:
        return parse_nodata(value)
    except NoNodata as error:
        raise InvalidLayer(label, error.problem, error.remedy) from error


def word_of(value: object) -> str | None:
    """Return a word that is one of a few, in lower case."""
    return None if value is None else str(value).strip().casefold()


def crs_of(value: object, label: str) -> str | None:
    """Return a CRS as the row has it; None where the row says none.

    Raises:
        InvalidLayer: It is unknown.
    """
    if value is None:
        return None
    try:
        parse_crs(str(value), "crs")
    except InvalidRequest as error:
        raise InvalidLayer(
            label,
            say("crs {value!r} is unknown", value=value),
            say('Give it like "EPSG:4326".'),
        ) from error
    return str(value)
