# SPDX-License-Identifier: GPL-3.0-or-later
"""The values of an attribute: numbers, or texts as classes with codes and names."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ...errors import InvalidLayer
from ...errors.root import listed
from ...message import say
from .reading import batches

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ...burning.edges import Ints
    from .header import FeatureSource

#: Types of integers, the smallest first; a number of each is left for nodata.
_INTEGERS: Final = ("uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Attribute:
    """The values that an attribute has in a layer."""

    name: str
    levels: NDArray[Any]
    """Each value once, in order: numbers, or texts."""
    rank: Ints
    """The number of the last feature that has each value."""

    @property
    def is_text(self) -> bool:
        """Whether values are texts, for which codes from 1 on stand."""
        return self.levels.dtype.kind == "O"

    @property
    def numbers(self) -> NDArray[Any]:
        """The number that is burnt for each value."""
        if self.is_text:
            return np.arange(1, self.levels.size + 1)
        return self.levels

    @property
    def categories(self) -> tuple[str, ...]:
        """The names of the codes from 0 on; empty for numbers."""
        return ("", *self.levels) if self.is_text else ()

    @property
    def dtype(self) -> str:
        """The smallest type that holds all numbers, and one that means nodata."""
        numbers = self.numbers
        if numbers.dtype.kind == "f":
            return str(numbers.dtype)
        least, greatest = int(min(numbers, default=0)), int(max(numbers, default=0))
        for one in _INTEGERS:
            limits = np.iinfo(one)
            room = (0, 1) if limits.min == 0 else (1, 0)
            if limits.min + room[0] <= least and greatest <= limits.max - room[1]:
                return one
        return str(numbers.dtype)

    def indices(self, values: NDArray[Any]) -> Ints:
        """Return the numbers of values in `levels`, -1 for what is no value."""
        there = _is_there(values)
        found = np.full(values.size, -1, dtype=np.int64)
        own = _plain(values[there], is_text=self.is_text)
        at = np.clip(np.searchsorted(self.levels, own), 0, max(self.levels.size - 1, 0))
        if self.levels.size:
            found[there] = np.where(self.levels[at] == own, at, -1)
        return found


def read_attribute(source: FeatureSource, name: str) -> Attribute:
    """Read the values of an attribute; no geometry is read.

    Args:
        source: The features.
        name: The attribute's, in any case where only one is called so.

    Raises:
        InvalidLayer: There is no such attribute, or it is neither number nor text.
        ExogenousError: The layer cannot be read.
    """
    return _known(source, _field(source, name), _state(source.path))


@lru_cache(maxsize=32)
def _known(source: FeatureSource, name: str, _state: object) -> Attribute:
    is_text = source.header.fields[name] == "object"
    last: dict[Any, int] = {}
    for batch in batches(source, [name], shapes=False):
        values = batch.columns[name]
        own = np.flatnonzero(_is_there(values))
        plain = _plain(values[own], is_text=is_text)
        levels, first = np.unique(plain[::-1], return_index=True)
        rows = batch.number[own[own.size - 1 - first]]
        last.update(zip(levels.tolist(), rows.tolist(), strict=True))
    levels = sorted(last)
    made = np.array(levels, dtype=object if is_text else None)
    if not levels and not is_text:
        made = np.zeros(0, dtype=_number_type(source.header.fields[name]))
    return Attribute(
        name=name,
        levels=_typed(made, source.header.fields[name]),
        rank=np.array([last[one] for one in levels], dtype=np.int64),
    )


def _typed(levels: NDArray[Any], field: str) -> NDArray[Any]:
    """Return whole numbers as integers, which files with gaps in them give as floats.

    float32 stays float32, as the attribute is no wider.
    """
    if levels.dtype.kind == "O":
        return levels
    is_whole = np.dtype(field).kind in "iub" and levels.dtype.kind == "f"
    if is_whole:
        return levels.astype(np.int64)
    return levels.astype(_number_type(field))


def _number_type(field: str) -> str:
    kind = np.dtype(field)
    if kind.kind == "f":
        return "float32" if kind.itemsize <= 4 else "float64"
    return "uint64" if kind == np.uint64 else "int64"


def _is_there(values: NDArray[Any]) -> NDArray[np.bool_]:
    if values.dtype.kind == "O":
        return np.array([_has_text(one) for one in values], dtype=np.bool_)
    return (
        ~np.isnan(values)
        if values.dtype.kind == "f"
        else np.ones(values.size, dtype=np.bool_)
    )


def _has_text(one: object) -> bool:
    return one is not None and bool(str(one).strip())


def _plain(values: NDArray[Any], *, is_text: bool) -> NDArray[Any]:
    if is_text:
        return np.array([str(one).strip() for one in values], dtype=object)
    return values.astype(np.int64) if values.dtype.kind == "b" else values


def _field(source: FeatureSource, name: str) -> str:
    """Return the name of an attribute as the layer has it."""
    fields = source.header.fields
    alike = [one for one in fields if one.casefold() == name.casefold()]
    found = name if name in fields else alike[0] if len(alike) == 1 else None
    if found is None:
        raise InvalidLayer(
            source.label,
            say("it has no attribute {name!r} to burn", name=name),
            say(
                "It has {fields}; share, presence, count and distance need none.",
                fields=listed(fields),
            ),
        )
    if np.dtype(fields[found]).kind in "mM":
        raise InvalidLayer(
            source.label,
            say("the attribute {name!r} is a date", name=found),
            say("Burn numbers or texts."),
        )
    return found


def _state(path: str) -> object:
    """Return what a file is known by; another thing each time where it is no file."""
    try:
        told = os.stat(path)  # noqa: PTH116  (any text)
    except (OSError, ValueError):
        return object()
    return told.st_ino, told.st_size, told.st_mtime_ns
