# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes one row a class of rows that want shares of classes, from headers alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ..errors import InvalidLayer
from ..errors.root import listed
from ..message import say
from ..request.class_choice import ClassShare, number_text
from ..request.name_pattern import named_of_class
from ..sources.class_list import NamedClass, classes_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..products.table_source import RowReader
    from ..request.class_choice import Fractions
    from ..request.exo_layer import ExoLayer

#: How many classes an error lists.
_MOST_LISTED: Final = 40


def rows_by_class(row: ExoLayer, reader: RowReader) -> Iterator[ExoLayer]:
    """Yield a row for each class whose share a row of one band wants; else the row.

    Raises:
        ExogenousError: The row's file cannot be opened, or it does not say which
            classes it has.
    """
    if row.fractions is None:
        yield row
        return
    known = classes_of(reader.source(row).source.legend)
    chosen = [*_chosen(row.fractions, known, row.label)]
    count = Counter(one.name for one in {*chosen, *known})
    for one in chosen:
        word = (
            one.name if one.name and count[one.name] == 1 else number_text(one.number)
        )
        yield replace(
            row,
            name=named_of_class(row.name, word),
            fractions=None,
            share=ClassShare(number=one.number, name=one.name),
        )


def _chosen(
    fractions: Fractions, known: Sequence[NamedClass], label: str
) -> Iterator[NamedClass]:
    if not fractions.classes and not known:
        raise InvalidLayer(
            label,
            say("the file does not say which classes it has"),
            say("Give their numbers in fractions, like 10, 20, in place of all."),
        )
    if not fractions.classes:
        yield from known
    for wanted in fractions.classes:
        yield _one(wanted, known, label)


def _one(wanted: float | str, known: Sequence[NamedClass], label: str) -> NamedClass:
    if not isinstance(wanted, str):
        named = (one for one in known if one.number == wanted)
        return next(named, NamedClass(number=wanted))
    for one in known:
        if one.name.casefold() == wanted.casefold():
            return one
    names = [f"{number_text(one.number)}: {one.name}" for one in known if one.name]
    raise InvalidLayer(
        label,
        say("no class is called {wanted!r}", wanted=wanted),
        say("Its classes are: {classes}.", classes=listed(names, _MOST_LISTED)),
    )
