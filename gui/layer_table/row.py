# SPDX-License-Identifier: GPL-3.0-or-later
"""A row of the layer table as the user types it, and as JSON."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_WHOLE: Final = re.compile(r"^[+-]?[0-9]+$")

#: The fields that stay empty in most rows.
MORE: Final = ("nodata", "crs", "scale", "offset")

#: The resampler that rows of classes get by default.
FOR_CLASSES: Final = "nearest"


class Column(IntEnum):
    """The columns, as the fields of a row are ordered; the last is what is wrong."""

    NAME = 0
    SOURCE = 1
    BAND = 2
    RESAMPLER = 3
    NODATA = 4
    CRS = 5
    SCALE = 6
    OFFSET = 7
    REMARK = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A source that only a model knows: one of its inputs, or what a step makes."""

    key: tuple[str, ...]
    """`("input", name)` or `("step", child, output)`."""
    label: str
    """As the modeler calls it."""
    name: str
    """What a row that takes it is called at first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a row says, right or wrong; texts as typed, empty where nothing is."""

    name: str = ""
    path: str = ""
    """A file or GDAL name; empty where there is a link."""
    link: Link | None = None
    band: str = "1"
    resampler: str = ""
    """Empty for the one that suits the data."""
    nodata: str = ""
    crs: str = ""
    scale: str = ""
    offset: str = ""

    @property
    def has_more(self) -> bool:
        """Whether any of the fields is filled in that most rows leave empty."""
        return any(getattr(self, field) for field in MORE)

    def spec(self, resampler: str) -> dict[str, Any]:
        """Return the row as the core reads it, without the name.

        Args:
            resampler: The one to say where the row leaves it open.
        """
        spec: dict[str, Any] = {} if self.link else {"path": self.path}
        spec |= {
            "bandnumber": _number(self.band) if self.band else 1,
            "resampler": self.resampler or resampler,
        }
        more = {field: getattr(self, field) for field in MORE}
        return spec | {
            key: text if key == "crs" else _number(text)
            for key, text in more.items()
            if text
        }


def row_of(values: Mapping[str, Any]) -> Row:
    """Make a row of what the core has read of one, or of what `Row.spec` returns."""
    words = {"bandnumber": "band"}
    texts: dict[str, Any] = {
        words.get(key, key): _text(value) for key, value in values.items()
    }
    return Row(**texts)


def to_json(rows: Sequence[tuple[Row, str]]) -> str:
    """Return rows as the dictionary of layers by name, a list where that fails.

    Args:
        rows: Each with the resampler to say where it leaves it open.
    """
    specs = [(row.name, row.spec(resampler)) for row, resampler in rows]
    names = Counter(name for name, _ in specs)
    is_unique = all(names) and max(names.values(), default=1) == 1
    table: object = dict(specs)
    if not is_unique:
        table = [{"name": name, **spec} for name, spec in specs]
    return json.dumps(table, ensure_ascii=False)


def to_listing(rows: Sequence[tuple[Row, str]]) -> str:
    """Return rows as a list on many lines, for whatever will read them later.

    QGIS sorts the keys of a dictionary where it reads one: bands would change places.

    Args:
        rows: Each with the resampler to say where it leaves it open.
    """
    table = [{"name": row.name, **row.spec(resampler)} for row, resampler in rows]
    return json.dumps(table, ensure_ascii=False, indent=2)


def to_text(row: Row, resampler: str) -> str:
    """Return one row, its name in it, as JSON.

    Args:
        row: The row; without a path where it has a link.
        resampler: The one to say where the row leaves it open.
    """
    values = {"name": row.name, **row.spec(resampler)}
    return json.dumps(values, ensure_ascii=False)


def unique_name(wanted: str, taken: Iterable[str]) -> str:
    """Return a name that no other has, with a number behind it if need be."""
    others = set(taken)
    number, name = 1, wanted
    while name in others:
        number += 1
        name = f"{wanted} {number}"
    return name


def _number(text: str) -> int | float | str:
    """Return a number where a text is one; the core says what is wrong with others."""
    try:
        number = float(text)
    except ValueError:
        return text
    if not math.isfinite(number):
        return text  # JSON has no such numbers; the core reads the word.
    return int(text) if _WHOLE.match(text) else number


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
