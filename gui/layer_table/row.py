# SPDX-License-Identifier: GPL-3.0-or-later
"""A row of the layer table as the user types it, and as JSON."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

from ...host.parameter_names import AUTO

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_WHOLE: Final = re.compile(r"^[+-]?[0-9]+$")

#: The fields that are never numbers.
_WORDS: Final = frozenset(
    {
        *("crs", "mask", "domain", "burn", "filter", "touch"),
        *("time", "when", "within", "overlap"),
    }
)


class Column(IntEnum):
    """The columns, in the order of a row's fields."""

    NAME = 0
    SOURCE = 1
    BAND = 2
    RESAMPLER = 3
    NODATA = 4
    CRS = 5
    SCALE = 6
    OFFSET = 7
    MASK = 8
    DOMAIN = 9
    FRACTIONS = 10
    BURN = 11
    FILTER = 12
    TOUCH = 13
    TIME = 14
    WHEN = 15
    WITHIN = 16
    OVERLAP = 17


#: The field of each column, which is a row's key in the core.
FIELDS: Final = {
    column: "path" if column is Column.SOURCE else column.name.lower()
    for column in Column
}

#: The fields that stay empty in most rows.
MORE: Final = tuple(
    field for column, field in FIELDS.items() if column >= Column.NODATA
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A source that exists only in a model: an input, or the result of a step."""

    key: tuple[str, ...]
    """`("input", name)` or `("step", child, output)`."""
    label: str
    """The source's name in the modeler."""
    name: str
    """The first name of a row with this source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The values of a row, right or wrong; texts as typed, empty if not filled in."""

    name: str = ""
    path: str = ""
    """A file or GDAL name, or the JSON text of several; empty where there is a link."""
    link: Link | None = None
    band: str = ""
    """Empty for the first, or the one at the wanted time."""
    resampler: str = ""
    """Empty for `auto`, the resampler that suits the data."""
    nodata: str = ""
    crs: str = ""
    scale: str = ""
    offset: str = ""
    mask: str = ""
    domain: str = ""
    fractions: str = ""
    burn: str = ""
    filter: str = ""
    touch: str = ""
    time: str = ""
    when: str = ""
    within: str = ""
    overlap: str = ""
    use: bool = True
    """False for a row that is left out of the run."""

    @property
    def has_more(self) -> bool:
        """Whether any field is filled in that most rows leave empty."""
        return any(getattr(self, field) for field in MORE)

    def spec(self, resampler: str) -> dict[str, Any]:
        """Return the row as the core reads it, without the name.

        Args:
            resampler: The resampler for a row that does not name one.
        """
        paths = paths_of(self.path)
        path = paths if paths[1:] else self.path
        spec: dict[str, Any] = {} if self.link else {"path": path}
        if self.band:
            spec["bandnumber"] = _number(self.band)
        spec["resampler"] = self.resampler or resampler
        more = {field: getattr(self, field) for field in MORE}
        spec |= {
            key: text if key in _WORDS else _number(text)
            for key, text in more.items()
            if text
        }
        return spec if self.use else {**spec, "use": False}


def row_of(values: Mapping[str, Any]) -> Row:
    """Make a row from values of the core's `read_rows`, or of `Row.spec`."""
    words = {"bandnumber": "band"}
    texts: dict[str, Any] = {
        words.get(key, key): _text(value)
        for key, value in values.items()
        if key != "use"
    }
    if texts.get("resampler", "").strip().casefold() == AUTO:
        del texts["resampler"]
    return Row(**texts, use=values.get("use", True))


def to_json(rows: Sequence[tuple[Row, str]]) -> str:
    """Return rows as JSON: a dictionary of layers by name, or a list where that fails.

    Args:
        rows: Rows, each with the resampler to use if the row does not name one.
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


def joined(rows: Sequence[Row], name: str) -> Row:
    """Return the row whose tiles are the files of several rows.

    Args:
        rows: Rows with paths, the first of which gives all other values.
        name: The name of the row.
    """
    paths = [path for row in rows for path in paths_of(row.path)]
    return replace(rows[0], name=name, path=json.dumps(paths, ensure_ascii=False))


def paths_of(text: str) -> list[str]:
    """Return the paths of a list, or the path that a text is."""
    if not text.lstrip().startswith("["):
        return [text]
    try:
        found = json.loads(text)
    except ValueError:  # a file's own name may begin so
        return [text]
    is_list = isinstance(found, list) and all(isinstance(one, str) for one in found)
    return found if is_list and found else [text]


def unique_name(wanted: str, taken: Iterable[str]) -> str:
    """Return a name that is not taken, with a number added if need be."""
    others = set(taken)
    number, name = 1, wanted
    while name in others:
        number += 1
        name = f"{wanted} {number}"
    return name


def _number(text: str) -> int | float | str:
    """Return the number that a text holds, else the text, which the core refuses."""
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
    if isinstance(value, list | tuple):  # of bands
        return ", ".join(map(_text, value))
    return str(value)
