# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts for users, translated into the language of QGIS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qgis.PyQt.QtCore import QCoreApplication

if TYPE_CHECKING:
    from ..core.errors import ExogenousError
    from ..core.message import Message

#: The translation context of all texts.
CONTEXT: Final = "Exogenous"


def tr(text: str, count: int = -1) -> str:
    """Return a text in the language of QGIS, as far as it is translated.

    Args:
        text: A literal at the call: the catalogue of translations is made from the
            literals in the code.
        count: The number for `%n` in the text, which decides between singular and
            plural, `1 row` and `2 rows`.
    """
    return str(QCoreApplication.translate(CONTEXT, text, None, count))


def mark(text: str) -> str:
    """Return a text unchanged, and mark it for the catalogue of translations.

    Args:
        text: A literal at the call; `translated` returns its translation.
    """
    return text


def translated(text: str) -> str:
    """Return a text marked with `mark` in the language of QGIS."""
    return str(QCoreApplication.translate(CONTEXT, text))


def told(said: str | ExogenousError) -> str:
    """Return a message of the core in the language of QGIS, on one line.

    Args:
        said: A message, an error, or a plain text, which is not translated.
    """
    # Imported late: the toolbox opens without the core.
    from ..core.errors import ExogenousError, one_line
    from ..core.message import Message

    text = said.message if isinstance(said, ExogenousError) else said
    return one_line(_translated(text)) if isinstance(text, Message) else str(text)


def _translated(message: Message) -> str:
    template = tr(message.template)
    if not message.values:
        return template
    values = {name: _value(value) for name, value in message.values.items()}
    return template.format(**values)


def _value(value: object) -> object:
    from ..core.message import Message

    return _translated(value) if isinstance(value, Message) else value
