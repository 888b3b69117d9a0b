# SPDX-License-Identifier: GPL-3.0-or-later
"""The classes that a band has by its own account, from header and attribute table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from defusedxml import ElementTree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element  # nosec B405

    from .legend import Legend

#: Columns of a table by what they hold (GDALRATFieldUsage in gdal.h).
_NAME: Final = "2"
_VALUE: Final = ("5", "3")

#: What palettes are filled up with.
_UNUSED: Final = frozenset({(0, 0, 0), (0, 0, 0, 0), (0, 0, 0, 255)})


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedClass:
    """A class: its number in the file, and its name."""

    number: float
    name: str = ""
    """Empty where only a colour says that there is such a class."""


def classes_of(legend: Legend) -> tuple[NamedClass, ...]:
    """List the classes that a legend knows, by number.

    An attribute table counts first, then names of categories, then the colours of a
    palette but for the black that fills palettes up.
    """
    found = [*_of_table(legend.attribute_table)]
    if not found:
        names = enumerate(legend.categories)
        found = [NamedClass(number=n, name=name) for n, name in names if name.strip()]
    if not found:
        colours = legend.colormap.items()
        found = [NamedClass(number=n) for n, one in colours if one not in _UNUSED]
    first = {one.number: one for one in reversed(found)}
    return tuple(first[number] for number in sorted(first))


def _of_table(text: str) -> Iterator[NamedClass]:
    if not text:
        return
    table = ElementTree.fromstring(text)
    usages = [column.findtext("Usage", "") for column in table.findall("FieldDefn")]
    value = next((usages.index(one) for one in _VALUE if one in usages), None)
    name = usages.index(_NAME) if _NAME in usages else None
    if value is None:
        return
    for row in table.findall("Row"):
        number = _number(row, value)
        if number is not None:
            text = "" if name is None else _field(row, name)
            yield NamedClass(number=number, name=text.strip())


def _number(row: Element, column: int) -> float | None:
    try:
        number = float(_field(row, column))
    except ValueError:
        return None
    return int(number) if number.is_integer() else number


def _field(row: Element, column: int) -> str:
    fields = row.findall("F")
    return (fields[column].text or "") if column < len(fields) else ""
