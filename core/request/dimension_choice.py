# SPDX-License-Identifier: GPL-3.0-or-later
"""Bands by what tells them apart beside time: `level=850`, `element=2T & level=2-HTGL`.

It stands where a band's number or name stands, and leaves the time open.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PART: Final = re.compile(r"\s*(?P<name>\w[\w.-]*)\s*=\s*(?P<value>[^=&]+?)\s*")


def dimensions_of(band: int | str) -> dict[str, str] | None:
    """Return the wanted value of each dimension; None where a band is no such text."""
    if not isinstance(band, str):
        return None
    found = [_PART.fullmatch(part) for part in band.split("&")]
    parts = [one for one in found if one is not None]
    if len(parts) < len(found):
        return None
    return {one["name"].casefold(): one["value"] for one in parts}


def group_of(
    wanted: Mapping[str, str], members: Sequence[Mapping[str, str]]
) -> int | None:
    """Return the first group of bands that has the wanted values; None for none.

    Args:
        wanted: By dimensions, in lower case.
        members: Of each group, by dimensions.
    """
    for number, own in enumerate(members):
        values = {name.casefold(): value for name, value in own.items()}
        if all(
            name in values and _same(value, values[name])
            for name, value in wanted.items()
        ):
            return number
    return None


def dimensions_text(own: Mapping[str, str]) -> str:
    """Return the values of a group as `dimensions_of` reads them."""
    return " & ".join(f"{name}={value}" for name, value in own.items())


def _same(one: str, other: str) -> bool:
    try:
        return float(one) == float(other)
    except ValueError:
        return one.strip().casefold() == other.strip().casefold()
