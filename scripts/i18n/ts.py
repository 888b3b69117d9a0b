# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads and writes translations in Qt's format, which Qt Linguist and Weblate edit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from defusedxml import ElementTree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from .strings import Text

CONTEXT = "Exogenous"

_HEAD = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language={language} sourcelanguage="en">
<context>
    <name>{context}</name>
"""


@dataclass(frozen=True)
class Translation:
    """A text in another language."""

    forms: tuple[str, ...]
    """One, or for texts with a number as many as the language has."""
    is_finished: bool


def read(path: Path) -> dict[str, Translation]:
    """Return the translations of a file by their source."""
    root = ElementTree.parse(path).getroot()
    return {
        message.findtext("source"): _translation(message.find("translation"))
        for message in root.iter("message")
    }


def _translation(element: Element) -> Translation:
    forms = tuple(form.text or "" for form in element.iter("numerusform"))
    return Translation(
        forms=forms or (element.text or "",), is_finished=element.get("type") is None
    )


def write(
    path: Path,
    language: str,
    texts: Iterable[Text],
    known: dict[str, Translation],
    forms: int,
) -> None:
    """Write texts in the order given; those that are not known yet as unfinished.

    Args:
        path: The file.
        language: Its code.
        texts: What is in the code.
        known: Translations by source.
        forms: How many the language has for texts with a number.
    """
    lines = [_HEAD.format(language=quoteattr(language), context=CONTEXT)]
    for text in texts:
        empty = ("",) * (forms if text.is_counted else 1)
        found = known.get(text.source)
        if found is None or len(found.forms) != len(empty):
            found = Translation(forms=empty, is_finished=False)
        lines.extend(_message(text, found))
    lines.append("</context>\n</TS>\n")
    path.write_text("".join(lines), encoding="utf-8")


def _message(text: Text, translation: Translation) -> Iterator[str]:
    yield '    <message numerus="yes">\n' if text.is_counted else "    <message>\n"
    yield f"        <location filename={quoteattr('../../' + text.file)}/>\n"
    yield f"        <source>{escape(text.source)}</source>\n"
    mark = "" if translation.is_finished else ' type="unfinished"'
    if text.is_counted:
        yield f"        <translation{mark}>\n"
        for form in translation.forms:
            yield f"            <numerusform>{escape(form)}</numerusform>\n"
        yield "        </translation>\n"
    else:
        (form,) = translation.forms
        yield f"        <translation{mark}>{escape(form)}</translation>\n"
    yield "    </message>\n"
